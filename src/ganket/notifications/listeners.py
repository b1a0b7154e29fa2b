"""What follows an entry of the journal: a task in the queue, and nothing else."""

from typing import Any

from ganket.journal import commands as journal
from ganket.notifications import commands, tasks
from ganket.notifications.occasions import OCCASIONS


def connect() -> None:
    for verb in OCCASIONS:
        journal.listen(verb, tell)
    journal.listen(commands.RETRIED, try_again)


def tell(entry: Any) -> None:
    tasks.tell.enqueue(verb=entry.verb, subject_id=entry.subject_id)


def try_again(entry: Any) -> None:
    tasks.deliver.enqueue(message_ids=[entry.subject_id])
