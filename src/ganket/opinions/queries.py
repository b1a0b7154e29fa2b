"""Finding opinions, and counting what became of them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.opinions import policies
from ganket.opinions.enums import OVER, UNANSWERED, OpinionState, Source, StepKind
from ganket.opinions.models import Opinion, Step
from ganket.opinions.policies import (
    HANDLE,
    JUDGE,
    KEEP,
    KNOW_NAME,
    NOTE,
    SEE,
    SEE_STATE,
    WITHDRAW,
)
from ganket.org.enums import UnitKind
from ganket.org.models import Unit
from ganket.org.queries import open_units
from ganket.org.reach import offices_of, units_near
from ganket.people.queries import acting_person_id, helper_id
from ganket.roster.models import Member

__all__ = [
    "HANDLE",
    "JUDGE",
    "KEEP",
    "KNOW_NAME",
    "NOTE",
    "SEE",
    "SEE_STATE",
    "WITHDRAW",
    "OpinionCounts",
    "OpinionsState",
    "answered_first",
    "closed_by_unit",
    "closed_since",
    "counts_by_member",
    "has_part",
    "helper_answered",
    "list_for",
    "may_note",
    "noted_at",
    "noted_today",
    "noting_units",
    "open_ones",
    "opinions_for",
    "opinions_of",
    "raised_by_unit",
    "shows_name",
    "state_of",
    "states_of",
    "steps_of",
    "unanswered_first",
    "upper_of",
    "waiting_for",
    "waiting_for_proposer",
    "withdrawn_lately",
]

Members = Iterable[Member] | QuerySet[Member]

# The levels that take opinions from below, each in its turn.
_UPPER_KINDS = (
    UnitKind.SECTIONAL_COMMITTEE,
    UnitKind.GRASSROOTS_COMMITTEE,
    UnitKind.WARD_COMMITTEE,
    UnitKind.PROVINCE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionsState:
    """How the opinions raised in a unit, or under it, stand at this moment.

    ``raised``, ``received``, ``answered`` and ``closed`` are the four states and
    sum up to all there are. ``raised_since`` and ``closed_since`` count what
    happened from the moment that was asked for.
    """

    raised: int = 0
    received: int = 0
    answered: int = 0
    closed: int = 0
    overdue: int = 0
    raised_since: int = 0
    closed_since: int = 0
    oldest: Opinion | None = None

    @property
    def unanswered(self) -> int:
        return self.raised + self.received

    @property
    def open(self) -> int:
        return self.unanswered + self.answered

    @property
    def total(self) -> int:
        return self.open + self.closed


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionCounts:
    """What one member raised in a span, and how much of that is settled by now."""

    raised: int = 0
    closed: int = 0


def opinions_for(actor: Account, action: str = SEE) -> QuerySet[Opinion]:
    """Return the opinions to which the actor may do the action, newest first."""
    visible = policies.opinions.visible(actor, action)
    return visible.select_related("unit", "holder", "member__person").order_by(
        "-raised_at", "-pk"
    )


def opinions_of(unit: Unit) -> QuerySet[Opinion]:
    """Return the opinions raised in a unit. Asks no policy: callers ask about the unit."""
    found = Opinion.objects.filter(unit=unit).select_related("unit", "holder")
    return found.order_by("-raised_at", "-pk")


def open_ones(unit: Unit) -> QuerySet[Opinion]:
    """Return what is not settled in a unit: the unanswered first, then by waiting."""
    found = opinions_of(unit).exclude(state__in=OVER)
    waits = Case(When(state__in=UNANSWERED, then=0), default=1)
    return found.order_by(waits, "raised_at", "pk")


def closed_since(unit: Unit, since: dt.datetime) -> QuerySet[Opinion]:
    """Return what was settled in a unit since a moment, in the order it was."""
    return opinions_of(unit).filter(closed_at__gte=since).order_by("closed_at", "pk")


def noted_at(source_id: int) -> QuerySet[Opinion]:
    """Return the opinions taken down at one meeting, in the order of their numbers.

    Those withdrawn since are among them. Asks no policy: callers ask about the meeting.
    """
    found = Opinion.objects.filter(source=Source.MEETING, source_id=source_id)
    return found.select_related("unit", "holder", "member__person").order_by("pk")


def unanswered_first(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Return the unanswered ones of a list, the one that has waited longest first."""
    waiting = opinions.filter(state__in=UNANSWERED)
    return waiting.order_by("due_on", "raised_at", "pk")


