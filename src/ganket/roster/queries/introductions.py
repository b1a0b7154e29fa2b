"""Finding introductions: what a workplace has sent, what waits in a ward."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from ganket.accounts.models import Account
from ganket.org.enums import UnitKind
from ganket.org.models import Line, Unit
from ganket.org.queries import cell_of_group, find_unit, open_units, search_units
from ganket.roster import policies
from ganket.roster.enums import IntroductionState
from ganket.roster.models import HomeLink, Introduction, Member, WorkLink
from ganket.roster.queries.members import work_link_of
from ganket.rulebook.calendar import add_working_days
from ganket.rulebook.enums import DeadlineKind
from ganket.rulebook.queries import get_pack

# Who issues papers, first choice first: a cell does where no committee is over it.
_ISSUERS = (
    UnitKind.GRASSROOTS_COMMITTEE,
    UnitKind.WARD_COMMITTEE,
    UnitKind.SECTIONAL_COMMITTEE,
    UnitKind.CELL,
)
Introductions = QuerySet[Introduction]


def introductions_for(
    actor: Account, action: str = policies.SEE_INTRODUCTION
) -> Introductions:
    """Return the introductions to which the actor may do the action, newest first."""
    return _listed(policies.introductions.visible(actor, action))


def introductions_in(unit: Unit, *, year: int) -> Introductions:
    """Return the papers that a unit and those under it issued in a year, as numbered.

    Those taken back are left out. Asks no policy: callers ask about the unit.
    """
    found = Introduction.objects.filter(
        from_unit__lines_up__upper=unit, issued_on__year=year
    ).exclude(state=IntroductionState.WITHDRAWN)
    return _listed(found).order_by("from_unit__sort_key", "from_unit", "number")


def introductions_touching(unit: Unit, *, year: int) -> Introductions:
    """Return the papers of a year that a unit and those under it sent or were sent.

    A cell was sent those of the members who were given to it. Those taken back
    are left out. Asks no policy: callers ask about the unit.
    """
    of_year = Introduction.objects.filter(issued_on__year=year).exclude(
        state=IntroductionState.WITHDRAWN
    )
    below = Line.objects.filter(upper=unit).values("lower")
    touching = of_year.filter(
        Q(from_unit__in=below) | Q(to_ward__in=below) | Q(home_link__cell__in=below)
    )
    return _listed(touching).order_by("from_unit__sort_key", "from_unit", "number")


def papers_at_ward(ward: Unit) -> Introductions:
    """Return every paper that a ward has or had, the newest first. No policy."""
    return _listed(Introduction.objects.filter(to_ward=ward))


def papers_at_work(unit: Unit) -> Introductions:
    """Return what a unit sent, and what was written for those who work there now."""
    workers = WorkLink.objects.filter(
        WorkLink.in_force(), cell__lines_up__upper=unit
    ).values("member")
    under = Line.objects.filter(upper=unit).values("lower")
    return _listed(
        Introduction.objects.filter(Q(from_unit__in=under) | Q(member__in=workers))
    )


def without_cell(wards: Iterable[Unit]) -> QuerySet[HomeLink]:
    """Return the ties to wards that lead to no cell yet, by paper or without one."""
    ties = HomeLink.objects.filter(HomeLink.in_force(), cell=None)
    return ties.filter(ward__in=[ward.pk for ward in wards])


def states_of(papers: Introductions) -> dict[str, int]:
    """Return how many papers stand in each state."""
    counted = papers.order_by().values_list("state").annotate(Count("pk"))
    found: dict[str, int] = dict(counted)
    return {state: found.get(state, 0) for state in IntroductionState}


def last_introductions_of(
    members: QuerySet[Member] | list[Member],
) -> dict[int, Introduction]:
    """Return the newest paper of each member, in one query. No policy."""
    found = _listed(Introduction.objects.filter(member__in=members))
    return {paper.member_id: paper for paper in found.order_by("issued_on", "pk")}


def introductions_of(actor: Account, member: Member) -> Introductions:
    """Return those of a member's papers that the actor may see, newest first."""
    return introductions_for(actor).filter(member=member)


