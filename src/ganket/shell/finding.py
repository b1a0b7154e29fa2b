"""One search over what the person may see anyway: members and units."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from ganket.accounts.models import Account
from ganket.kernel import phone
from ganket.kernel.text import search_words
from ganket.org.queries import units_for
from ganket.people.models import phone_hash
from ganket.people.queries import named
from ganket.roster.models import HomeLink, WorkLink
from ganket.roster.queries import home_links_of, members_for, work_links_of
from ganket.shell.roads import address

LONGEST = 100
MOST = 20


@dataclass(frozen=True)
class Hit:
    """One line of what was found. ``url`` is empty where there is no page to open."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Found:
    """What fits, at most ``MOST`` of a kind; ``more_members`` where some were cut off.

    ``is_number`` where digits were asked for: a number finds by the whole of it.
    """

    members: tuple[Hit, ...]
    more_members: bool
    units: tuple[Hit, ...]
    is_number: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.members and not self.units


def find(actor: Account, asked: str) -> Found:
    """Return the members and units within reach that fit a name, number or code.

    Marks, case and word order do not matter. A number finds by the whole of it.
    """
    if not asked.strip():
        return Found((), more_members=False, units=())
    members = list(members_for(actor).filter(_fits(asked))[: MOST + 1])
    shown = members[:MOST]
    homes, works = home_links_of(shown), work_links_of(shown)
    return Found(
        members=tuple(
            Hit(
                title=member.person.full_name,
                url=address("shell:member", member.pk),
                note=_places(homes.get(member.pk), works.get(member.pk)),
            )
            for member in shown
        ),
        more_members=len(members) > MOST,
        units=tuple(_units(actor, asked)),
        is_number="".join(asked.split()).strip("+.-").isdecimal(),
    )


def _places(home: HomeLink | None, work: WorkLink | None) -> str:
    places = []
    if home is not None:
        places.append((home.cell or home.ward).full_name)
    if work is not None:
        places.append((work.cell.parent or work.cell).name)
    return " · ".join(places)


def _fits(asked: str) -> Q:
    if phone.looks_like_phone(asked):
        return Q(person__phone_hash=phone_hash(phone.normalise(asked)))
    if not search_words(asked):
        return Q(pk__in=[])
    return named(asked, "person__")


def _units(actor: Account, asked: str) -> Iterator[Hit]:
    words = Q()
    for word in search_words(asked):
        words &= Q(search_key__contains=word)
    fits = Q(code=asked.strip().upper())
    found = units_for(actor).filter(fits | words if words else fits)
    for unit in found.select_related("parent")[:MOST]:
        above = unit.parent.name if unit.parent else ""
        yield Hit(
            title=unit.full_name,
            url=address("org:unit", unit.code),
            note=" · ".join(part for part in (unit.code, above) if part),
        )
