"""Which units an account's offices reach. Rights follow from offices in force today."""

from collections.abc import Iterable

from django.db.models import QuerySet

from ganket.accounts.models import Account
from ganket.org.models import Line, Office


def offices_of(
    actor: Account, roles: Iterable[str], *, kinds: Iterable[str] | None = None
) -> QuerySet[Office]:
    """Return the actor's offices in force, none while a helper serves somebody.

    ``kinds`` keeps those held in units of these kinds: what is about one person
    is for the ward and the workplace, not for a province.
    """
    if not actor.is_active or actor.helping_id is not None:
        return Office.objects.none()
    held = Office.objects.filter(
        Office.in_force(), person__account=actor.pk, role__in=list(roles)
    )
    return held if kinds is None else held.filter(unit__kind__in=list(kinds))


def units_of(
    actor: Account, roles: Iterable[str], *, kinds: Iterable[str] | None = None
) -> QuerySet[Office, int]:
    """Return the ids of the units in which the actor holds one of the roles."""
    return offices_of(actor, roles, kinds=kinds).values_list("unit_id", flat=True)


def units_under(
    actor: Account, roles: Iterable[str], *, kinds: Iterable[str] | None = None
) -> QuerySet[Line, int]:
    """Return the ids of those units and of every unit under them."""
    return Line.objects.filter(
        upper__in=units_of(actor, roles, kinds=kinds)
    ).values_list("lower_id", flat=True)
