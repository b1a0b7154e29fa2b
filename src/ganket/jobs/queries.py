"""What waits, what failed, who is at work."""

from typing import Any

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ganket.jobs.models import Worker
from ganket.kernel import clock


def failed() -> "QuerySet[DBTaskResult[Any, Any]]":
    """Return the tasks that failed for good, the latest first."""
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    return rows.order_by("-finished_at", "-pk")


def waiting() -> int:
    """Return how many tasks are ready to be run now."""
    return int(DBTaskResult.objects.ready().count())


def workers_alive() -> int:
    return Worker.objects.filter(lease_until__gt=clock.now()).count()
