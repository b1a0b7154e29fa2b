"""What follows an entry of the journal: a task in the queue, and nothing else."""

from typing import Any

from ganket.journal import commands as journal
from ganket.reviews import tasks
from ganket.roster import commands as roster


def connect() -> None:
    journal.listen(roster.WORK_STARTED, deliver_waiting)


def deliver_waiting(entry: Any) -> None:
    tasks.deliver_waiting.enqueue(work_link_id=entry.subject_id)