def answered_first(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Return a proposer's list: what waits for their word first, what is over last."""
    turn = Case(
        When(state=OpinionState.ANSWERED, then=0),
        When(state__in=UNANSWERED, then=1),
        default=2,
    )
    return opinions.order_by(turn, "-raised_at", "-pk")


def waiting_for(actor: Account) -> QuerySet[Opinion]:
    """Return what the actor's units hold and owe an answer to, soonest due first."""
    return unanswered_first(opinions_for(actor, HANDLE))


def waiting_for_proposer(actor: Account) -> QuerySet[Opinion]:
    """Return the actor's own opinions that were answered and wait for their word."""
    return opinions_for(actor, JUDGE).filter(state=OpinionState.ANSWERED)


def withdrawn_lately(actor: Account, since: dt.datetime) -> QuerySet[Opinion]:
    """Return what was said to be the actor's word and was withdrawn as a slip since."""
    slips = Step.objects.filter(kind=StepKind.WITHDRAWN, at__gte=since)
    return opinions_for(actor, JUDGE).filter(pk__in=slips.values("opinion"))


def steps_of(opinion: Opinion) -> QuerySet[Step]:
    """Return the steps of an opinion in their order."""
    return opinion.steps.select_related("unit", "holder", "person", "helper").order_by(
        "pk"
    )


def helper_answered(actor: Account, opinion: Opinion) -> bool:
    """Tell whether the actor serves its proposer now and has answered it before."""
    helper = helper_id(actor)
    if helper is None:
        return False
    return opinion.steps.filter(kind=StepKind.ANSWERED, person=helper).exists()


def upper_of(unit: Unit) -> Unit | None:
    """Return the nearest open committee above a unit that takes opinions from below."""
    above = open_units().filter(
        lines_down__lower=unit, lines_down__depth__gt=0, kind__in=_UPPER_KINDS
    )
    return above.order_by("lines_down__depth", "pk").first()


def may_note(actor: Account, unit: Unit) -> bool:
    """Tell whether the actor may take opinions down in this unit."""
    return policies.opinions.may_note(actor, unit)


def noting_units(actor: Account) -> QuerySet[Unit]:
    """Return the residence units in which the actor may take opinions down, by name."""
    reached = units_near(actor, policies.ROLES[NOTE])
    return open_units().filter(is_residence=True, pk__in=reached)


def shows_name(actor: Account, opinion: Opinion) -> bool:
    """Tell whether the actor may know who said it."""
    return policies.opinions.allows(actor, KNOW_NAME, opinion)


def list_for(actor: Account, action: str) -> QuerySet[Opinion]:
    """Return a list to look through: the unanswered first, by the day they are due.

    Each row says in ``shows_name`` whether the actor may know who said it, in
    ``opens`` whether they may read it whole, and in ``slip`` why it was withdrawn.
    """
    rows = policies.opinions.flag(
        opinions_for(actor, action), actor, shows_name=KNOW_NAME, opens=SEE
    )
    slips = Step.objects.filter(opinion=OuterRef("pk"), kind=StepKind.WITHDRAWN)
    rows = rows.annotate(slip=Subquery(slips.values("text")[:1]))
    waits = Case(When(state__in=UNANSWERED, then=0), default=1)
    return rows.order_by(waits, "due_on", "-raised_at", "-pk")


def has_part(actor: Account, action: str) -> bool:
    """Tell whether an office of today gives the actor this right anywhere."""
    return offices_of(actor, policies.ROLES[action]).exists()


def noted_today(actor: Account, unit: Unit) -> QuerySet[Opinion]:
    """Return what the actor took down today in a unit, the last first."""
    mine = Step.objects.filter(
        kind=StepKind.RECEIVED,
        unit=unit,
        person=acting_person_id(actor),
        at__gte=clock.moment(clock.today()),
    )
    found = opinions_of(unit).filter(pk__in=mine.values("opinion"))
    stands = found.exclude(state=OpinionState.WITHDRAWN)
    told = stands.exclude(source=Source.PHONE).select_related("member__person")
    return told.order_by("-pk")


def state_of(unit: Unit, since: dt.datetime | None = None) -> OpinionsState:
    """Return how the opinions of a unit and of those under it stand. Two queries.

    ``since`` is the moment from which ``raised_since`` and ``closed_since``
    count; without it from the beginning.
    """
    below = _counted().filter(unit__lines_up__upper=unit)
    counts = below.order_by().aggregate(**_state_counts(since))
    oldest = unanswered_first(below).select_related("unit", "holder").first()
    return OpinionsState(**counts, oldest=oldest)


def states_of(
    units: Iterable[Unit], since: dt.datetime | None = None
) -> dict[int, OpinionsState]:
    """Return the same for many units, without the oldest, in one query."""
    wanted = [unit.pk for unit in units]
    rows: Iterable[Mapping[str, Any]] = (
        _counted()
        .filter(unit__lines_up__upper__in=wanted)
        .order_by()
        .values(upper=F("unit__lines_up__upper"))
        .annotate(**_state_counts(since))
    )
    found = {
        row["upper"]: OpinionsState(**{name: row[name] for name in _state_counts(None)})
        for row in rows
    }
    return {unit: found.get(unit, OpinionsState()) for unit in wanted}


def _state_counts(since: dt.datetime | None) -> dict[str, Count]:
    late = Q(state__in=UNANSWERED, due_on__lt=clock.today())
    counts = {
        state.value.lower(): Count("pk", filter=Q(state=state))
        for state in OpinionState
        if state != OpinionState.WITHDRAWN
    }
    raised = Q(raised_at__gte=since) if since else Q(raised_at__isnull=False)
    closed = Q(closed_at__gte=since) if since else Q(closed_at__isnull=False)
    return counts | {
        "overdue": Count("pk", filter=late),
        "raised_since": Count("pk", filter=raised),
        "closed_since": Count("pk", filter=closed),
    }


def counts_by_member(
    members: Members, since: dt.date, until: dt.date
) -> dict[int, OpinionCounts]:
    """Count the opinions that members raised from ``since`` to the day before ``until``.

    ``closed`` counts those among them of which the proposer said by then that
    they are settled. Members who raised none have no entry. One query.
    """
    first, after = clock.moment(since), clock.moment(until)
    rows = (
        _counted()
        .filter(member__in=_ids(members), raised_at__gte=first, raised_at__lt=after)
        .order_by()
        .values("member")
        .annotate(raised=Count("pk"), closed=Count("pk", filter=Q(closed_at__lt=after)))
    )
    return {
        row["member"]: OpinionCounts(raised=row["raised"], closed=row["closed"])
        for row in rows
    }


def raised_by_unit() -> Iterable[tuple[int, int, int]]:
    """Count the opinions raised, by unit and year, from the rows themselves."""
    rows = _counted().order_by().values_list("unit_id", "year")
    return [(unit, year, count) for unit, year, count in rows.annotate(n=Count("pk"))]


def closed_by_unit() -> Iterable[tuple[int, int, int]]:
    """Count the opinions closed, by unit and year of closing."""
    counts: dict[tuple[int, int], int] = {}
    closed = Opinion.objects.exclude(closed_at=None).order_by()
    for unit, at in closed.values_list("unit_id", "closed_at").iterator():
        if at is not None:
            key = (unit, clock.local(at).year)
            counts[key] = counts.get(key, 0) + 1
    return [(unit, year, count) for (unit, year), count in counts.items()]


def _counted() -> QuerySet[Opinion]:
    return Opinion.objects.exclude(state=OpinionState.WITHDRAWN)


def _ids(members: Members) -> QuerySet[Member, int] | list[int]:
    # A queryset stays a subquery, so that no list is too long for the database.
    if isinstance(members, QuerySet):
        return members.order_by().values_list("pk", flat=True)
    return [member.pk for member in members]
