"""Who may do what to units, offices and those who hold them."""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.org.enums import NEAR, Role
from ganket.org.models import Line, Office, Unit
from ganket.org.policy import Policy, grant
from ganket.org.reach import units_of, units_under
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
        reached = Q(unit__in=units_under(actor, ROLES[action]))
        if action == SEE:
            return reached
        administrator = Q(unit__in=units_under(actor, {Role.ADMINISTRATOR}))
        return (reached & ~Q(role__in=RESERVED)) | administrator

    def may_appoint(self, actor: Account, unit: Unit, role: str) -> bool:
        """Tell whether the actor may give this role in this unit."""
        who = {Role.ADMINISTRATOR} if role in RESERVED else ROLES[APPOINT]
        return units_under(actor, who).filter(lower_id=unit.pk).exists()

    def may_appoint_self(self, actor: Account, unit: Unit, role: str) -> bool:
        """Tell whether the actor may give this role in this unit to themselves.

        Never a reserved one, and nothing at all by the right of an administrator,
        who would read with the new office what is not an administrator's to read.
        """
        who = ROLES[APPOINT] - {Role.ADMINISTRATOR}
        reached = units_under(actor, who).filter(lower_id=unit.pk)
        return role not in RESERVED and reached.exists()


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
