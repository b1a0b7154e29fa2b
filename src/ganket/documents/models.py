from django.db import models
from django.utils.translation import gettext_lazy as _

from ganket.documents.enums import DocumentKind
from ganket.kernel import clock
from ganket.org.models import Unit


class Register(models.Model):
    """The last number that a unit gave in a year, for one kind of document.

    Taken by a guarded update in the transaction of the document, so that there
    are no gaps and no number is given twice.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registers")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24, choices=DocumentKind.choices)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "kind"], name="documents_register_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.year}/{self.kind}: {self.last}"


class IssuedDocument(models.Model):
    """A document as it was issued: every word of it, and the bytes.

    ``subject`` is the journal's key of the row that it is of. ``sha256`` is the
    digest of ``content``; nothing is ever rendered again to prove what was issued.
    """

    kind = models.CharField(_("loại"), max_length=24, choices=DocumentKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    subject = models.CharField(max_length=64, db_index=True)
    issued_on = models.DateField(_("ngày"))
    sheet = models.JSONField()
    form_version = models.CharField(max_length=16)
    rule_pack = models.CharField(max_length=16)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "kind", "number"],
                condition=models.Q(number__isnull=False),
                name="documents_issued_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.year}"
