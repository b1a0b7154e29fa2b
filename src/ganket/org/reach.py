"""Which units an account's offices reach. Rights follow from offices in force today."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ganket.accounts.models import Account
from ganket.org.enums import NEAR, Role
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


# A committee's ordinary members act in their own unit; they have no say below it.
HERE_ALONE = frozenset({Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER})


def units_near(actor: Account, roles: Iterable[str]) -> QuerySet[Line, int]:
    """Return the ids of the units of whose single persons the actor may know.

    An office in a cell, a workplace or a ward reaches down from there, that of
    a committee's ordinary member stays in its unit, and one above reaches none.
    """
    wanted = frozenset(roles)
    held = units_of(actor, wanted - HERE_ALONE, kinds=NEAR)
    here = units_of(actor, wanted & HERE_ALONE, kinds=NEAR)
    return Line.objects.filter(
        Q(upper__in=held) | Q(upper__in=here, depth=0)
    ).values_list("lower_id", flat=True)
