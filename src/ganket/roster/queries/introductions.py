"""Finding introductions: what a workplace has sent, what waits in a ward."""

import datetime as dt

from django.db.models import Case, IntegerField, QuerySet, Value, When

from ganket.accounts.models import Account
from ganket.org.enums import UnitKind
from ganket.org.models import Unit
from ganket.org.queries import cell_of_group
from ganket.roster import policies
from ganket.roster.enums import IntroductionState
from ganket.roster.models import HomeLink, Introduction, Member
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


def sent_to(ward: Unit, *, state: str) -> Introductions:
    """Return the papers of one state that a ward has, the oldest first. No policy."""
    found = Introduction.objects.filter(to_ward=ward, state=state)
    return _listed(found).order_by("issued_on", "pk")


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
    over = Unit.objects.filter(
        lines_down__lower=link.cell_id,
        pk__in=policies.work_units(actor),
        kind__in=_ISSUERS,
    )
    rank = Case(
        *(When(kind=kind, then=Value(place)) for place, kind in enumerate(_ISSUERS)),
        output_field=IntegerField(),
    )
    return over.order_by(rank, "lines_down__depth").first()


def suggested_cell(introduction: Introduction | HomeLink) -> Unit | None:
    """Return the cell to which the residential group of a paper belongs today."""
    group = introduction.group
    return cell_of_group(group) if group is not None else None


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
