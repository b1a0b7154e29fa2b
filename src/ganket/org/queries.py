"""Finding units, offices and who holds them."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from ganket.accounts.models import Account
from ganket.kernel import clock, text
from ganket.org import policies
from ganket.org.enums import BELOW, Role, UnitKind
from ganket.org.models import (
    TITLES,
    GroupCell,
    Line,
    Office,
    ResidentialGroup,
    Unit,
)
from ganket.org.reach import offices_of
from ganket.people.models import Person
from ganket.people.queries import named

SEE_HOLDER = policies.SEE_HOLDER
CORRECT_HOLDER = policies.CORRECT_HOLDER
INVITE_HOLDER = policies.INVITE_HOLDER


MANAGE = policies.MANAGE
APPOINT = policies.APPOINT


@dataclass(frozen=True)
class Rights:
    """What an actor may do on the page of one unit."""

    may_open: bool
    may_change: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Circle:
    """Persons whom a package above knows: all of them, and those an actor reaches."""

    known: Callable[[], Q]
    reached: Callable[[Account], Q]


_circles: list[Circle] = []


def know(circle: Circle) -> None:
    """Let offices be given to the persons of a package above, members say."""
    _circles.append(circle)


def units_for(actor: Account, action: str = policies.SEE) -> QuerySet[Unit]:
    """Return the units on which the actor may do the action, by name."""
    return policies.units.visible(actor, action).order_by("sort_key", "pk")


def own_units(actor: Account) -> QuerySet[Unit]:
    """Return the units in which the actor holds an office today, by name."""
    held = offices_of(actor, Role).values("unit")
    return Unit.objects.filter(pk__in=held).order_by("sort_key", "pk")


def search_units_for(actor: Account, query: str) -> QuerySet[Unit]:
    """Return the units in reach whose name holds every word, or whose code it is."""
    return units_for(actor).filter(_fits(query))


def _fits(query: str) -> Q:
    """Look for each word in the name and in the title before it: ``Đảng ủy phường``."""
    words = Q()
    for word in text.search_words(query):
        kinds = [k for k, title in TITLES.items() if word in text.search_key(title)]
        words &= Q(search_key__contains=word) | Q(kind__in=kinds)
    by_code = Q(code=query.strip().upper())
    return by_code | words if words else by_code


def rights_in(actor: Account, unit: Unit) -> Rights:
    """Return what the actor may do in a unit: what stands above decides on it."""
    above = unit.parent_id or unit.pk
    managed = units_for(actor, policies.MANAGE).filter(pk__in=[unit.pk, above])
    found = set(managed.values_list("pk", flat=True))
    is_open = unit.closed_on is None
    return Rights(
        may_open=is_open and unit.pk in found and bool(BELOW[unit.kind]),
        may_change=is_open and unit.parent_id is not None and above in found,
        roles=tuple(roles_to_give(actor, unit)) if is_open else (),
    )


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


def chain_for(actor: Account, unit: Unit) -> list[Unit]:
    """Return what stands above a unit from the top, each with ``may_see``."""
    chain = list(policies.units.flag(units_above(unit), actor, may_see=policies.SEE))
    return chain[::-1]


def units_directly_below(unit: Unit) -> QuerySet[Unit]:
    """Return the open units under a unit, each with how many stand ``below`` it."""
    children = open_units().filter(parent=unit)
    standing = Q(children__closed_on=None)
    counted = children.annotate(below=Count("children", filter=standing))
    return counted.order_by("kind", "-is_residence", "sort_key", "pk")


def suggest_code(parent: Unit, kind: str, *, is_residence: bool) -> str:
    """Return the next code of a series under a unit; codes of closed units count.

    Residence cells are K, cells at work C, committees D, sections B:
    ``31825.K02``, ``96.D01.C03``.
    """
    series = {UnitKind.CELL.value: "K" if is_residence else "C"}
    letter = series.get(kind, "B" if kind == UnitKind.SECTIONAL_COMMITTEE else "D")
    stem = f"{parent.code}.{letter}"
    codes = Unit.objects.filter(code__startswith=stem).values_list("code", flat=True)
    taken = [re.fullmatch(re.escape(stem) + r"(\d+)", code) for code in codes]
    highest = max((int(found[1]) for found in taken if found), default=0)
    return f"{stem}{highest + 1:02d}"


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
    found = open_units().filter(_fits(query), kind__in=list(kinds))
    return found.select_related("parent").order_by("sort_key", "pk")[:most]


# Roles in the order of their enum: who leads comes first.
_RANK = Case(*[When(role=role, then=place) for place, role in enumerate(Role)])


def offices_in(unit: Unit, on: dt.date | None = None) -> QuerySet[Office]:
    """Return the offices of a unit in force on a day (today), by role and name."""
    held = Office.objects.filter(Office.in_force(on), unit=unit)
    return held.select_related("person").order_by(_RANK, "person__sort_key", "pk")


def past_offices_in(unit: Unit, on: dt.date | None = None) -> QuerySet[Office]:
    """Return the offices of a unit that are over, latest first."""
    over = Office.objects.filter(unit=unit).exclude(Office.not_over(on))
    return over.select_related("person").order_by("-until", "-since", "-pk")


def offices_to_come_in(unit: Unit, on: dt.date | None = None) -> QuerySet[Office]:
    """Return the offices of a unit whose term has not begun, soonest first."""
    later = Office.objects.filter(unit=unit, since__gt=on or clock.today())
    later = later.filter(Office.not_over(on)).select_related("person")
    return later.order_by("since", _RANK, "pk")


def flagged(actor: Account, offices: QuerySet[Office]) -> list[Office]:
    """Return offices with ``may_end`` and ``may_see``, for the buttons beside them."""
    found = list(policies.offices.flag(offices, actor, may_end=policies.APPOINT))
    persons = [office.person_id for office in found]
    known = holders_for(actor, policies.SEE_HOLDER).filter(pk__in=persons)
    in_reach = set(known.values_list("pk", flat=True))
    for office in found:
        office.may_see = office.person_id in in_reach  # type: ignore[attr-defined] # for the page
    return found


def offices_for(actor: Account, action: str) -> QuerySet[Office]:
    """Return the offices on which the actor may do the action."""
    found = policies.offices.visible(actor, action).select_related("person", "unit")
    return found.order_by("unit__sort_key", _RANK, "pk")


def offices_beyond(actor: Account, person: Person) -> QuerySet[Office]:
    """Return the offices of a person that the actor could not have given."""
    return _beyond(actor).filter(person=person)


def out_of_hand(actor: Account) -> Q:
    """Return the condition on persons whose sign-in is not the actor's to open.

    They are whoever holds an office that the actor could not have given, and the
    actor: ``commands.refuse_beyond`` for many at once.
    """
    return Q(pk__in=_beyond(actor).values("person")) | Q(account=actor.pk)


def _beyond(actor: Account) -> QuerySet[Office]:
    given = policies.offices.visible(actor, policies.APPOINT)
    return Office.objects.filter(Office.not_over()).exclude(pk__in=given.values("pk"))


def roles_to_give(actor: Account, unit: Unit) -> list[Role]:
    """Return the roles that the actor may give in a unit, in the order of the enum."""
    gives = policies.offices.roles_to_give(actor, unit)
    return [role for role in Role if role in gives]


def may_change_sign_in(actor: Account, person: Person) -> bool:
    """Tell whether the actor may invite and correct a holder whom they see."""
    own = person.account_id == actor.pk
    return not own and not offices_beyond(actor, person).exists()


def holders_for(actor: Account, action: str) -> QuerySet[Person]:
    """Return the holders of offices on whom the actor may do the action, by name."""
    return policies.holders.visible(actor, action).order_by("sort_key", "pk")


def pickable(actor: Account) -> QuerySet[Person]:
    """Return the persons to whom the actor may give an office, by name.

    They are the holders and members in reach, and whoever belongs nowhere yet.
    """
    attached = Q(pk__in=Office.objects.values("person"))
    reached = Q(pk__in=holders_for(actor, policies.SEE_HOLDER).values("pk"))
    for circle in _circles:
        attached |= circle.known()
        reached |= circle.reached(actor)
    own = Q(account=actor.pk)
    return Person.objects.filter(reached | own | ~attached).order_by("sort_key", "pk")


def pickable_named(actor: Account, name: str, most: int) -> list[Person]:
    """Return those of them whose name holds every word, with their offices of today.

    Two queries; an empty name finds nobody.
    """
    if not text.search_words(name):
        return []
    held = Office.objects.filter(Office.in_force()).select_related("unit")
    found = pickable(actor).filter(named(name))
    return list(
        found.prefetch_related(Prefetch("offices", held, to_attr="held"))[:most]
    )


def may_pick(actor: Account, person: Person) -> bool:
    return pickable(actor).filter(pk=person.pk).exists()


def offices_held(person: Person, on: dt.date | None = None) -> QuerySet[Office]:
    """Return the offices that a person holds on a day (today)."""
    held = Office.objects.filter(Office.in_force(on), person=person)
    return held.select_related("unit").order_by("unit__sort_key", _RANK, "pk")


def holders_of(roles: Iterable[str], unit: Unit) -> QuerySet[Person]:
    """Return the persons who hold one of the roles in a unit today."""
    held = Office.objects.filter(Office.in_force(), unit=unit, role__in=list(roles))
    return Person.objects.filter(pk__in=held.values("person")).order_by(
        "sort_key", "pk"
    )


def groups_of(ward: Unit) -> QuerySet[ResidentialGroup]:
    """Return the residential groups of a ward, by name."""
    return ResidentialGroup.objects.filter(ward=ward).order_by("name", "pk")


def groups_for(actor: Account) -> QuerySet[ResidentialGroup]:
    """Return the residential groups of the wards that the actor sees."""
    return ResidentialGroup.objects.filter(ward__in=units_for(actor)).select_related(
        "ward"
    )


def groups_with_cells(ward: Unit) -> list[ResidentialGroup]:
    """Return the groups of a ward as people count them: ``Khóm 2`` before 10.

    Each has its spans in cells, the open one first. Two queries.
    """
    spans = GroupCell.objects.select_related("cell").order_by("-since", "-pk")
    groups = groups_of(ward).prefetch_related(Prefetch("cells", queryset=spans))
    return sorted(groups, key=lambda group: (text.natural_key(str(group)), group.pk))


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
