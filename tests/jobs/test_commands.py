import datetime as dt

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ganket.jobs import commands, queries
from ganket.jobs.models import Worker
from ganket.kernel import clock
from tests.jobs import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_hand():
    """A task that a worker was doing when we last heard of it."""
    tasks.succeed.enqueue()
    task = DBTaskResult.objects.get()
    task.claim("one")
    return task


@pytest.fixture
def chores(monkeypatch):
    known = {}
    monkeypatch.setattr(commands, "_chores", known)
    return known


def later(**span):
    return clock.at(clock.now() + dt.timedelta(**span))


def test_task_of_a_living_worker_is_left_to_it(in_hand):
    commands.renew_lease("one")

    assert commands.take_up_leftovers() == 0
    assert queries.waiting() == 0


def test_task_goes_back_when_the_lease_has_run_out(in_hand):
    commands.renew_lease("one")

    with later(seconds=61):
        returned = commands.take_up_leftovers()

    assert returned == 1
    in_hand.refresh_from_db()
    assert in_hand.status == TaskResultStatus.READY


def test_renewed_lease_keeps_the_task(in_hand):
    commands.renew_lease("one")
    with later(seconds=50):
        commands.renew_lease("one")

    with later(seconds=100):
        assert commands.take_up_leftovers() == 0


def test_task_that_kills_every_worker_rests_failed(in_hand):
    in_hand.worker_ids = ["gone"] * commands.MOST_TRIES
    in_hand.save()

    assert commands.take_up_leftovers() == 0
    assert list(queries.failed()) == [in_hand]


def test_task_finished_meanwhile_is_not_run_again(in_hand):
    in_hand.set_successful(None)

    assert commands.take_up_leftovers() == 0


def test_dead_workers_are_forgotten_in_time():
    commands.renew_lease("one")

    with later(hours=1):
        commands.take_up_leftovers()

    assert not Worker.objects.exists()


def test_failed_task_is_tried_again_later_each_time(in_hand):
    in_hand.set_failed(RuntimeError())

    assert commands.try_again(in_hand)

    in_hand.refresh_from_db()
    assert in_hand.run_after == clock.now() + commands.WAITS[0]
    assert in_hand.status == TaskResultStatus.READY


def test_task_that_failed_too_often_rests(in_hand):
    in_hand.worker_ids = ["one"] * commands.MOST_TRIES
    in_hand.set_failed(RuntimeError())

    assert not commands.try_again(in_hand)
    assert list(queries.failed()) == [in_hand]


def test_chore_is_done_once_a_turn(chores):
    done = []
    commands.recur("count", dt.timedelta(minutes=1), lambda: done.append(1))

    told = [commands.do_chores(), commands.do_chores()]
    with later(seconds=61):
        commands.do_chores()

    assert told == [["count"], []]
    assert len(done) == 2


def test_chore_that_fails_holds_up_no_other(chores, caplog):
    done = []
    commands.recur("broken", dt.timedelta(minutes=1), lambda: 1 / 0)
    commands.recur("sound", dt.timedelta(minutes=1), lambda: done.append(1))

    assert commands.do_chores() == ["sound"]
    assert "chore broken failed" in caplog.text


def test_tasks_done_long_ago_are_forgotten(in_hand):
    in_hand.set_successful(None)

    assert commands.forget_done() == 0
    with later(days=31):
        assert commands.forget_done() == 1
