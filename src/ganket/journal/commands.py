"""Writing the journal: ``record`` in a command's transaction, ``seal`` by a chore."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from ganket.journal import vault
from ganket.journal.models import Batch, Entry, Leaf
from ganket.journal.verbs import label_of, listen, listeners_of, verb

__all__ = [
    "Actor",
    "Entry",
    "changed",
    "key_of",
    "label_of",
    "listen",
    "record",
    "seal",
    "seal_waiting",
    "verb",
]

GENESIS = "0" * 64


class Actor(Protocol):
    """Whoever may act: an account, alone or on behalf of a person."""

    @property
    def journal_key(self) -> str: ...
    @property
    def journal_on_behalf(self) -> str: ...


def key_of(row: models.Model) -> str:
    """Return the journal's name for a row, ``meetings.meeting:7``."""
    return f"{row._meta.label_lower}:{row.pk}"


def record(
    *,
    actor: Actor,
    verb: str,
    subject: models.Model,
    changes: Mapping[str, Any] | None = None,
    about: models.Model | None = None,
) -> Entry:
    """Write down what was done, in the transaction of the change.

    ``changes`` maps a field to ``[old, new]``. Where the entry is ``about`` a
    person its values are kept under that person's key. Fields that a model
    lists in ``sensitive`` must come as ``changed`` gives them, without values.
    """
    owner = key_of(about) if about is not None else ""
    told = json.dumps(dict(changes or {}), cls=DjangoJSONEncoder, ensure_ascii=False)
    entry = Entry.objects.create(
        actor=actor.journal_key,
        on_behalf=actor.journal_on_behalf,
        verb=verb,
        subject=key_of(subject),
        about=owner,
        changes={} if owner else json.loads(told),
        sealed=vault.seal(owner, told) if owner and changes else b"",
    )
    for listener in listeners_of(verb):
        listener(entry)
    return entry


def changed(row: models.Model, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return ``{field: [old, new]}`` for the values that differ from the row's.

    A field that the model lists in ``sensitive`` is told without its values.
    """
    sensitive: frozenset[str] = getattr(row, "sensitive", frozenset())
    told: dict[str, list[Any]] = {}
    for name, new in values.items():
        old = getattr(row, name)
        if old != new:
            hidden = name in sensitive
            told[name] = [] if hidden else [_plain(old), _plain(new)]
    return told


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def seal(*, most: int = 5000) -> Batch | None:
    """Seal the entries that wait, oldest first, into one batch chained to the last.

    Returns None where nothing waits. Two sealers at once: the later one runs
    into the unique ``previous`` and its transaction is undone, as it should be.
    """
    with transaction.atomic():
        waiting = list(Entry.objects.filter(leaf=None).order_by("pk")[:most])
        if not waiting:
            return None
        last = Batch.objects.order_by("-pk").first()
        previous = last.digest if last else GENESIS
        batch = Batch.objects.create(
            entries=len(waiting), previous=previous, digest=digest(previous, waiting)
        )
        Leaf.objects.bulk_create(Leaf(entry=e, batch=batch) for e in waiting)
    return batch


def seal_waiting() -> int:
    """Seal whatever waits, batch by batch. Return how many entries were sealed."""
    sealed = 0
    while batch := seal():
        sealed += batch.entries
    return sealed


def digest(previous: str, entries: Iterable[Entry]) -> str:
    """Return the digest of a batch: SHA-256 over the one before and every entry."""
    running = hashlib.sha256(previous.encode())
    for entry in entries:
        running.update(canonical(entry))
    return running.hexdigest()


def canonical(entry: Entry) -> bytes:
    """Return the bytes of an entry that its seal covers: all of them."""
    fields = [
        entry.pk,
        entry.at.isoformat(timespec="microseconds"),
        entry.actor,
        entry.on_behalf,
        entry.verb,
        entry.subject,
        entry.about,
        entry.changes,
        bytes(entry.sealed).hex(),
    ]
    return json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()
