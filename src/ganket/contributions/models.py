import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.contributions.enums import ContactKind, ContributionKind
from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.roster.models import Member


class Contribution(models.Model):
    """Work that a member did for the place where they live, in two lines. Never money.

    Noted by the cell or by the member; both see it all year long. Taken back
    rather than deleted: ``withdrawn_at``.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="contributions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contributions")
    kind = models.CharField(
        _("loại việc"), max_length=12, choices=ContributionKind.choices
    )
    text = models.CharField(_("việc đã làm"), max_length=280)
    done_on = models.DateField(_("ngày"))
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    client_key = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "done_on"], name="contributions_by_member"),
            models.Index(fields=["unit", "done_on"], name="contributions_by_unit"),
        ]

    def __str__(self) -> str:
        return self.text


class Contact(models.Model):
    """The cell spoke with, visited or called a member on a day."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="contacts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contacts")
    kind = models.CharField(_("cách gặp"), max_length=12, choices=ContactKind.choices)
    note = models.CharField(_("ghi chú"), max_length=280, blank=True)
    on = models.DateField(_("ngày"))
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    client_key = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "on"], name="contributions_contact_member"),
            models.Index(fields=["unit", "on"], name="contributions_contact_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.member_id}"
