import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ganket.kernel import clock
from ganket.opinions.enums import (
    OVER,
    UNANSWERED,
    OpinionState,
    Outcome,
    Source,
    StepKind,
)
from ganket.org.models import Unit
from ganket.people.models import Person
from ganket.roster.models import Member

# What a form sent twice runs into.
ONCE_PER_KEY = models.UniqueConstraint(
    fields=["client_key"], name="opinions_opinion_once_per_key"
)


class Opinion(models.Model):
    """What a member said, with a number, somebody who holds it and a day it is due.

    ``unit`` is the cell where it was raised and keeps its number; ``holder`` is
    the unit that must act now. Only the word of its proposer closes it; whoever
    took it down wrongly may withdraw it, then it keeps its number and counts nowhere.
    ``source_id`` names the meeting where it was taken down.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="opinions")
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    member = models.ForeignKey(Member, models.PROTECT, related_name="opinions")
    subject = models.CharField(_("việc gì"), max_length=160)
    place = models.CharField(_("ở đâu"), max_length=160, blank=True)
    text = models.TextField(_("nội dung"), max_length=5000)
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=OpinionState.choices
    )
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="opinions_held")
    due_on = models.DateField(_("hạn trả lời"))
    outcome = models.CharField(
        _("kết quả"), max_length=12, choices=Outcome.choices, blank=True
    )
    source = models.CharField(_("nêu qua"), max_length=12, choices=Source.choices)
    source_id = models.BigIntegerField(null=True, blank=True)
    client_key = models.UUIDField(default=uuid.uuid4)
    raised_at = models.DateTimeField(_("lúc nêu"), default=clock.now)
    closed_at = models.DateTimeField(_("lúc xong"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="opinions_opinion_number_once"
            ),
            ONCE_PER_KEY,
            models.CheckConstraint(
                condition=Q(number__gte=1), name="opinions_opinion_numbers_from_one"
            ),
            models.CheckConstraint(
                condition=Q(state=OpinionState.CLOSED, closed_at__isnull=False)
                | (~Q(state=OpinionState.CLOSED) & Q(closed_at=None)),
                name="opinions_opinion_closed_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[OpinionState.ANSWERED, OpinionState.CLOSED])
                | ~Q(outcome=""),
                name="opinions_opinion_answered_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="opinions_by_unit"),
            models.Index(fields=["holder", "state"], name="opinions_by_holder"),
            models.Index(fields=["member", "raised_at"], name="opinions_by_member"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The number that the proposer keeps: ``014/2026``."""
        return f"{self.number:03d}/{self.year}"

    @property
    def is_open(self) -> bool:
        return self.state not in OVER

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED

    @property
    def is_overdue(self) -> bool:
        return self.is_unanswered and self.due_on < clock.today()


class Register(models.Model):
    """The last number that a unit gave to an opinion in a year.

    Taken by a guarded update in the transaction of the opinion, so that there
    are no gaps and no number is given twice.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], name="opinions_register_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.year}: {self.last}"


class Step(models.Model):
    """One step on an opinion's way. Steps are only ever added.

    ``unit`` took the step (of the proposer's own: the unit that held it then),
    ``holder`` has the opinion since. ``person`` is who did it, or on whose
    behalf ``helper`` did.
    """

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    helper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("nội dung"), max_length=5000, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.opinion_id}"
