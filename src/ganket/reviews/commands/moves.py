"""The one step that every change of a review takes: lock, check and write in one."""

from typing import Any

from django.db.models import F, Q

from ganket.journal import commands as journal
from ganket.reviews.models import Review
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure

SAID_OTHERWISE = frozenset({"confirmed_by", "evidence", "helped_by"})


def advance(review: Review, *, only: Q, **values: Any) -> dict[str, list[Any]] | None:
    """Write the values if the row still fits ``only``; the object follows the row.

    Returns the changes for the journal, or None where somebody was faster; then
    nothing was written. Every step makes the version one higher.
    """
    changes = journal.changed(review, values)
    row = Review.objects.filter(only, pk=review.pk)
    if not row.update(version=F("version") + 1, **values):
        return None
    for name, value in values.items():
        setattr(review, name, value)
    review.version = Review.objects.values_list("version", flat=True).get(pk=review.pk)
    return changes


def note(
    *, actor: journal.Actor, verb: str, review: Review, changes: dict[str, list[Any]]
) -> None:
    """Write a step down, its values under the key of the member.

    Who confirmed or helped is the actor of the entry, and the evidence is told in words.
    """
    told = {name: pair for name, pair in changes.items() if name not in SAID_OTHERWISE}
    journal.record(
        actor=actor,
        verb=verb,
        subject=review,
        about=review.member.person,
        changes=told,
    )


def count(measure: Measure, review: Review, number: int = 1) -> None:
    """Count a step for the cell and every unit above it."""
    tallies.add(measure, unit=review.cell, year=review.year, count=number)


def state_now(review: Review) -> str:
    """Return the state in which the row stands at this moment."""
    return Review.objects.values_list("state", flat=True).get(pk=review.pk)
