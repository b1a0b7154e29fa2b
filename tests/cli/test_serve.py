import signal
import urllib.request

import pytest

from tests.cli.conftest import is_open, serve
from tests.waiting import wait_until

pytestmark = pytest.mark.xdist_group("programs")


def test_serve_answers_and_stops_when_asked(served):
    process, port = served

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/") as page:
        assert page.status == 200
    process.send_signal(signal.SIGTERM)
    told, _ = process.communicate(timeout=30)

    assert process.returncode == 0, told
    assert f"http://127.0.0.1:{port}" in told
    assert "Đã dừng." in told
    assert not is_open(port)


def test_second_start_on_the_same_port_is_refused_with_a_sentence(served, installation):
    process, port = served

    second = installation.run("serve", "--port", str(port))

    assert second.returncode == 1
    assert "chọn cổng khác bằng --port" in second.stderr
    assert process.poll() is None


def test_serve_does_the_chores(installation):
    installation.run("init", "--name", "Trần Văn Năm")

    serve(installation)

    wait_until(lambda: installation.rows("SELECT id FROM journal_batch"))


def test_serve_on_an_empty_folder_makes_the_database(installation, tmp_path):
    installation.folder, installation.database = tmp_path / "new", ""

    process, _ = serve(installation)

    assert process.poll() is None
    assert installation.rows("SELECT id FROM org_unit") == []


def test_serve_leaves_an_older_database_alone(installation):
    forget = "DELETE FROM django_migrations WHERE app = 'tallies'"
    installation.change(forget)

    refused = installation.run("serve")

    assert refused.returncode == 1
    assert "ganket migrate" in refused.stderr


def test_program_killed_outright_leaves_nothing_behind(served, installation):
    process, port = served
    wait_until(lambda: installation.rows("SELECT id FROM jobs_worker"))

    process.kill()

    wait_until(lambda: not installation.rows("SELECT id FROM jobs_worker"))
    wait_until(lambda: not is_open(port))
