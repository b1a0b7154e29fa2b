import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ganket.contributions.enums import ContactKind, ContributionKind
from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.people.models import Person
from ganket.roster.models import Member

# What a form sent twice runs into, and two who note one contact.
CONTRIBUTION_ONCE_PER_KEY = models.UniqueConstraint(
    fields=["client_key"], name="contributions_contribution_once_per_key"
)
CONTACT_ONCE_PER_KEY = models.UniqueConstraint(
    fields=["client_key"], name="contributions_contact_once_per_key"
)
CONTACT_ONCE_A_DAY = models.UniqueConstraint(
    fields=["member", "unit", "kind", "on"],
    condition=models.Q(withdrawn_at=None),
    name="contributions_contact_once_a_day",
)


class Contribution(models.Model):
    """Work that a member did for the place where they live, in two lines. Never money.

    Noted by the cell or by the member; both see it all year long. ``by`` is who
    noted it, or on whose behalf a helper did. Taken back rather than deleted:
    ``withdrawn_at``.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="contributions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contributions")
    kind = models.CharField(
        _("loại việc"), max_length=12, choices=ContributionKind.choices
    )
    text = models.CharField(_("việc đã làm"), max_length=280)
    done_on = models.DateField(_("ngày"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    client_key = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CONTRIBUTION_ONCE_PER_KEY,
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="contributions_contribution_says_what",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "done_on"], name="contributions_by_member"),
            models.Index(fields=["unit", "done_on"], name="contributions_by_unit"),
        ]

    def __str__(self) -> str:
        return self.text


class Contact(models.Model):
    """The cell spoke with, visited or called a member on a day; once a kind and day."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="contacts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contacts")
    kind = models.CharField(_("cách gặp"), max_length=12, choices=ContactKind.choices)
    note = models.CharField(_("ghi chú"), max_length=280, blank=True)
    on = models.DateField(_("ngày"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    client_key = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CONTACT_ONCE_PER_KEY,
            CONTACT_ONCE_A_DAY,
        ]
        indexes = [
            models.Index(fields=["member", "on"], name="contributions_contact_member"),
            models.Index(fields=["unit", "on"], name="contributions_contact_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.member_id}"
