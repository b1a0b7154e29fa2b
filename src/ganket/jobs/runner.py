"""The loop of a worker: chores, leftovers, tasks, until told to stop."""

import datetime as dt
import logging
import os
import socket
import threading
import time
from types import FrameType
from typing import Any

from django.db import close_old_connections
from django.db.utils import OperationalError
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult
from typing_extensions import override

from ganket.jobs import commands, queries

logger = logging.getLogger(__name__)

PAUSE = 0.5


class Runner(QueueWorker):
    """The queue's own worker, which also holds a lease and tries again later."""

    def __init__(self, lease: dt.timedelta = commands.LEASE) -> None:
        name = f"{socket.gethostname()[:24]}-{os.getpid()}-{get_random_string(8)}"
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        self.lease = lease
        self.stopped = threading.Event()

    @override
    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the task in hand."""
        self.running = False
        self.stopped.set()

    @override
    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            again = commands.try_again(db_task_result)
            logger.error(
                "task %s failed, %s\n%s",
                db_task_result.task_path,
                "will be tried again" if again else "for good",
                db_task_result.traceback,
            )

    def work(self) -> None:
        """Run until told to stop. A database that is away is waited for."""
        beat = threading.Thread(target=self._keep_lease, daemon=True)
        commands.renew_lease(self.worker_id, self.lease)
        beat.start()
        parent = os.getppid()
        while self.running and os.getppid() == parent:
            try:
                self.turn()
            except OperationalError:
                logger.exception("the database did not answer, trying again")
                close_old_connections()
                time.sleep(PAUSE)
            self.stopped.wait(PAUSE)
        self.stopped.set()
        beat.join()
        commands.end_lease(self.worker_id)

    def turn(self) -> None:
        """Do once whatever is due."""
        close_old_connections()
        commands.do_chores()
        commands.take_up_leftovers()
        if queries.waiting():
            self.run()

    def _keep_lease(self) -> None:
        while not self.stopped.wait(self.lease.total_seconds() / 4):
            try:
                commands.renew_lease(self.worker_id, self.lease)
            except OperationalError:
                logger.warning("the lease could not be renewed yet")
            finally:
                close_old_connections()
