"""Who may do what to units and offices."""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.org.enums import Role
from ganket.org.models import Office, Unit
from ganket.org.policy import Policy, grant
from ganket.org.reach import units_under

SEE = "org.see"
MANAGE = "org.manage"
APPOINT = "org.appoint"

ROLES = grant(
    {
        SEE: frozenset(Role),
        MANAGE: {
            Role.ADMINISTRATOR,
            Role.CLERK,
            Role.SECRETARY,
            Role.WORKPLACE_OFFICER,
        },
        APPOINT: {
            Role.ADMINISTRATOR,
            Role.CLERK,
            Role.SECRETARY,
            Role.WORKPLACE_OFFICER,
        },
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


units = UnitPolicy()
offices = OfficePolicy()
