"""Lists of members as people look at them: who sits where, a page at a time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from ganket.accounts.models import Account
from ganket.kernel import clock, text
from ganket.org.enums import UnitKind
from ganket.org.models import Unit
from ganket.org.queries import open_units
from ganket.roster import policies
from ganket.roster.enums import IntroductionState, LinkEnd
from ganket.roster.models import Exemption, HomeLink, Introduction, Member, WorkLink
from ganket.roster.queries.introductions import last_introductions_of, last_step_on
from ganket.roster.queries.members import (
    home_links_of,
    members_at_work,
    members_of,
    search,
    work_links_of,
)
from ganket.roster.queries.papers import born_of
from ganket.rulebook.queries import get_pack

NEW_FOR = dt.timedelta(days=30)
_TONES = {
    IntroductionState.ISSUED: "wait",
    IntroductionState.RECEIVED: "info",
    IntroductionState.ASSIGNED: "good",
    IntroductionState.REFUSED: "bad",
    IntroductionState.WITHDRAWN: "plain",
}


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

    @property
    def name_within(self) -> str:
        """The unit's name on paper as it stands within a sentence: ``chi bộ khóm 2``."""
        return text.within(self.unit.full_name)


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

    @property
    def born(self) -> str:
        return born_of(self.member)

    @property
    def workplace(self) -> str:
        """The cell at work and the committee over it, as far as they are known."""
        if self.work is None:
            return ""
        cell = self.work.cell
        above = cell.parent
        if above is None or above.kind in (UnitKind.PROVINCE, UnitKind.NATION):
            return cell.name
        return f"{cell.name}, {above.name}"

    @property
    def home_place(self) -> str:
        """The cell at home, or the ward until one is chosen."""
        if self.home is None:
            return ""
        return (self.home.cell or self.home.ward).full_name

    @property
    def is_new(self) -> bool:
        """Whether they came within the last thirty days: our own measure of new."""
        return self.home is not None and self.home.since > clock.today() - NEW_FOR

    @property
    def paper_tone(self) -> str:
        return _TONES[IntroductionState(self.paper.state)] if self.paper else "plain"

    @property
    def paper_words(self) -> str:
        """How the last paper stands, and since when."""
        if self.paper is None:
            return ""
        since = last_step_on(self.paper)
        return f"{self.paper.get_state_display()} · {since:%d/%m/%Y}"


def seats_of(actor: Account) -> list[Seat]:
    """Return from where the actor looks at members: home first, by name."""
    home = open_units().filter(is_residence=True, pk__in=policies.seats_at_home(actor))
    work = open_units().filter(is_workplace=True, pk__in=policies.seats_at_work(actor))
    by_name = ("sort_key", "pk")
    return [
        *(Seat(unit, Side.HOME) for unit in home.order_by(*by_name)),
        *(Seat(unit, Side.WORK) for unit in work.order_by(*by_name)),
    ]


def cells_to_add_at(actor: Account, unit: Unit | None = None) -> QuerySet[Unit]:
    """Return the open cells at work to which the actor may add members, by name."""
    cells = open_units().filter(kind=UnitKind.CELL, is_workplace=True)
    reached = cells.filter(pk__in=policies.work_units(actor))
    if unit is not None:
        reached = reached.filter(lines_up__upper=unit)
    return reached.order_by("sort_key", "pk")


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


def counts_from(seat: Seat) -> dict[str, int]:
    """Return how many a list holds of each kind; the keys are those of ``Show``."""
    wished = (
        (Show.ALL, Show.WAITING, Show.EXEMPT)
        if seat.side is Side.HOME
        else (Show.ALL, Show.NOT_INTRODUCED, Show.ON_THE_WAY, Show.EXEMPT)
    )
    members = members_from(seat).order_by()
    counted = members.aggregate(
        **{f"at{place}": Count("pk", _shown(show)) for place, show in enumerate(wished)}
    )
    return {show: counted[f"at{place}"] for place, show in enumerate(wished)}


def left_from(actor: Account, ward: Unit) -> QuerySet[HomeLink]:
    """Return the ties of a ward that have ended, the latest first.

    What was written down by mistake, and moves within the ward, are no leaving.
    """
    seen = policies.home_links.visible(actor, policies.SEE_LINK)
    ended = seen.filter(ward=ward, until__isnull=False)
    ended = ended.exclude(end__in=[LinkEnd.MISTAKE, LinkEnd.MOVED_CELL])
    joined = ended.select_related("member__person", "cell", "ward")
    return joined.order_by("-until", "-pk")


def may_act_on_papers(actor: Account, seat: Seat) -> bool:
    """Tell whether the actor receives, or issues, the papers of a seat."""
    if seat.side is Side.HOME:
        return policies.may_take_in(actor, seat.unit)
    return policies.introductions.may_issue(actor, seat.unit)


def rights_at(actor: Account, seat: Seat) -> frozenset[str]:
    """Return what the actor may do with a whole list: add, import, invite, introduce."""
    rights = set()
    listed_here = policies.is_listed_at_home(seat.unit) is (seat.side is Side.HOME)
    if listed_here and policies.imports.may_import(actor, seat.unit):
        rights |= {"import"}
    if seat.side is Side.WORK:
        if policies.introductions.may_issue(actor, seat.unit):
            rights |= {"invite", "introduce"}
            # A member belongs to a cell: where none stands yet nobody is added.
            rights |= {"add"} if cells_to_add_at(actor, seat.unit).exists() else set()
        return frozenset(rights)
    if "import" in rights:
        rights |= {"invite"}
    if policies.may_take_in(actor, seat.unit):
        rights |= {"take-in", "left"}
    return frozenset(rights)
