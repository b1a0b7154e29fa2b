"""Reading the journal."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db import models

from ganket.journal import vault
from ganket.journal.commands import GENESIS, digest, key_of
from ganket.journal.models import Batch, Entry, Leaf
from ganket.kernel.db import no_longer_append_only


def entries_of(*rows: models.Model) -> models.QuerySet[Entry]:
    """Return what was done to these rows, newest first."""
    keys = [key_of(row) for row in rows]
    return Entry.objects.filter(subject__in=keys).order_by("-pk")


def entries_about(person: models.Model, verbs: Iterable[str]) -> models.QuerySet[Entry]:
    """Return the entries of these kinds that are about a person, newest first."""
    about = Entry.objects.filter(about=key_of(person), verb__in=list(verbs))
    return about.order_by("-pk")


def entries_for(person: models.Model) -> models.QuerySet[Entry]:
    """Return what a helper did on behalf of a person, newest first."""
    return Entry.objects.filter(on_behalf=key_of(person)).order_by("-pk")


def values_of(entries: Iterable[Entry]) -> list[dict[str, Any] | None]:
    """Return the changes of each entry; None where the person's key is forgotten."""
    told = list(entries)
    opened = vault.unseal_many([(e.about, bytes(e.sealed)) for e in told])
    return [
        e.changes if not e.sealed else json.loads(text) if text else None
        for e, text in zip(told, opened, strict=True)
    ]


def waiting() -> int:
    """Return how many entries are not sealed yet."""
    return Entry.objects.filter(leaf=None).count()


def waiting_since() -> dt.datetime | None:
    """Return when the oldest entry was written that is not sealed yet, if any."""
    oldest = Entry.objects.filter(leaf=None).order_by("pk").first()
    return oldest.at if oldest else None


def unguarded() -> list[str]:
    """Return the tables of the journal whose refusal of edits was taken away."""
    return no_longer_append_only([Entry, Batch, Leaf])


def head() -> Batch | None:
    """Return the newest batch.

    Who has kept its digest elsewhere can tell later whether the end of the chain
    was cut off: a shorter chain holds as well as a longer one.
    """
    return Batch.objects.order_by("-pk").first()


def is_in_chain(digest_kept: str) -> bool:
    """Tell whether a digest that was kept elsewhere is still that of a batch."""
    return Batch.objects.filter(digest=digest_kept.strip().lower()).exists()


def chain_faults() -> list[int]:
    """Recompute the whole chain. Return the batches that do not hold; none is good."""
    broken, previous = [], GENESIS
    for batch in Batch.objects.order_by("pk").iterator():
        entries = list(Entry.objects.filter(leaf__batch=batch).order_by("pk"))
        whole = (
            batch.previous == previous
            and batch.entries == len(entries)
            and batch.digest == digest(previous, entries)
        )
        if not whole:
            broken.append(batch.pk)
        previous = batch.digest
    return broken
