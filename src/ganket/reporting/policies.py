"""Who sees which figures. No figure here is of one person."""

from django.db.models import Q, QuerySet

from ganket.accounts.models import Account
from ganket.org.enums import NEAR, Role, UnitKind
from ganket.org.models import Unit
from ganket.org.policy import grant
from ganket.org.reach import units_of, units_under

SEE_WARD = "reporting.see_ward"
SEE_WORK = "reporting.see_work"
SEE_SUMS = "reporting.see_sums"

_KEEPERS = frozenset({Role.SECRETARY, Role.DEPUTY, Role.CLERK})

ROLES = grant(
    {
        SEE_WARD: _KEEPERS | {Role.COMMITTEE_MEMBER},
        SEE_WORK: _KEEPERS | {Role.WORKPLACE_OFFICER},
        SEE_SUMS: _KEEPERS | {Role.AUDITOR},
    }
)

ABOVE = frozenset({UnitKind.PROVINCE, UnitKind.NATION})


def wards_for(actor: Account) -> QuerySet[Unit]:
    """Return the wards whose board, cell by cell, the actor may see."""
    held = units_of(actor, ROLES[SEE_WARD], kinds={UnitKind.WARD_COMMITTEE})
    return _listed(Q(pk__in=held, is_residence=True))


def workplaces_for(actor: Account) -> QuerySet[Unit]:
    """Return the workplaces whose introductions and reviews the actor may count."""
    reached = units_under(actor, ROLES[SEE_WORK], kinds=NEAR)
    return _listed(Q(pk__in=reached, is_workplace=True))


def sums_for(actor: Account) -> QuerySet[Unit]:
    """Return the units of which the actor may see sums: theirs and those under them.

    A cell has no sums of its own: in that of its ward the small ones are veiled.
    """
    reached = units_under(actor, ROLES[SEE_SUMS], kinds=ABOVE)
    return _listed(Q(pk__in=reached) & ~Q(kind=UnitKind.CELL))


def own_workplaces(actor: Account) -> QuerySet[Unit]:
    """Return those of the workplaces in which the actor holds office."""
    held = units_of(actor, ROLES[SEE_WORK], kinds=NEAR)
    return workplaces_for(actor).filter(pk__in=held)


def own_summed(actor: Account) -> QuerySet[Unit]:
    """Return those units above the ward in which the actor holds office."""
    held = units_of(actor, ROLES[SEE_SUMS], kinds=ABOVE)
    return sums_for(actor).filter(pk__in=held)


def _listed(condition: Q) -> QuerySet[Unit]:
    found = Unit.objects.filter(condition).select_related("parent")
    return found.order_by("sort_key", "pk")
