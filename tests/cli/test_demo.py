import os

import pytest

from ganket.demo import folder as demo_folder


def test_demo_refuses_a_folder_with_other_data(installation):
    before = {path.name for path in installation.folder.iterdir()}

    told = installation.run(
        "demo", "--data-dir", str(installation.folder), "--no-serve"
    )

    assert told.returncode == 1
    assert "đang chứa dữ liệu khác" in told.stderr
    assert {path.name for path in installation.folder.iterdir()} == before


def test_demo_never_runs_on_a_named_database(installation, tmp_path):
    folder = tmp_path / "demo"
    demo_folder.begin(folder)
    demo_folder.finish(folder)

    told = installation.run(
        "demo",
        "--data-dir",
        str(folder),
        "--no-serve",
        GANKET_DATABASE_URL="postgres://somebody@127.0.0.1:1/real",
    )

    assert told.returncode == 2
    assert "chỉ chạy trên tệp SQLite" in told.stderr


def test_demo_that_stands_is_not_built_again(installation, tmp_path):
    folder = tmp_path / "demo"
    demo_folder.begin(folder)
    demo_folder.finish(folder)
    installation.database = ""

    told = installation.run("demo", "--data-dir", str(folder), "--no-serve")

    assert told.returncode == 0
    assert f"ganket demo --data-dir {folder}" in told.stdout
    assert "Đang dựng" not in told.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_demo_in_a_folder_that_cannot_be_written_is_refused(installation, tmp_path):
    tmp_path.chmod(0o500)

    told = installation.run("demo", "--data-dir", str(tmp_path / "demo"))

    assert told.returncode == 1
