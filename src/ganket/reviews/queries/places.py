"""The units in which an account has to do with reviews."""

from django.db.models import Q, QuerySet

from ganket.accounts.models import Account
from ganket.org.enums import NEAR, UnitKind
from ganket.org.models import Unit
from ganket.org.reach import units_of, units_under
from ganket.reviews.models import Review
from ganket.reviews.policies import (
    CONFIRM,
    REQUEST,
    ROLES,
    SEE_AT_WORK,
    SEE_IN_CELL,
    SEE_IN_WARD,
    WRITE,
)

_CELL = frozenset({UnitKind.CELL})
_WARDS = frozenset({UnitKind.WARD_COMMITTEE})


def cells_for(actor: Account) -> QuerySet[Unit]:
    """Return the residence cells whose reviews the actor reads: own, and of their ward."""
    own = units_of(actor, ROLES[SEE_IN_CELL], kinds=_CELL)
    under = units_under(actor, ROLES[SEE_IN_WARD], kinds=_WARDS)
    cells = Unit.objects.filter(kind=UnitKind.CELL, is_residence=True)
    return cells.filter(Q(pk__in=own) | Q(pk__in=under)).select_related("parent")


def own_cells_for(actor: Account) -> QuerySet[Unit]:
    """Return the residence cells in which the actor themself holds an office."""
    own = units_of(actor, ROLES[SEE_IN_CELL], kinds=_CELL)
    return Unit.objects.filter(pk__in=own, is_residence=True).select_related("parent")


def wards_for(actor: Account) -> QuerySet[Unit]:
    """Return the wards whose reviews the actor oversees."""
    held = units_of(actor, ROLES[SEE_IN_WARD], kinds=_WARDS)
    return Unit.objects.filter(pk__in=held, is_residence=True)


def workplaces_for(actor: Account) -> QuerySet[Unit]:
    """Return the units at work whose members' reviews the actor reads, cells too."""
    reached = units_under(actor, ROLES[SEE_AT_WORK], kinds=NEAR)
    return Unit.objects.filter(pk__in=reached, is_workplace=True)


def own_workplaces_for(actor: Account) -> QuerySet[Unit]:
    """Return the units at work in which the actor themself holds an office."""
    held = units_of(actor, ROLES[REQUEST], kinds=NEAR)
    return Unit.objects.filter(pk__in=held, is_workplace=True)


def may_write_in(actor: Account, cell: Unit) -> bool:
    """Tell whether the actor writes the reviews of this cell."""
    return units_of(actor, ROLES[WRITE], kinds=_CELL).filter(unit=cell).exists()


def may_confirm_in(actor: Account, ward: Unit) -> bool:
    """Tell whether the actor confirms the reviews of this ward."""
    return units_of(actor, ROLES[CONFIRM], kinds=_WARDS).filter(unit=ward).exists()


def years_of(reviews: QuerySet[Review]) -> list[int]:
    """Return the years of these reviews, the latest first. One query."""
    years = reviews.order_by().values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)
