"""What the journal holds about one person, for that person."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ganket.accounts import commands as accounts
from ganket.accounts.models import Account
from ganket.journal import queries as journal
from ganket.journal.commands import label_of
from ganket.kernel.text import begun
from ganket.org import commands as org
from ganket.people import commands as people
from ganket.people.models import Person
from ganket.people.queries import acting_person_id, find_person
from ganket.shell.helping import commands as helping
from ganket.shell.histories import Names
from ganket.ui import wording
from ganket.ui.paging import Page, page_of

CHANGES = (
    people.ADDED,
    people.CORRECTED,
    people.INVITED,
    people.CODE_ASKED,
    org.OFFICE_GIVEN,
    org.OFFICE_ENDED,
)
SESSIONS = (helping.HELP_STARTED, helping.HELP_ENDED)


@dataclass
class Visit:
    """What one reader opened on one day, in which office, latest first."""

    day: dt.date
    who: str
    opened: list[tuple[dt.datetime, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Deed:
    """One thing that was done, as a line."""

    at: dt.datetime
    who: str
    what: str


def own_person(actor: Account) -> Person | None:
    """Return the person at the screen, or whom a helper serves."""
    pk = acting_person_id(actor)
    return find_person(pk) if pk is not None else None


def visits_to(person: Person, query: Any) -> tuple[Page[Any], list[Visit]]:
    """Return a page of who read a person's record, by day and reader."""
    page = page_of(journal.entries_about(person, [people.READ]), query)
    names = Names(page.rows)
    visits: dict[tuple[dt.date, str], Visit] = {}
    values = journal.values_of(page.rows)
    for entry, told in zip(page.rows, values, strict=True):
        day, who = wording.local_day(entry.at), names.of(entry)
        visit = visits.setdefault((day, who), Visit(day, who))
        visit.opened.append((entry.at, people.opened_of(told)))
    return page, list(visits.values())


def help_for(person: Person, query: Any) -> tuple[Page[Any], list[Deed]]:
    """Return a page of what helpers did on behalf of a person, and when they came."""
    came = journal.entries_about(person, SESSIONS)
    page = page_of((came | journal.entries_for(person)).order_by("-pk"), query)
    return page, list(_deeds(page.rows))


def changes_to(person: Person, query: Any) -> tuple[Page[Any], list[Deed]]:
    """Return a page of what was changed about a person or their sign-in."""
    changed = journal.entries_about(person, CHANGES)
    if person.account is not None:
        # A code that was handed out is told once, as the invitation of the person.
        own = journal.entries_of(person.account)
        changed |= own.exclude(verb=accounts.INVITATION_OPENED)
    page = page_of(changed.order_by("-pk"), query)
    return page, list(_deeds(page.rows))


def _deeds(entries: Iterable[Any]) -> Iterable[Deed]:
    rows = list(entries)
    names = Names(rows)
    for entry in rows:
        what = begun(label_of(entry.verb))
        yield Deed(at=entry.at, who=names.of(entry), what=what)
