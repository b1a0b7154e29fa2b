"""Running the queue in a test, as the worker does."""

from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max

from ganket.kernel import clock

MOST = 1000


def run_tasks():
    """Run every task that is due by the clock of the test, until none is left.

    The worker's own loop asks the wall clock, and closes the connection between
    tasks and with it the test's transaction. So here the worker is handed one
    task after the other.
    """
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    for _ in range(MOST):
        task = due_tasks().first()
        if task is None:
            break
        task.claim(worker.worker_id)
        worker.run_task(task)
        assert task.status == TaskResultStatus.SUCCESSFUL, task.traceback
    else:
        raise AssertionError("the queue never ends")


def due_tasks():
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    at_once = Q(run_after=get_date_max())
    return ready.filter(at_once | Q(run_after__lte=clock.now()))


def waiting_tasks():
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()
