"""The board of a ward: its year, cell by cell, counted from the rows themselves."""

import dataclasses
import datetime as dt
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ganket.kernel import clock
from ganket.meetings.enums import MeetingState
from ganket.meetings.queries import regular_meetings
from ganket.opinions.enums import UNANSWERED, OpinionState
from ganket.opinions.models import Opinion
from ganket.org.enums import UnitKind
from ganket.org.models import GroupCell, Line, Unit
from ganket.org.queries import units_below
from ganket.reporting.queries.adding import total
from ganket.reviews.models import ReviewCycle
from ganket.reviews.queries import Progress, cycle_of, progress
from ganket.roster.enums import IntroductionState
from ganket.roster.models import HomeLink, Introduction
from ganket.rulebook.queries import NoRegulation, pack_on

_ON_THE_WAY: dict[str, str] = {
    IntroductionState.ISSUED: "issued",
    IntroductionState.RECEIVED: "received",
    IntroductionState.ASSIGNED: "assigned",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinions:
    """The opinions raised in one place in a year, by where they stand now.

    ``at_ward`` wait for the ward's answer, ``higher`` for that of a unit above it.
    """

    raised: int = 0
    closed: int = 0
    overdue: int = 0
    at_ward: int = 0
    higher: int = 0

    @property
    def open(self) -> int:
        return self.raised - self.closed


@dataclass(frozen=True, kw_only=True, slots=True)
class CellPapers:
    """The papers of a year that led to one cell, or will by the group they name.

    ``issued`` wait for the ward, ``received`` for their cell.
    """

    assigned: int = 0
    issued: int = 0
    received: int = 0

    @property
    def all(self) -> int:
        return self.assigned + self.issued + self.received


@dataclass(frozen=True, kw_only=True, slots=True)
class CellRow:
    """One cell in a year. ``meetings`` are the half-yearly ones that are over."""

    cell: Unit
    members: int
    papers: CellPapers
    meetings: int
    opinions: Opinions
    reviews: Progress


@dataclass(frozen=True, kw_only=True, slots=True)
class Introductions:
    """The papers that reached a ward in a year, by where they stand now."""

    issued: int = 0
    waiting: int = 0
    unassigned: int = 0
    refused: int = 0

    @property
    def received(self) -> int:
        return self.issued - self.waiting - self.refused


@dataclass(frozen=True, kw_only=True)
class WardBoard:
    """A ward in a year. ``without_cell`` are members received and not assigned yet.

    Units: people, papers, half-yearly meetings. ``as_of`` is the day for which
    members are counted: today, or the last day of a year gone by.
    Source: our own; the meetings owed in a year come from the rule pack.
    """

    ward: Unit
    year: int
    as_of: dt.date
    rows: tuple[CellRow, ...]
    without_cell: int
    meetings_owed: int
    introductions: Introductions
    opinions: Opinions
    overdue_at_ward: int
    cycle: ReviewCycle | None
    reviews: Progress = field(default_factory=Progress)

    @property
    def members(self) -> int:
        return sum(row.members for row in self.rows) + self.without_cell

    @property
    def days_left(self) -> int | None:
        """Days to the day that the ward set for confirming; none once it is past."""
        if self.cycle is None or self.cycle.closes_on < clock.today():
            return None
        return (self.cycle.closes_on - clock.today()).days


def ward_board(ward: Unit, year: int) -> WardBoard:
    """Count a ward's year. The number of queries does not grow with the cells."""
    as_of = min(clock.today(), dt.date(year, 12, 31))
    cells = list(_cells(ward, year))
    members = _members(ward, as_of)
    meetings = regular_meetings(cells, year)
    opinions = _opinions(ward, year)
    reviews = progress(cells, year)
    papers = _papers(ward, year)
    rows = tuple(
        CellRow(
            cell=cell,
            members=members.get(cell.pk, 0),
            papers=papers.get(cell.pk, CellPapers()),
            meetings=sum(
                state == MeetingState.CLOSED for state in meetings[cell.pk].values()
            ),
            opinions=opinions.get(cell.pk, Opinions()),
            reviews=reviews[cell.pk],
        )
        for cell in cells
    )
    return WardBoard(
        ward=ward,
        year=year,
        as_of=as_of,
        rows=rows,
        without_cell=members.get(None, 0),
        meetings_owed=meetings_owed(year),
        introductions=_introductions(ward, year),
        opinions=total(Opinions, opinions.values()),
        overdue_at_ward=_overdue_at(ward),
        cycle=cycle_of(ward, year),
        reviews=total(Progress, (row.reviews for row in rows)),
    )


def meetings_owed(year: int) -> int:
    """Return how many half-yearly meetings the rules of a year ask of each cell."""
    try:
        return len(pack_on(dt.date(year, 12, 31)).periods)
    except NoRegulation:
        return 0


def _cells(ward: Unit, year: int) -> QuerySet[Unit]:
    """Return the residence cells of a ward that stood on some day of a year."""
    cells = units_below(ward, kind=UnitKind.CELL).filter(
        is_residence=True, opened_on__lt=dt.date(year + 1, 1, 1)
    )
    return cells.filter(Q(closed_on=None) | Q(closed_on__gt=dt.date(year, 1, 1)))


def _members(ward: Unit, on: dt.date) -> dict[int | None, int]:
    ties = HomeLink.objects.filter(HomeLink.in_force(on), ward=ward).order_by()
    return dict(ties.values_list("cell").annotate(members=Count("pk")))


def _papers(ward: Unit, year: int) -> dict[int, CellPapers]:
    """Count the papers by cell: where they led, else where their group belongs today."""
    papers = Introduction.objects.filter(to_ward=ward, issued_on__year=year)
    now = GroupCell.objects.filter(group=OuterRef("group"), until=None)
    belongs = Subquery(now.values("cell")[:1])
    rows = (
        papers.filter(state__in=_ON_THE_WAY)
        .order_by()
        .annotate(
            leads=Coalesce("home_link__cell", belongs, output_field=BigIntegerField())
        )
        .values_list("leads", "state")
        .annotate(count=Count("pk"))
    )
    found: dict[int, dict[str, int]] = {}
    for cell, state, count in rows:
        found.setdefault(cell, {})[_ON_THE_WAY[state]] = count
    return {cell: CellPapers(**counts) for cell, counts in found.items()}


def _opinions(ward: Unit, year: int) -> dict[int, Opinions]:
    waits = Q(state__in=UNANSWERED)
    above = Line.objects.filter(lower=ward, depth__gt=0).values("upper")
    rows = (
        Opinion.objects.filter(unit__lines_up__upper=ward, year=year)
        .exclude(state=OpinionState.WITHDRAWN)
        .order_by()
        .values_list("unit_id")
        .annotate(
            raised=Count("pk"),
            closed=Count("pk", filter=Q(state=OpinionState.CLOSED)),
            overdue=Count("pk", filter=waits & Q(due_on__lt=clock.today())),
            at_ward=Count("pk", filter=waits & Q(holder=ward)),
            higher=Count("pk", filter=waits & Q(holder__in=above)),
        )
    )
    names = [each.name for each in dataclasses.fields(Opinions)]
    return {
        unit: Opinions(**dict(zip(names, counts, strict=True)))
        for unit, *counts in rows
    }


def _overdue_at(ward: Unit) -> int:
    held = Opinion.objects.filter(holder=ward, state__in=UNANSWERED)
    return held.filter(due_on__lt=clock.today()).count()


def _introductions(ward: Unit, year: int) -> Introductions:
    papers = Introduction.objects.filter(to_ward=ward, issued_on__year=year)
    kept = papers.exclude(state=IntroductionState.WITHDRAWN).order_by()
    return Introductions(
        **kept.aggregate(
            issued=Count("pk"),
            waiting=Count("pk", filter=Q(state=IntroductionState.ISSUED)),
            unassigned=Count("pk", filter=Q(state=IntroductionState.RECEIVED)),
            refused=Count("pk", filter=Q(state=IntroductionState.REFUSED)),
        )
    )
