"""Holding a lease, returning what the dead left, trying again, doing chores."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ganket.jobs.models import Chore, Worker
from ganket.kernel import clock

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(seconds=60)
# After each failed try the next waits longer; after the last the task rests failed.
WAITS = [
    dt.timedelta(seconds=30),
    dt.timedelta(minutes=5),
    dt.timedelta(hours=1),
    dt.timedelta(hours=6),
]
MOST_TRIES = len(WAITS) + 1
KEPT = dt.timedelta(days=30)


@dataclass(frozen=True)
class Recurring:
    every: dt.timedelta
    do: Callable[[], object]


_chores: dict[str, Recurring] = {}


def recur(name: str, every: dt.timedelta, do: Callable[[], object]) -> None:
    """Let something be done again and again, by one worker each time.

    Called from ``apps.ready``. It may be done twice, so it must bear that.
    """
    _chores[name] = Recurring(every, do)


def renew_lease(name: str, lease: dt.timedelta = LEASE) -> None:
    """Say that a worker is alive, for as long as the lease runs."""
    until = clock.now() + lease
    if not Worker.objects.filter(name=name).update(lease_until=until):
        Worker.objects.get_or_create(name=name, defaults={"lease_until": until})


def end_lease(name: str) -> None:
    """Let a worker go that has nothing in hand any more."""
    Worker.objects.filter(name=name).delete()


@transaction.atomic
def take_up_leftovers() -> int:
    """Return to the queue what workers were doing that are no longer alive.

    A task that has been tried too often fails instead: it may be what kills the
    workers. Returns how many tasks were returned.
    """
    now = clock.now()
    Worker.objects.filter(lease_until__lte=now - LEASE * 10).delete()
    alive = set(
        Worker.objects.filter(lease_until__gt=now).values_list("name", flat=True)
    )
    returned = 0
    for task in DBTaskResult.objects.running().order_by("pk"):
        if not task.worker_ids or task.worker_ids[-1] in alive:
            continue
        held = DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        )
        if len(task.worker_ids) < MOST_TRIES:
            returned += held.update(status=TaskResultStatus.READY)
        else:
            lost = "The worker died during each of its tries."
            held.update(status=TaskResultStatus.FAILED, finished_at=now, traceback=lost)
    return returned


def try_again(task: DBTaskResult[Any, Any]) -> bool:
    """Put a task that failed back into the queue, later. Return whether it was."""
    tries = len(task.worker_ids)
    if tries >= MOST_TRIES:
        return False
    after = clock.now() + WAITS[tries - 1]
    failed = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.FAILED)
    return bool(failed.update(status=TaskResultStatus.READY, run_after=after))


def do_chores() -> list[str]:
    """Do what is due. Return the names of what was done.

    The guarded update gives each turn to one worker. A chore that fails is
    logged and waits for its next turn: the others must not wait with it.
    """
    done = []
    for name, chore in _chores.items():
        if not _takes_turn(name, chore.every):
            continue
        try:
            chore.do()
        except Exception:
            logger.exception("chore %s failed", name)
        else:
            done.append(name)
    return done


def _takes_turn(name: str, every: dt.timedelta) -> bool:
    now = clock.now()
    row, _ = Chore.objects.get_or_create(name=name, defaults={"due_at": now})
    if row.due_at > now:
        return False
    turn = Chore.objects.filter(pk=row.pk, due_at=row.due_at)
    return bool(turn.update(due_at=now + every))


def forget_done() -> int:
    """Delete tasks that were done long ago. Return how many."""
    before = clock.now() - KEPT
    done = DBTaskResult.objects.filter(
        status=TaskResultStatus.SUCCESSFUL, finished_at__lt=before
    )
    return int(done.delete()[0])
