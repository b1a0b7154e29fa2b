"""Lists of members as people look at them: who sits where, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from ganket.accounts.models import Account
from ganket.org.models import Unit
from ganket.org.queries import open_units
from ganket.roster import policies
from ganket.roster.enums import IntroductionState
from ganket.roster.models import Exemption, HomeLink, Introduction, Member, WorkLink
from ganket.roster.queries.introductions import last_introductions_of
from ganket.roster.queries.members import (
    home_links_of,
    members_at_work,
    members_of,
    search,
    work_links_of,
)
from ganket.rulebook.queries import get_pack


class Side(StrEnum):
    """From which side a unit looks at members."""

    HOME = "home"
    WORK = "work"


@dataclass(frozen=True)
class Seat:
    """A unit from which the actor looks at members, and from which side."""

    unit: Unit
    side: Side

    @property
    def key(self) -> str:
        return f"{self.side}-{self.unit.pk}"


class Show(StrEnum):
    """What a list keeps."""

    ALL = ""
    WAITING = "waiting"
    EXEMPT = "exempt"
    NOT_INTRODUCED = "not-introduced"
    ON_THE_WAY = "on-the-way"


@dataclass(frozen=True)
class RollRow:
    """One member of a list with what stands beside the name."""

    member: Member
    home: HomeLink | None
    work: WorkLink | None
    exemption: Exemption | None
    paper: Introduction | None = None

    @property
    def exemption_label(self) -> str:
        return exemption_label(self.exemption) if self.exemption else ""


def seats_of(actor: Account) -> list[Seat]:
    """Return from where the actor looks at members: home first, by name."""
    home = open_units().filter(is_residence=True, pk__in=policies.seats_at_home(actor))
    work = open_units().filter(is_workplace=True, pk__in=policies.seats_at_work(actor))
    by_name = ("sort_key", "pk")
    return [
        *(Seat(unit, Side.HOME) for unit in home.order_by(*by_name)),
        *(Seat(unit, Side.WORK) for unit in work.order_by(*by_name)),
    ]


def members_from(seat: Seat) -> QuerySet[Member]:
    """Return the members whom one sees from a seat. Asks no policy: seats are reached."""
    return (
        members_of(seat.unit) if seat.side is Side.HOME else members_at_work(seat.unit)
    )


def kept(
    members: QuerySet[Member], *, show: Show, query: str = "", cell: Unit | None = None
) -> QuerySet[Member]:
    """Narrow a list by what is shown, by a search and by a cell on either side."""
    if cell is not None:
        at_home = HomeLink.objects.filter(HomeLink.in_force(), cell=cell)
        at_work = WorkLink.objects.filter(WorkLink.in_force(), cell=cell)
        members = members.filter(
            Q(pk__in=at_home.values("member")) | Q(pk__in=at_work.values("member"))
        )
    return search(members.filter(_shown(show)), query)


def _shown(show: Show) -> Q:
    if show is Show.EXEMPT:
        exempt = Exemption.objects.filter(Exemption.in_force())
        return Q(pk__in=exempt.values("member"))
    tied = HomeLink.objects.filter(HomeLink.in_force())
    if show is Show.WAITING:
        return Q(pk__in=tied.filter(cell=None).values("member"))
    on_the_way = Introduction.objects.filter(state=IntroductionState.ISSUED)
    if show is Show.ON_THE_WAY:
        return Q(pk__in=on_the_way.values("member"))
    if show is Show.NOT_INTRODUCED:
        return ~Q(pk__in=tied.values("member")) & ~Q(pk__in=on_the_way.values("member"))
    return Q()


def rows_of(members: Iterable[Member], *, with_papers: bool = False) -> list[RollRow]:
    """Return the rows of a list; three queries, four with papers, however long."""
    listed = list(members)
    homes, works = home_links_of(listed), work_links_of(listed)
    exempt = Exemption.objects.filter(Exemption.in_force(), member__in=listed)
    exemptions = {row.member_id: row for row in exempt}
    papers = last_introductions_of(listed) if with_papers else {}
    return [
        RollRow(
            member=member,
            home=homes.get(member.pk),
            work=works.get(member.pk),
            exemption=exemptions.get(member.pk),
            paper=papers.get(member.pk),
        )
        for member in listed
    ]


def exemption_label(exemption: Exemption) -> str:
    """Return the kind of an exemption in the words of its regulation."""
    return get_pack(exemption.rule_pack).exemption(exemption.kind).label
