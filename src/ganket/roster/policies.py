"""Who may see and change members, their links, introductions and exemptions.

Two sides look at one member. At **home** the cell sees those who live with it
today and the ward all of its cells; at **work** the cell and the committees over
it see those who work there today. When a link ends, the cell it led to no longer
sees the member. What happened under a ward, or to a work unit's own links and
papers, stays with them. Offices above the ward and the workplace reach no member.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from typing_extensions import override

from ganket.accounts.models import HOUSE, Account
from ganket.org.enums import NEAR, Role, UnitKind
from ganket.org.models import Line, Office, Unit
from ganket.org.policy import NOTHING, Policy, grant
from ganket.org.queries import out_of_hand
from ganket.org.reach import units_of, units_under
from ganket.people.models import Person
from ganket.people.queries import acting_person_id
from ganket.roster.enums import IntroductionState
from ganket.roster.models import (
    Exemption,
    HomeLink,
    Introduction,
    Member,
    RosterImport,
    WorkLink,
)

SEE_AT_HOME = "roster.see_at_home"
SEE_IN_CELL = "roster.see_in_cell"
KEEP_AT_HOME = "roster.keep_at_home"
KEEP_BY_WARD = "roster.keep_by_ward"
SEE_AT_WORK = "roster.see_at_work"
KEEP_AT_WORK = "roster.keep_at_work"

_AT_HOME = frozenset({Role.SECRETARY, Role.DEPUTY, Role.CLERK})
_AT_WORK = _AT_HOME | {Role.WORKPLACE_OFFICER}

ROLES = grant(
    {
        SEE_AT_HOME: frozenset(_AT_HOME),
        SEE_IN_CELL: frozenset(_AT_HOME | {Role.COMMITTEE_MEMBER}),
        KEEP_AT_HOME: frozenset(_AT_HOME),
        KEEP_BY_WARD: frozenset(_AT_HOME),
        SEE_AT_WORK: frozenset(_AT_WORK),
        KEEP_AT_WORK: frozenset(_AT_WORK),
    }
)

# In units of which kind an office gives the right; it then reaches all under them.
_KINDS = {
    SEE_AT_HOME: NEAR,
    SEE_IN_CELL: frozenset({UnitKind.CELL}),
    KEEP_AT_HOME: NEAR,
    KEEP_BY_WARD: frozenset({UnitKind.WARD_COMMITTEE}),
    SEE_AT_WORK: NEAR,
    KEEP_AT_WORK: NEAR,
}

# What a page or a command asks: one action on a member, whichever side one is on.
SEE_MEMBER = "roster.see_member"
CORRECT_MEMBER = "roster.correct_member"
CORRECT_CONTACT = "roster.correct_contact"
EXEMPT_MEMBER = "roster.exempt_member"
INVITE_MEMBER = "roster.invite_member"
INTRODUCE_MEMBER = "roster.introduce_member"
ASSIGN_MEMBER = "roster.assign_member"

SEE_INTRODUCTION = "roster.see_introduction"
WITHDRAW_INTRODUCTION = "roster.withdraw_introduction"
RECEIVE_INTRODUCTION = "roster.receive_introduction"
ASSIGN_INTRODUCTION = "roster.assign_introduction"

SEE_LINK = "roster.see_link"
CHANGE_LINK = "roster.change_link"
SEE_IMPORT = "roster.see_import"

LISTED_AT_HOME = frozenset({UnitKind.WARD_COMMITTEE, UnitKind.CELL})
_HOME_RIGHTS = {
    SEE_MEMBER: (SEE_AT_HOME, SEE_IN_CELL),
    CORRECT_CONTACT: (KEEP_AT_HOME,),
    INVITE_MEMBER: (KEEP_AT_HOME,),
    CORRECT_MEMBER: (KEEP_BY_WARD,),
    EXEMPT_MEMBER: (KEEP_BY_WARD,),
    ASSIGN_MEMBER: (KEEP_BY_WARD,),
}
_WORK_RIGHTS = {
    SEE_MEMBER: SEE_AT_WORK,
    CORRECT_CONTACT: KEEP_AT_WORK,
    INVITE_MEMBER: KEEP_AT_WORK,
    CORRECT_MEMBER: KEEP_AT_WORK,
    EXEMPT_MEMBER: KEEP_AT_WORK,
    INTRODUCE_MEMBER: KEEP_AT_WORK,
}
_OWN_RIGHTS = frozenset({SEE_MEMBER, CORRECT_CONTACT})

Units = QuerySet[Line, int]


def _units(actor: Account, right: str) -> Units:
    return units_under(actor, ROLES[right], kinds=_KINDS[right])


def _living_under(units: Units) -> Q:
    """Members whose home link of today leads to one of the units, cell or ward."""
    links = HomeLink.objects.filter(HomeLink.in_force())
    reached = links.filter(Q(cell__in=units) | Q(ward__in=units))
    return Q(pk__in=reached.values("member"))


def _working_under(units: Units) -> Q:
    links = WorkLink.objects.filter(WorkLink.in_force(), cell__in=units)
    return Q(pk__in=links.values("member"))


def _at_home(actor: Account, action: str) -> Q:
    condition = NOTHING
    for right in _HOME_RIGHTS.get(action, ()):
        condition |= _living_under(_units(actor, right))
    return condition


def _at_work(actor: Account, action: str) -> Q:
    if action not in _WORK_RIGHTS:
        return NOTHING
    return _working_under(_units(actor, _WORK_RIGHTS[action]))


def own(actor: Account, path: str) -> Q:
    """Return the condition that a row belongs to who acts, or is helped."""
    person = acting_person_id(actor)
    return Q(**{path: person}) if person is not None else NOTHING


class MemberPolicy(Policy[Member]):
    """Home sees who lives there today, work who works there today, each their own.

    A code is the key to all that its owner may do: nobody hands one to a member
    who holds an office that they could not have given.
    """

    model = Member
    see = SEE_MEMBER

    @override
    def scope(self, actor: Account, action: str) -> Q:
        condition = _at_home(actor, action) | _at_work(actor, action)
        if action in _OWN_RIGHTS:
            condition |= own(actor, "person")
        if action == INVITE_MEMBER:
            elsewhere = Person.objects.filter(out_of_hand(actor))
            condition &= ~Q(person__in=elsewhere)
        return condition


class HomeLinkPolicy(Policy[HomeLink]):
    """The ward keeps every link it ever had; a cell those of today."""

    model = HomeLink
    see = SEE_LINK

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == CHANGE_LINK:
            return Q(ward__in=_units(actor, KEEP_BY_WARD))
        seen = Member.objects.filter(members.scope(actor, SEE_MEMBER))
        return (
            Q(ward__in=_units(actor, SEE_AT_HOME))
            | (HomeLink.in_force() & Q(member__in=seen))
            | own(actor, "member__person")
        )


class WorkLinkPolicy(Policy[WorkLink]):
    """A work unit keeps every link it ever had; the home side sees today's."""

    model = WorkLink
    see = SEE_LINK

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == CHANGE_LINK:
            return Q(cell__in=_units(actor, KEEP_AT_WORK))
        seen = Member.objects.filter(members.scope(actor, SEE_MEMBER))
        return (
            Q(cell__in=_units(actor, SEE_AT_WORK))
            | (WorkLink.in_force() & Q(member__in=seen))
            | own(actor, "member__person")
        )


