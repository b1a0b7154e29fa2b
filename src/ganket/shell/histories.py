"""The history of one thing, for whoever may see the thing itself.

What the journal keeps is opened here and nowhere else, so this page is the one
place where a value could slip out. Reading marks of people's records are not
among it: whom somebody read is told to that person alone, on their own page.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as __

from ganket.accounts.models import Account
from ganket.journal import queries as journal
from ganket.journal.commands import label_of
from ganket.kernel.text import begun
from ganket.opinions import queries as opinions
from ganket.org.enums import Role
from ganket.org.models import Office
from ganket.org.policy import policy_of
from ganket.people.commands import READ
from ganket.people.models import Person
from ganket.shell.saying import Change, Words
from ganket.ui import wording
from ganket.ui.paging import page_of as paged

LONGEST_PK = 18

# What may be seen without knowing who said it: its history would tell the name.
GUARDS: dict[str, Callable[[Account, Any], bool]] = {
    "opinions.opinion": opinions.shows_name,
}


@dataclass(frozen=True)
class Telling:
    """One entry as a person reads it. ``changes`` is none where nobody can read them."""

    at: dt.datetime
    who: str
    verb: str
    changes: tuple[Change, ...] | None


def row_for(actor: Account, label: str, pk: int) -> models.Model | None:
    """Return the thing, where the actor may see it and its history, else None."""
    policy = policy_of(label)
    if policy is None or len(str(pk)) > LONGEST_PK:
        return None
    found: models.Model | None = policy.visible(actor, policy.see).filter(pk=pk).first()
    told = GUARDS.get(label)
    return found if found is None or told is None or told(actor, found) else None


def page_of(row: models.Model, query: Any) -> dict[str, Any]:
    """Return one page of a thing's history, newest first. A fixed number of queries."""
    page = paged(journal.entries_of(row).exclude(verb=READ), query)
    names = Names(page.rows)
    values = journal.values_of(page.rows)
    words = Words(row, values)
    return {
        "page": page,
        "tellings": [
            Telling(
                at=entry.at,
                who=names.of(entry),
                verb=begun(label_of(entry.verb)),
                changes=None if told is None else tuple(words.changes(told)),
            )
            for entry, told in zip(page.rows, values, strict=True)
        ],
    }


def address_of(actor: Account, row: models.Model) -> str:
    """Return where the history of a thing is, for those who may read it, else nothing."""
    label = row._meta.label_lower
    if row_for(actor, label, row.pk) is None:
        return ""
    return reverse("shell:history", args=[label, row.pk])


class Names:
    """Who acted in these entries, with the office held at the time. Three queries."""

    def __init__(self, entries: Iterable[Any]) -> None:
        rows = list(entries)
        keys = {entry.actor for entry in rows}
        helped = {_pk(entry.on_behalf) for entry in rows if entry.on_behalf}
        accounts = [_pk(key) for key in keys]
        people = Person.objects.filter(
            models.Q(account__in=accounts) | models.Q(pk__in=helped)
        )
        self.people = list(people)
        self.by_account = {p.account_id: p for p in self.people if p.account_id}
        self.by_pk = {p.pk: p for p in self.people}
        held = Office.objects.filter(
            person__in=[p.pk for p in self.by_account.values()]
        )
        self.offices: dict[int, list[Office]] = {}
        for office in held.select_related("unit"):
            self.offices.setdefault(office.person_id, []).append(office)

    def of(self, entry: Any) -> str:
        person = self.by_account.get(_pk(entry.actor))
        if person is None:
            return __("Hệ thống")
        name = person.full_name
        if office := self._office(person, entry.at):
            name = f"{name}, {office}"
        if entry.on_behalf and (served := self.by_pk.get(_pk(entry.on_behalf))):
            return __("%(helper)s, làm giúp đồng chí %(served)s") % {
                "helper": name,
                "served": served.full_name,
            }
        return name

    def _office(self, person: Person, at: dt.datetime) -> str:
        day = wording.local_day(at)
        held = [
            office
            for office in self.offices.get(person.pk, ())
            if office.since <= day and (office.until is None or day < office.until)
        ]
        order = list(Role)
        held.sort(key=lambda office: (order.index(Role(office.role)), office.pk))
        if not held:
            return ""
        return held[0].title


def _pk(key: str) -> int:
    return int(key.rpartition(":")[2] or 0)
