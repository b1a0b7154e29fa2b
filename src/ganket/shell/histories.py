"""The history of one thing, for whoever may see the thing itself.

What the journal keeps is opened here and nowhere else, so this page is the one
place where a value could slip out. Reading marks of people's records are not
among it: whom somebody read is told to that person alone, on their own page.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import queries as journal
from ganket.journal.commands import label_of
from ganket.opinions import queries as opinions
from ganket.org.enums import Role
from ganket.org.models import Office, Unit
from ganket.org.policy import policy_of
from ganket.people.commands import READ
from ganket.people.models import Person
from ganket.ui import wording
from ganket.ui.paging import page_of as paged

# Names in the journal that are no fields, or whose field has no name of its own.
LABELS = {
    "people": _("số người nhận"),
}
LONGEST_PK = 18

# What may be seen without knowing who said it: its history would tell the name.
GUARDS: dict[str, Callable[[Account, Any], bool]] = {
    "opinions.opinion": opinions.shows_name,
}


@dataclass(frozen=True)
class Change:
    """One value that changed; ``old`` and ``new`` are none where they are not told."""

    label: str
    old: str | None
    new: str | None


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
    words = _Words(type(row), values)
    return {
        "page": page,
        "tellings": [
            Telling(
                at=entry.at,
                who=names.of(entry),
                verb=_begin(label_of(entry.verb)),
                changes=None if told is None else tuple(words.changes(told)),
            )
            for entry, told in zip(page.rows, values, strict=True)
        ],
    }


def label_for(model: type[models.Model], name: str) -> str:
    """Return what a changed value is called on the page."""
    field = _field(model, name)
    if field is not None and str(field.verbose_name) != name.replace("_", " "):
        return _begin(str(field.verbose_name))
    return _begin(str(LABELS.get(name, name)))


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


class _Words:
    """How the values of one model are said. One query, for the names of units."""

    def __init__(
        self, model: type[models.Model], values: Iterable[dict[str, Any] | None]
    ) -> None:
        self.model = model
        self.sensitive: frozenset[str] = getattr(model, "sensitive", frozenset())
        self.units = Unit.objects.in_bulk(
            {
                value
                for told in values
                for name, pair in (told or {}).items()
                if _leads_to_unit(model, name) and _is_pair(pair)
                for value in pair
                if isinstance(value, int)
            }
        )

    def changes(self, told: Mapping[str, Any]) -> Iterable[Change]:
        for name, pair in told.items():
            label = label_for(self.model, name)
            if name in self.sensitive or not _is_pair(pair):
                yield Change(label, None, None)
            else:
                old, new = (self._said(name, value) for value in pair)
                yield Change(label, old, new)

    def _said(self, name: str, value: Any) -> str:
        field = _field(self.model, name)
        if value is None or value == "":
            return ""
        if _leads_to_unit(self.model, name):
            unit = self.units.get(value)
            return unit.full_name if unit else str(value)
        if field is not None and field.is_relation:
            return say("số %(number)s") % {"number": value}
        choices = dict(getattr(field, "flatchoices", ()))
        if isinstance(value, str):
            return str(choices.get(value) or _dated(value))
        if isinstance(value, bool):
            return say("Có") if value else say("Không")
        return str(value)


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == len(("old", "new"))


def _leads_to_unit(model: type[models.Model], name: str) -> bool:
    field = _field(model, name)
    return field is not None and field.related_model is Unit


def _dated(text: str) -> str:
    try:
        if day := parse_date(text):
            return wording.date(day)
        if moment := parse_datetime(text):
            return wording.datetime(moment)
    except ValueError:
        pass
    return text


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
            return say("Hệ thống")
        name = person.full_name
        if office := self._office(person, entry.at):
            name = f"{name}, {office}"
        if entry.on_behalf and (served := self.by_pk.get(_pk(entry.on_behalf))):
            return say("%(helper)s, làm giúp đồng chí %(served)s") % {
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