class IntroductionPolicy(Policy[Introduction]):
    """The paper is its issuer's and the ward's; the cell sees what led to it."""

    model = Introduction
    see = SEE_INTRODUCTION

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == WITHDRAW_INTRODUCTION:
            return Q(from_unit__in=_units(actor, KEEP_AT_WORK))
        if action in (RECEIVE_INTRODUCTION, ASSIGN_INTRODUCTION):
            return Q(to_ward__in=_units(actor, KEEP_BY_WARD))
        workers = Member.objects.filter(_at_work(actor, SEE_MEMBER))
        # The cell of today, which need not be the one that the paper led to at first.
        brought_here = HomeLink.objects.filter(
            HomeLink.in_force(),
            member=OuterRef("member"),
            ward=OuterRef("to_ward"),
            member__in=Member.objects.filter(_at_home(actor, SEE_MEMBER)),
        )
        return (
            Q(from_unit__in=_units(actor, SEE_AT_WORK))
            | Q(member__in=workers)
            | Q(to_ward__in=_units(actor, SEE_AT_HOME))
            | (Q(state=IntroductionState.ASSIGNED) & Exists(brought_here))
            | own(actor, "member__person")
        )

    def may_issue(self, actor: Account, unit: Unit) -> bool:
        """Tell whether the actor may issue introductions in this unit's name."""
        return _reaches(_units(actor, KEEP_AT_WORK), unit)


