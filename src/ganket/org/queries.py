"""Finding units, offices and who holds them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from ganket.accounts.models import Account
from ganket.kernel import clock, text
from ganket.org import policies
from ganket.org.enums import UnitKind
from ganket.org.models import GroupCell, Line, Office, ResidentialGroup, Unit
from ganket.people.models import Person


def units_for(actor: Account, action: str = policies.SEE) -> QuerySet[Unit]:
    """Return the units on which the actor may do the action, by name."""
    return policies.units.visible(actor, action).order_by("sort_key", "pk")


def find_unit(code: str) -> Unit | None:
    """Return the unit of this code, open or closed."""
    return Unit.objects.filter(code=code.strip().upper()).first()


def get_nation() -> Unit:
    """Return the top of the tree. Raises Unit.DoesNotExist before set-up."""
    return Unit.objects.get(kind=UnitKind.NATION)


def open_units(on: dt.date | None = None) -> QuerySet[Unit]:
    """Return the units that are open on a day (today)."""
    day = on or clock.today()
    opened = Unit.objects.filter(opened_on__lte=day)
    return opened.filter(closed_on=None) | opened.filter(closed_on__gt=day)


def units_below(unit: Unit, *, kind: str | None = None) -> QuerySet[Unit]:
    """Return a unit and everything under it, closed units too, by name."""
    below = Unit.objects.filter(lines_up__upper=unit)
    return (below.filter(kind=kind) if kind else below).order_by("sort_key", "pk")


def units_above(unit: Unit) -> QuerySet[Unit]:
    """Return everything above a unit, nearest first, without the unit itself."""
    above = Unit.objects.filter(lines_down__lower=unit, lines_down__depth__gt=0)
    return above.order_by("lines_down__depth", "pk")


def residence_cells(ward: Unit, on: dt.date | None = None) -> QuerySet[Unit]:
    """Return the residence cells of a ward that are open on a day (today)."""
    cells = open_units(on).filter(is_residence=True, kind=UnitKind.CELL)
    return cells.filter(lines_up__upper=ward).order_by("sort_key", "pk")


def ward_of(cell: Unit) -> Unit:
    """Return the ward committee over a residence cell; of a ward, itself.

    Raises Unit.DoesNotExist for a unit that stands under no ward.
    """
    return Unit.objects.get(lines_down__lower=cell, kind=UnitKind.WARD_COMMITTEE)


def search_units(query: str, *, kinds: Iterable[str], most: int = 20) -> QuerySet[Unit]:
    """Return open units whose name holds every word of a query, or whose code it is."""
    found = open_units().filter(kind__in=list(kinds))
    by_code = found.filter(code=query.strip().upper())
    for word in text.search_words(query):
        found = found.filter(search_key__contains=word)
    both = found | by_code if text.search_words(query) else by_code
    return both.select_related("parent").order_by("sort_key", "pk")[:most]


def offices_in(unit: Unit, on: dt.date | None = None) -> QuerySet[Office]:
    """Return the offices of a unit in force on a day (today), by role and name."""
    held = Office.objects.filter(Office.in_force(on), unit=unit)
    return held.select_related("person").order_by("role", "person__sort_key", "pk")


def offices_held(person: Person, on: dt.date | None = None) -> QuerySet[Office]:
    """Return the offices that a person holds on a day (today)."""
    held = Office.objects.filter(Office.in_force(on), person=person)
    return held.select_related("unit").order_by("unit__sort_key", "role", "pk")


def holders_of(roles: Iterable[str], unit: Unit) -> QuerySet[Person]:
    """Return the persons who hold one of the roles in a unit today."""
    held = Office.objects.filter(Office.in_force(), unit=unit, role__in=list(roles))
    return Person.objects.filter(pk__in=held.values("person")).order_by(
        "sort_key", "pk"
    )


def groups_of(ward: Unit) -> QuerySet[ResidentialGroup]:
    """Return the residential groups of a ward, by name."""
    return ResidentialGroup.objects.filter(ward=ward).order_by("name", "pk")


def cell_of_group(group: ResidentialGroup, on: dt.date | None = None) -> Unit | None:
    """Return the cell to which a residential group belongs on a day (today)."""
    day = on or clock.today()
    spans = GroupCell.objects.filter(group=group, since__lte=day)
    spans = spans.filter(until=None) | spans.filter(until__gt=day)
    span = spans.select_related("cell").order_by("-since", "-pk").first()
    return span.cell if span else None


def tree_faults() -> list[int]:
    """Return the units whose lines are not exactly their chain of parents."""
    parents: dict[int, int | None] = dict(Unit.objects.values_list("pk", "parent_id"))
    held: dict[int, dict[int, int]] = {pk: {} for pk in parents}
    lines = Line.objects.values_list("lower_id", "upper_id", "depth")
    for lower, upper, depth in lines.iterator():
        held[lower][upper] = depth
    return [pk for pk in parents if held[pk] != _chain(pk, parents)]


def _chain(unit: int, parents: dict[int, int | None]) -> dict[int, int]:
    chain: dict[int, int] = {}
    at: int | None = unit
    while at is not None:
        chain[at] = len(chain)
        at = parents[at]
    return chain
