import json
import signal

from tests.waiting import wait_until

LEASE = "1"


def enqueue(installation, path, seconds):
    code = (
        "import django; django.setup()\n"
        "from tests.jobs.tasks import write_slowly\n"
        f"write_slowly.enqueue(path={str(path)!r}, seconds={seconds})\n"
    )
    installation.python(code)


def has_begun(path):
    return path.exists() and "begun" in path.read_text()


def status(installation):
    ((state, workers),) = installation.rows(
        "SELECT status, worker_ids FROM django_tasks_database_dbtaskresult"
    )
    return state, workers if isinstance(workers, list) else json.loads(workers)


def test_task_of_a_killed_worker_is_done_by_the_next(installation, tmp_path):
    path = tmp_path / "written"
    enqueue(installation, path, seconds=2)
    first = installation.start("worker", "--lease", LEASE)
    wait_until(lambda: has_begun(path))

    first.send_signal(signal.SIGKILL)
    first.wait()
    assert status(installation)[0] == "RUNNING"
    installation.start("worker", "--lease", LEASE)
    wait_until(lambda: status(installation)[0] == "SUCCESSFUL")

    assert path.read_text().split() == ["begun", "begun", "done"]
    assert len(status(installation)[1]) == 2


def test_worker_asked_to_stop_finishes_what_it_has_in_hand(installation, tmp_path):
    path = tmp_path / "written"
    enqueue(installation, path, seconds=1)
    worker = installation.start("worker", "--lease", LEASE)
    wait_until(lambda: has_begun(path))

    worker.send_signal(signal.SIGTERM)
    worker.wait(30)

    assert worker.returncode == 0
    assert status(installation)[0] == "SUCCESSFUL"
    assert installation.rows("SELECT id FROM jobs_worker") == []
