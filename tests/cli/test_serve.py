import signal
import urllib.request

import pytest

from tests.cli.conftest import is_open, serve
from tests.waiting import wait_until


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


@pytest.mark.parametrize("command", ["serve", "check", "worker"])
def test_nothing_is_made_in_an_empty_folder(installation, tmp_path, command):
    installation.folder, installation.database = tmp_path / "new", ""

    refused = installation.run(command)

    assert refused.returncode == 1
    assert "ganket init" in refused.stderr
    assert not installation.folder.exists()


@pytest.mark.parametrize("command", ["serve", "check"])
def test_lost_key_is_told_and_never_made_anew(installation, command):
    installation.run("init", "--name", "Trần Văn Năm", "--phone", "0913555012")
    key = installation.folder / "master.key"
    key.write_text("0" * 64)
    wrong = installation.run(command)
    key.unlink()

    lost = installation.run(command)

    assert wrong.returncode == 1
    assert "master.key" in wrong.stdout + wrong.stderr
    assert lost.returncode in {1, 2}
    assert "bản sao lưu" in lost.stdout + lost.stderr
    assert installation.database or not key.exists()


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