class ExemptionPolicy(Policy[Exemption]):
    """Whoever sees the member sees from what they are exempt."""

    model = Exemption
    see = SEE_MEMBER

    @override
    def scope(self, actor: Account, action: str) -> Q:
        return Q(member__in=Member.objects.filter(members.scope(actor, action)))


class RosterImportPolicy(Policy[RosterImport]):
    """A list is for those who keep the unit on the side to which its lists belong."""

    model = RosterImport
    see = SEE_IMPORT

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if _is_house(actor):
            return Q()
        at_home = Q(unit__is_residence=True, unit__kind__in=LISTED_AT_HOME)
        return (at_home & Q(unit__in=_units(actor, KEEP_AT_HOME))) | (
            ~at_home & Q(unit__is_workplace=True, unit__in=_units(actor, KEEP_AT_WORK))
        )

    def may_import(self, actor: Account, unit: Unit) -> bool:
        """Tell whether the actor may import a list into this unit."""
        if _is_house(actor):
            return actor.is_active
        if is_listed_at_home(unit):
            return _reaches(_units(actor, KEEP_AT_HOME), unit)
        return unit.is_workplace and _reaches(_units(actor, KEEP_AT_WORK), unit)


def is_listed_at_home(unit: Unit) -> bool:
    """Tell whether a list of this unit is of those who live there.

    A ward committee is a place of home first; its own staff are listed by the
    cells in which they work.
    """
    return unit.is_residence and unit.kind in LISTED_AT_HOME


def may_add_at(actor: Account, cell: Unit) -> bool:
    """Tell whether the actor may write a new member down at this place of work."""
    return _reaches(_units(actor, KEEP_AT_WORK), cell)


def may_take_in(actor: Account, ward: Unit) -> bool:
    """Tell whether the actor may tie members to this ward and its cells."""
    return _reaches(_units(actor, KEEP_BY_WARD), ward)


def seats_at_home(actor: Account) -> QuerySet[Office, int]:
    """Return the ids of the units in which an office lets the actor see who lives there."""
    near = units_of(actor, ROLES[SEE_AT_HOME], kinds=_KINDS[SEE_AT_HOME])
    return near | units_of(actor, ROLES[SEE_IN_CELL], kinds=_KINDS[SEE_IN_CELL])


def seats_at_work(actor: Account) -> QuerySet[Office, int]:
    """Return the ids of the units in which an office lets the actor see who works there."""
    return units_of(actor, ROLES[SEE_AT_WORK], kinds=_KINDS[SEE_AT_WORK])


def work_units(actor: Account) -> QuerySet[Line, int]:
    """Return the ids of the units whose workers the actor keeps."""
    return _units(actor, KEEP_AT_WORK)


def _reaches(units: Units, unit: Unit) -> bool:
    return units.filter(lower_id=unit.pk).exists()


def _is_house(actor: Account) -> bool:
    # At the command line: whoever runs it holds the machine and the data anyway.
    return actor.handle == HOUSE and actor.helping_id is None


members = MemberPolicy()
home_links = HomeLinkPolicy()
work_links = WorkLinkPolicy()
introductions = IntroductionPolicy()
exemptions = ExemptionPolicy()
imports = RosterImportPolicy()
