import pytest

from ganket.demo import folder
from ganket.demo.folder import Found


def test_missing_or_empty_folder_may_be_taken(tmp_path):
    assert folder.look(tmp_path) is Found.EMPTY
    assert folder.look(tmp_path / "none") is Found.EMPTY


def test_folder_with_anything_else_in_it_is_somebody_elses(tmp_path):
    (tmp_path / "ganket.sqlite3").touch()

    assert folder.look(tmp_path) is Found.FOREIGN


def test_folder_is_a_demos_from_its_mark_on(tmp_path):
    folder.begin(tmp_path)
    half = folder.look(tmp_path)
    folder.finish(tmp_path)

    assert half is Found.HALF_BUILT
    assert folder.look(tmp_path) is Found.READY


@pytest.mark.parametrize("name", ["ganket.sqlite3", "ganket.sqlite3-wal"])
def test_beginning_anew_takes_the_old_database_away(tmp_path, name):
    folder.begin(tmp_path)
    (tmp_path / name).touch()

    folder.begin(tmp_path)

    assert not (tmp_path / name).exists()
