import pytest

from tools import migrations


def test_migrations_are_linear_and_named():
    assert list(migrations.faults()) == []


@pytest.mark.django_db
def test_migrations_say_all_that_the_models_say():
    assert list(migrations.drift()) == []


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("0002_auto_20261123_0800", 2),
        ("0002_member_auto_card", 2),
        ("0004_member_add_card", 2),
        ("two_member_add_card", 2),
    ],
)
def test_planted_name_is_told(name, number):
    assert list(migrations.faults_of_name("roster", name, number))


def test_stale_last_name_is_told(tmp_path):
    (tmp_path / migrations.LAST).write_text("0001_initial\n")
    names = ["0001_initial", "0002_member_add_card"]

    assert list(migrations.faults_of_last("roster", tmp_path, names))
    assert list(migrations.faults_of_last("roster", tmp_path, names[:1])) == []
