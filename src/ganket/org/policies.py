"""Who may do what to units, offices and those who hold them."""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.org.enums import NEAR, Role
from ganket.org.models import Line, Office, Unit
from ganket.org.policy import Policy, grant
from ganket.org.reach import offices_of, units_of, units_under
from ganket.people.models import Person

SEE = "org.see"
MANAGE = "org.manage"
APPOINT = "org.appoint"
SEE_HOLDER = "org.see_holder"
CORRECT_HOLDER = "org.correct_holder"
INVITE_HOLDER = "org.invite_holder"

STAFF = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.CLERK,
        Role.DEPUTY,
        Role.SECRETARY,
        Role.WORKPLACE_OFFICER,
    }
)
ROLES = grant(
    {
        SEE: frozenset(Role),
        MANAGE: STAFF,
        APPOINT: STAFF,
        SEE_HOLDER: STAFF,
        CORRECT_HOLDER: STAFF,
        INVITE_HOLDER: STAFF,
    }
)

# Roles that reach beyond the unit's own affairs: only an administrator gives them.
RESERVED = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.CHECKER, Role.CUSTODIAN})

_HANDS = frozenset(
    {Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER, Role.TREASURER, Role.HELPER}
)
_OFFICERS = frozenset({Role.CLERK, Role.WORKPLACE_OFFICER})
# What each gives in the own unit: nobody names an equal or a superior. Those are
# named from above, where any role but a reserved one is given.
GIVES_AT_HOME: dict[Role, frozenset[Role]] = {
    Role.SECRETARY: frozenset({Role.DEPUTY}) | _OFFICERS | _HANDS,
    Role.DEPUTY: _OFFICERS | _HANDS,
    Role.CLERK: _HANDS,
    Role.WORKPLACE_OFFICER: _HANDS,
}


class UnitPolicy(Policy[Unit]):
    """A role in a unit reaches that unit and everything under it."""

    model = Unit
    see = SEE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        return Q(pk__in=units_under(actor, ROLES[action]))


class OfficePolicy(Policy[Office]):
    """Offices are seen and given by those who reach their unit."""

    model = Office
    see = SEE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == SEE:
            return Q(unit__in=units_under(actor, ROLES[action]))
        administered = Q(unit__in=units_under(actor, {Role.ADMINISTRATOR}))
        below = Line.objects.filter(
            upper__in=units_of(actor, ROLES[action]), depth__gt=0
        )
        given = Q(unit__in=below.values("lower")) & ~Q(role__in=RESERVED)
        for role, gives in GIVES_AT_HOME.items():
            given |= Q(unit__in=units_of(actor, {role}), role__in=gives)
        return administered | given

    def roles_to_give(self, actor: Account, unit: Unit) -> frozenset[Role]:
        """Return the roles that the actor may give to others in a unit. One query."""
        lines = Line.objects.filter(
            lower=unit.pk,
            upper__offices__in=offices_of(actor, ROLES[APPOINT]),
        )
        gives: set[Role] = set()
        for role, depth in lines.values_list("upper__offices__role", "depth"):
            gives |= _given_by(Role(role), depth)
        return frozenset(gives)


def _given_by(role: Role, depth: int) -> frozenset[Role]:
    if role == Role.ADMINISTRATOR:
        return frozenset(Role)
    if depth:
        return frozenset(Role) - RESERVED
    return GIVES_AT_HOME[role]


class HolderPolicy(Policy[Person]):
    """Holders of offices are known to those who appoint them.

    In cells, wards and workplaces that reaches down the tree. A province knows
    the holders of its own offices and of those directly below it, no further:
    what is about one person is not for it. An administrator, who lets people in,
    reaches everybody under the own unit. An office yet to come counts.
    """

    model = Person
    see = SEE_HOLDER

    @override
    def scope(self, actor: Account, action: str) -> Q:
        near = units_under(actor, ROLES[action], kinds=NEAR)
        everything = units_under(actor, {Role.ADMINISTRATOR})
        close_by = Line.objects.filter(
            upper__in=units_of(actor, ROLES[action]), depth__lte=1
        )
        held = Office.objects.filter(
            Office.not_over(),
            Q(unit__in=near)
            | Q(unit__in=everything)
            | Q(unit__in=close_by.values("lower")),
        )
        return Q(pk__in=held.values("person"))


units = UnitPolicy()
offices = OfficePolicy()
holders = HolderPolicy()
