"""Finding meetings and what stands on their agenda."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.meetings import policies
from ganket.meetings.enums import MeetingState
from ganket.meetings.models import AgendaItem, Meeting
from ganket.meetings.policies import PLAN, SEE
from ganket.org.enums import Role, UnitKind
from ganket.org.models import Unit
from ganket.org.queries import holders_of, open_units
from ganket.org.reach import units_near
from ganket.rulebook.models import Period
from ganket.rulebook.queries import pack_on

# Our own: people come together earlier than this, and then it is no slip.
EARLY = dt.timedelta(hours=1)

WAITING = frozenset({MeetingState.PLANNED, MeetingState.ANNOUNCED})
TOLD = frozenset({MeetingState.ANNOUNCED, MeetingState.OPEN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """What the form of a new meeting starts with."""

    half: int
    title: str
    is_taken: bool


def meetings_for(actor: Account, action: str = SEE) -> QuerySet[Meeting]:
    """Return the meetings on which the actor may do the action, newest first."""
    visible = policies.meetings.visible(actor, action)
    return visible.select_related("unit").order_by("-held_at", "-pk")


def may_plan(actor: Account, unit: Unit) -> bool:
    """Tell whether the actor may plan a meeting of this unit."""
    return policies.meetings.may_plan(actor, unit)


def planning_units(actor: Account) -> QuerySet[Unit]:
    """Return the residence cells whose meetings the actor may plan, by name."""
    reached = units_near(actor, policies.ROLES[PLAN])
    cells = open_units().filter(is_residence=True, kind=UnitKind.CELL)
    return cells.filter(pk__in=reached).order_by("sort_key", "pk")


def next_meeting(unit: Unit, *, with_drafts: bool = False) -> Meeting | None:
    """Return the meeting under way, else the nearest from today on that was told of.

    ``with_drafts`` takes in those not announced yet, for who prepares them.
    """
    states = TOLD | WAITING if with_drafts else TOLD
    is_open = Q(state=MeetingState.OPEN)
    coming = Meeting.objects.filter(
        is_open | Q(held_at__gte=clock.moment(clock.today())),
        unit=unit,
        state__in=states,
    )
    first = Case(When(is_open, then=0), default=1)
    return coming.select_related("unit").order_by(first, "held_at", "pk").first()


def last_closed(unit: Unit, before: dt.datetime | None = None) -> Meeting | None:
    """Return the unit's last closed meeting, held before a moment where one is given."""
    closed = Meeting.objects.filter(unit=unit, state=MeetingState.CLOSED)
    if before is not None:
        closed = closed.filter(held_at__lt=before)
    return closed.order_by("-held_at", "-pk").first()


def closing_before(meeting: Meeting) -> dt.datetime | None:
    """Return the moment at which the unit last closed another meeting than this one."""
    closed = Meeting.objects.filter(unit=meeting.unit_id, state=MeetingState.CLOSED)
    others = closed.exclude(pk=meeting.pk).order_by("-closed_at", "-pk")
    return others.values_list("closed_at", flat=True).first()


def regular_meetings(
    units: Iterable[Unit], year: int
) -> dict[int, dict[int, MeetingState]]:
    """Return how far each unit is with its half-yearly meetings of a year. One query.

    By unit and half; a half without a meeting has no entry.
    """
    found: dict[int, dict[int, MeetingState]] = {unit.pk: {} for unit in units}
    rows = Meeting.objects.filter(unit__in=list(found), year=year, half__isnull=False)
    standing = rows.exclude(state=MeetingState.CANCELLED)
    for unit, half, state in standing.values_list("unit_id", "half", "state"):
        found[unit][half or 0] = MeetingState(state)
    return found


def held_on(meeting: Meeting) -> dt.date:
    """Return the day of a meeting in Việt Nam."""
    return clock.local(meeting.held_at).date()


def is_off_its_hour(meeting: Meeting) -> bool:
    """Tell whether now is long before a meeting of today, or no day of it at all."""
    is_today = held_on(meeting) == clock.today()
    return not is_today or meeting.held_at - clock.now() > EARLY


def is_over(meeting_id: int, *, hold: bool = False) -> bool:
    """Tell whether a meeting is over; ``hold`` keeps the answer true for a while.

    That is to the end of the transaction: nobody closes the meeting meanwhile.
    """
    rows = Meeting.objects.filter(pk=meeting_id).order_by()
    states = (rows.select_for_update() if hold else rows).values_list(
        "state", flat=True
    )
    return any(state not in {MeetingState.OPEN, *WAITING} for state in states)


def agenda_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items of an agenda in their order."""
    return meeting.items.order_by("position", "pk")


def minutes_of(meeting: Meeting) -> dict[str, Any]:
    """Return what the form of the minutes starts with: the secretary in the chair."""
    secretary = holders_of({Role.SECRETARY}, meeting.unit).first()
    return {
        "version": meeting.version,
        "minutes": meeting.minutes,
        "chair": meeting.chair or (secretary.full_name if secretary else ""),
        "recorder": meeting.recorder,
    }


def periods_on(day: dt.date) -> tuple[Period, ...]:
    """Return the parts of the year in which a meeting is due, by the rules of a day."""
    return pack_on(day).periods


def period_of(day: dt.date) -> tuple[int, Period]:
    """Return into which part of the year a day falls, and its number from one on."""
    period = pack_on(day).period_on(day)
    return periods_on(day).index(period) + 1, period


def suggestion_for(unit: Unit) -> Suggestion:
    """Suggest the regular meeting of this half-year, with its usual name."""
    today = clock.today()
    half, period = period_of(today)
    taken = regular_meetings([unit], today.year)[unit.pk]
    title = usual_title(period, today.year)
    return Suggestion(half=half, title=title, is_taken=half in taken)


def usual_title(period: Period, year: int) -> str:
    """Return what the regular meeting of a half-year is called."""
    return f"Sinh hoạt {period.label} {year}"


def closed_by_unit() -> Iterable[tuple[int, int, int]]:
    """Count the closed meetings, by unit and year, from the rows themselves."""
    closed = Meeting.objects.filter(state=MeetingState.CLOSED).order_by()
    rows = closed.values_list("unit_id", "year").annotate(n=Count("pk"))
    return [(unit, year, count) for unit, year, count in rows]
