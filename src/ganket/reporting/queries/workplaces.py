"""The board of a workplace: who of its members is tied to a home, and their reviews."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from ganket.org.enums import UnitKind
from ganket.org.models import Line, Unit
from ganket.org.queries import open_units
from ganket.reporting.queries.adding import total
from ganket.reviews.enums import DELIVERED_STATES, ReviewState
from ganket.reviews.models import Review
from ganket.roster.enums import IntroductionState
from ganket.roster.models import HomeLink, Introduction, WorkLink


@dataclass(frozen=True, kw_only=True, slots=True)
class Members:
    """The members of one cell at work today, by how far their introduction is.

    ``tied`` keep a tie of home; ``waiting`` have a paper that the ward has not
    taken up; of the rest ``returned`` had theirs sent back and none after it.
    """

    members: int = 0
    tied: int = 0
    waiting: int = 0
    returned: int = 0

    @property
    def to_introduce(self) -> int:
        return self.members - self.tied - self.waiting


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivered:
    """The reviews of a year that a cell at work was sent."""

    received: int = 0
    acknowledged: int = 0

    @property
    def waiting(self) -> int:
        return self.received - self.acknowledged


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkRow:
    cell: Unit
    people: Members
    reviews: Delivered


@dataclass(frozen=True, kw_only=True)
class WorkBoard:
    unit: Unit
    year: int
    rows: tuple[WorkRow, ...]
    people: Members
    reviews: Delivered


def work_board(unit: Unit, year: int) -> WorkBoard:
    """Count a workplace with all cells under it. Three queries, however many cells."""
    people, reviews = _people([unit]), _reviews(unit, year)
    places = people.keys() | reviews.keys()
    cells = open_units().filter(lines_up__upper=unit, is_workplace=True)
    rows = tuple(
        WorkRow(
            cell=cell,
            people=people.get(cell.pk, Members()),
            reviews=reviews.get(cell.pk, Delivered()),
        )
        for cell in cells.order_by("sort_key", "pk")
        if cell.kind == UnitKind.CELL or cell.pk in places
    )
    return WorkBoard(
        unit=unit,
        year=year,
        rows=rows,
        people=total(Members, people.values()),
        reviews=total(Delivered, reviews.values()),
    )


def people_at_work(units: Iterable[Unit]) -> Members:
    """Count the members of several workplaces together, each once. One query."""
    return total(Members, _people(units).values())


def _people(units: Iterable[Unit]) -> dict[int, Members]:
    own = OuterRef("member")
    ties = HomeLink.objects.filter(HomeLink.in_force(), member=own)
    papers = Introduction.objects.filter(member=own)
    sent = Exists(papers.filter(state=IntroductionState.ISSUED))
    back = Exists(papers.filter(state=IntroductionState.REFUSED))
    free = Q(is_tied=False)
    below = Line.objects.filter(upper__in=[unit.pk for unit in units])
    links = WorkLink.objects.filter(WorkLink.in_force(), cell__in=below.values("lower"))
    rows = (
        links.order_by()
        .annotate(is_tied=Exists(ties), is_sent=sent, is_back=back)
        .values_list("cell_id")
        .annotate(
            members=Count("pk"),
            tied=Count("pk", filter=Q(is_tied=True)),
            waiting=Count("pk", filter=free & Q(is_sent=True)),
            returned=Count("pk", filter=free & Q(is_sent=False, is_back=True)),
        )
    )
    return {
        cell: Members(members=all_of, tied=tied, waiting=waiting, returned=returned)
        for cell, all_of, tied, waiting, returned in rows
    }


def _reviews(unit: Unit, year: int) -> dict[int, Delivered]:
    sent = Review.objects.filter(
        workplace__lines_up__upper=unit, year=year, state__in=sorted(DELIVERED_STATES)
    )
    rows = (
        sent.order_by()
        .values_list("workplace_id")
        .annotate(
            received=Count("pk"),
            acknowledged=Count("pk", filter=Q(state=ReviewState.ACKNOWLEDGED)),
        )
    )
    return {
        cell: Delivered(received=received, acknowledged=acknowledged)
        for cell, received, acknowledged in rows
        if cell is not None
    }
