"""Thin: what the queue runs. Each bears being run twice."""

from django.db import transaction
from django_tasks import task

from ganket.notifications import commands

BATCH = 50


@task()
def tell(*, verb: str, subject_id: int) -> int:
    """Write the letters that follow an entry and queue them. Return how many."""
    # Letters and their tasks belong together: one without the other never goes out.
    with transaction.atomic():
        written = commands.tell(verb=verb, subject_id=subject_id)
        for first in range(0, len(written), BATCH):
            deliver.enqueue(message_ids=written[first : first + BATCH])
    return len(written)


@task()
def deliver(*, message_ids: list[int]) -> int:
    """Send what is due and come back for the rest. Return how many still wait."""
    waiting = commands.deliver(message_ids=message_ids)
    if waiting:
        later = deliver.using(run_after=min(waiting.values()))
        later.enqueue(message_ids=sorted(waiting))
    return len(waiting)
