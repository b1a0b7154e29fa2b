import datetime as dt

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ganket.jobs import queries
from ganket.jobs.runner import Runner
from ganket.kernel import clock
from tests.jobs import tasks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def runner(monkeypatch):
    # The test's own connection must stay open.
    monkeypatch.setattr("ganket.jobs.runner.close_old_connections", lambda: None)
    name = "django_tasks_db.management.commands.db_worker.close_old_connections"
    monkeypatch.setattr(name, lambda: None)
    # The queue reads the wall clock, so here ours must not stand still either.
    with clock.at(dt.datetime.now(dt.UTC)):
        yield Runner()


def test_turn_runs_what_waits(runner):
    tasks.succeed.enqueue()

    runner.turn()

    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_failed_task_waits_for_another_try(runner, caplog):
    tasks.fail.enqueue()

    runner.turn()

    task = DBTaskResult.objects.get()
    assert task.status == TaskResultStatus.READY
    assert "not today" in task.traceback
    assert queries.waiting() == 0
    assert "will be tried again" in caplog.text


def test_asked_to_stop_it_starts_nothing_more(runner):
    runner.shutdown(15, None)
    tasks.succeed.enqueue()

    runner.work()

    assert queries.waiting() == 1
    assert queries.workers_alive() == 0
