"""To whom a letter about a unit's work goes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ganket.kernel import clock
from ganket.notifications.letters import Letter
from ganket.org.enums import NEAR, Role
from ganket.org.models import Unit
from ganket.org.queries import holders_of, units_above
from ganket.people.models import Person
from ganket.roster.models import Member

KEEPERS = frozenset({Role.SECRETARY, Role.DEPUTY, Role.CLERK})
AT_WORK = KEEPERS | {Role.WORKPLACE_OFFICER}


def with_address(people: Iterable[Member]) -> Iterator[Person]:
    for member in people:
        if member.person.email:
            yield member.person


def to_officers(
    unit: Unit,
    roles: Iterable[str],
    *,
    key: str,
    template: str,
    page: str,
    words: Mapping[str, Any],
) -> Iterator[Letter]:
    """Write to everybody who holds one of the roles in a unit."""
    for person in holders_of(roles, unit).select_related("account"):
        yield Letter(
            person=person,
            unit=unit,
            key=f"{key}:{person.pk}",
            template=template,
            page=page,
            words=words,
        )


def once_a_day(what: str, *about: int) -> str:
    """Return a key under which officers hear of many things of a day only once."""
    return ":".join([what, *map(str, about), clock.today().isoformat()])


def workplace_with_officers(cell: Unit) -> Unit | None:
    """Return the nearest unit at work, from a cell upwards, that has officers."""
    above = units_above(cell).filter(is_workplace=True, kind__in=NEAR)
    places = [cell, *above]
    return next((unit for unit in places if holders_of(AT_WORK, unit).exists()), None)