def issuing_unit(actor: Account, member: Member) -> Unit | None:
    """Return the unit in whose name the actor would introduce a member."""
    link = work_link_of(member)
    if link is None:
        return None
    lines = Line.objects.filter(lower=link.cell_id, upper__kind__in=_ISSUERS)
    over = [line.upper for line in lines.select_related("upper").order_by("depth")]
    reached = policies.work_units(actor).filter(lower__in=[unit.pk for unit in over])
    mine = set(reached)
    over.sort(key=lambda unit: _ISSUERS.index(UnitKind(unit.kind)))
    return next((unit for unit in over if unit.pk in mine), None)


def introduces_to_itself(actor: Account, member: Member, ward: Unit) -> bool:
    """Tell whether the ward would introduce its own staff to itself, in one step."""
    unit = issuing_unit(actor, member)
    under = unit and Line.objects.filter(upper=ward, lower=unit).exists()
    return bool(under) and policies.may_take_in(actor, ward)


def suggested_cell(introduction: Introduction | HomeLink) -> Unit | None:
    """Return the cell to which the residential group of a paper belongs today."""
    group = introduction.group
    return cell_of_group(group) if group is not None else None


def wards_found(query: str) -> list[Unit]:
    """Return open wards whose name holds the words of a query, or whose code it is."""
    if not query.strip():
        return []
    found = search_units(query, kinds=[UnitKind.WARD_COMMITTEE])
    return [ward for ward in found if ward.is_residence]


def find_ward(code: str) -> Unit | None:
    """Return the open ward of this code, to which somebody may be introduced."""
    wards = open_units().filter(kind=UnitKind.WARD_COMMITTEE, is_residence=True)
    return wards.filter(code=code.strip().upper()).first()


def why_no_ward(code: str) -> str:
    """Return why nobody may be introduced to the unit of this code; empty where one may."""
    if find_ward(code) is not None:
        return ""
    unit = find_unit(code)
    if unit is None or not (unit.is_ward and unit.is_residence):
        return _("Không có xã, phường, đặc khu nào mang mã này.")
    if unit.closed_on is None:
        return _("%(ward)s chưa đến ngày thành lập.") % {"ward": unit.full_name}
    return _("%(ward)s đã kết thúc hoạt động ngày %(day)s.") % {
        "ward": unit.full_name,
        "day": f"{unit.closed_on:%d/%m/%Y}",
    }


def last_step_on(introduction: Introduction) -> dt.date:
    """Return the day on which a paper came to stand as it does."""
    days = {
        IntroductionState.RECEIVED: introduction.received_on,
        IntroductionState.ASSIGNED: introduction.assigned_on,
        IntroductionState.REFUSED: introduction.refused_on,
        IntroductionState.WITHDRAWN: introduction.withdrawn_on,
    }
    return days.get(IntroductionState(introduction.state)) or introduction.issued_on


def exempt_as_told(introduction: Introduction) -> str:
    """Return the kind of exemption that a paper tells of, in its regulation's words."""
    if not introduction.exemption:
        return ""
    return get_pack(introduction.rule_pack).exemption(introduction.exemption).label


def acted_since(introduction: Introduction) -> bool:
    """Tell whether anybody has gone on after a paper: a newer one, a tie, no work there."""
    member = introduction.member_id
    newer = Introduction.objects.filter(member=member, pk__gt=introduction.pk)
    tied = HomeLink.objects.filter(member=member, until=None)
    if introduction.renews_id is not None:
        tied = tied.exclude(pk=introduction.renews_id)
    works = WorkLink.objects.filter(member=member, until=None)
    return newer.exists() or tied.exists() or not works.exists()


def due_on(introduction: Introduction) -> dt.date | None:
    """Return the last day on which the ward should take the next step; None when done.

    Source: the deadlines of the rule pack under which the paper was issued.
    """
    state, kind, day = introduction.state, DeadlineKind.INTRODUCTION_RECEIPT, None
    if state == IntroductionState.ISSUED:
        day = introduction.issued_on
    elif state == IntroductionState.RECEIVED:
        kind, day = DeadlineKind.INTRODUCTION_ASSIGNMENT, introduction.received_on
    if day is None:
        return None
    pack = get_pack(introduction.rule_pack)
    return add_working_days(day, pack.working_days(kind))


def _listed(found: Introductions) -> Introductions:
    joined = found.select_related(
        "member__person",
        "from_unit__parent",
        "to_ward",
        "group",
        "home_link__cell",
        "home_link__ward",
    )
    return joined.order_by("-issued_on", "-pk")
