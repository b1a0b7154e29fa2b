import json
import os

import pytest
from click.testing import CliRunner
from django.db import connection

from ganket.accounts.commands import accept_invitation
from ganket.cli import health
from ganket.cli.main import main
from ganket.journal import commands as journal
from ganket.org.enums import Role, UnitKind
from ganket.org.models import Line, Office, Unit
from ganket.org.reach import units_under
from ganket.people.models import Person
from ganket.tallies.enums import Measure
from ganket.tallies.models import Tally
from tests.database import append_only_lifted
from tests.factories import UnitFactory
from tests.factories.accounts import house
from tests.jobs import tasks
from tests.journal.spoil import spoil_entry

pytestmark = pytest.mark.django_db

PASSWORD = "lúa chín vàng đồng"


def run(*words):
    return CliRunner().invoke(main, words, catch_exceptions=False)


def told_by(*words):
    told = run(*words, "--json")
    return told.exit_code, json.loads(told.stdout)


def checks():
    code, told = told_by("check")
    return code, {each["name"]: each for each in told["checks"]}


def test_init_loads_the_country_and_invites_an_administrator():
    told = json.loads(run("init", "--name", "Trần Văn Năm", "--json").stdout)

    account = accept_invitation(code=told["code"], password=PASSWORD)
    assert Unit.objects.filter(kind=UnitKind.WARD_COMMITTEE).count() == 3321
    assert Unit.objects.get(code="31825").name == "Phường Bạc Liêu"
    reached = units_under(account, {Role.ADMINISTRATOR})
    assert reached.count() == Unit.objects.count() == 1 + 34 + 3321


def test_init_a_second_time_is_refused_and_writes_nothing():
    run("init", "--name", "Trần Văn Năm")

    again = run("init", "--name", "Lê Thị Sáu")

    assert again.exit_code == 1
    assert "ganket invite" in again.stderr
    assert Office.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--name", " "], "Chưa có họ và tên"),
        (["--name", "Trần Văn Năm", "--phone", "12"], "Số điện thoại chưa đúng"),
    ],
)
def test_init_with_bad_values_says_what_to_do(words, told):
    refused = run("init", *words)

    assert refused.exit_code == 1
    assert told in refused.stderr
    assert not Person.objects.exists()


def test_invite_gives_a_new_code_for_a_handle():
    first = json.loads(run("init", "--name", "Trần Văn Năm", "--json").stdout)

    again = json.loads(run("invite", first["handle"].lower(), "--json").stdout)

    assert again["code"] != first["code"]
    assert accept_invitation(code=again["code"], password=PASSWORD)


def test_invite_to_an_unknown_handle_is_refused():
    refused = run("invite", "NOBODY")

    assert refused.exit_code == 1
    assert "Không có ai mang mã đăng nhập NOBODY" in refused.stderr


def test_check_finds_nothing_wrong_in_a_sound_system():
    UnitFactory()

    code, told = checks()

    assert code == 0
    assert [name for name, each in told.items() if not each["ok"]] == []


def test_check_names_a_unit_that_stands_wrong():
    ward = UnitFactory(code="31825")
    Line.objects.filter(lower=ward, depth=1).delete()

    code, told = checks()

    assert code == 1
    assert "31825" in told["tree"]["faults"][0]


def test_check_names_a_tally_that_is_wrong():
    ward = UnitFactory(code="31825")
    measure = Measure.MEETINGS_CLOSED
    Tally.objects.create(unit=ward, year=2026, measure=measure, count=3)

    code, told = checks()

    assert code == 1
    assert "31825, năm 2026" in told["tallies"]["faults"][0]


def test_check_tells_that_the_journal_was_altered():
    spoil_entry()

    code, told = checks()

    assert code == 1
    assert "Sổ ghi bị sửa" in told["journal"]["faults"][0]


def test_check_tells_that_the_end_of_the_journal_was_cut_off():
    seal_one_entry()
    _code, before = told_by("check")
    kept = before["seal"]
    seal_one_entry()

    code, after = told_by("check", "--seal", kept)
    assert code == 0
    assert after["seal"] not in {"", kept}

    with append_only_lifted(), connection.cursor() as cursor:
        for table in ("leaf", "batch", "entry"):
            cursor.execute(f"DELETE FROM journal_{table}")
    seal_one_entry()
    code, cut = told_by("check", "--seal", kept)

    assert code == 1
    journal = next(each for each in cut["checks"] if each["name"] == "journal")
    assert journal["faults"] == [
        "Dấu đã giữ không còn trong sổ ghi: cuối sổ bị cắt, hoặc đây là bản cũ."
    ]


def seal_one_entry():
    journal.record(actor=house(), verb="people.added", subject=UnitFactory())
    journal.seal()


def test_check_tells_that_anybody_may_edit_the_journal():
    at = " ON journal_leaf" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER journal_leaf_refuse_update{at}")

    code, told = checks()

    assert code == 1
    assert (
        "không còn chặn việc sửa sổ ghi: journal_leaf" in told["journal"]["faults"][0]
    )


def test_check_tells_which_files_others_could_read(tmp_path):
    for name in ("master.key", "secret.key", "ganket.sqlite3"):
        (tmp_path / name).touch(mode=0o600)
    (tmp_path / "ganket.sqlite3").chmod(0o644)

    tmp_path.chmod(0o700)
    closed = health.folder_faults(tmp_path)
    tmp_path.chmod(0o755)
    (fault,) = health.folder_faults(tmp_path)

    assert closed == []
    assert "ganket.sqlite3." in fault
    assert f"chmod 700 {tmp_path}" in fault


def test_what_is_written_is_for_the_owner_alone(installation):
    installation.run("migrate")

    modes = {path.name: path.stat().st_mode & 0o777 for path in kept_in(installation)}

    assert {"master.key", "secret.key"} <= set(modes)
    assert set(modes.values()) <= {0o600, 0o700}


def kept_in(installation):
    return list(installation.folder.iterdir())


def test_check_names_the_tasks_that_failed():
    from django_tasks_db.models import DBTaskResult

    tasks.fail.enqueue()
    DBTaskResult.objects.get().set_failed(RuntimeError())

    code, told = checks()

    assert code == 1
    assert "tests.jobs.tasks.fail" in told["jobs"]["faults"][0]


def test_check_tells_people_in_lines(capsys):
    UnitFactory()

    told = run("check")

    assert told.stdout.splitlines()[1].split() == ["ok", "Cơ", "sở", "dữ", "liệu"]


def test_wrong_setting_is_named_and_ends_with_two(installation):
    told = installation.run("check", GANKET_DATABSE_URL="x")

    assert told.returncode == 2
    assert "GANKET_DATABSE_URL" in told.stderr
    assert "Traceback" not in told.stderr


def test_unreadable_setting_is_named_and_ends_with_two(installation):
    told = installation.run("check", GANKET_DATABASE_URL="mysql://root@localhost/x")

    assert told.returncode == 2
    assert "GANKET_DATABASE_URL" in told.stderr
    assert "Traceback" not in told.stderr


def test_database_out_of_reach_is_told_in_a_sentence(installation):
    away = "postgres://nobody@127.0.0.1:1/nothing"

    told = installation.run("check", GANKET_DATABASE_URL=away)

    assert told.returncode == 1
    assert "cơ sở dữ liệu" in told.stderr
    assert "Traceback" not in told.stderr


def test_file_that_is_no_database_is_told_in_a_sentence(installation):
    (installation.folder / "ganket.sqlite3").write_text("không phải cơ sở dữ liệu")

    told = installation.run("check", GANKET_DATABASE_URL="")

    assert told.returncode == 1
    assert "Traceback" not in told.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_cannot_be_written_is_told_in_a_sentence(installation, tmp_path):
    tmp_path.chmod(0o500)

    told = installation.run("check", "--data-dir", str(tmp_path / "data"))

    assert told.returncode == 2
    assert str(tmp_path) in told.stderr


def test_check_of_an_empty_folder_says_how_to_begin(installation, tmp_path):
    told = installation.run(
        "check", "--data-dir", str(tmp_path / "new"), GANKET_DATABASE_URL=""
    )

    assert told.returncode == 1
    assert "ganket init" in told.stderr


def test_migrate_a_second_time_has_nothing_to_do(installation):
    told = installation.run("migrate")

    assert told.returncode == 0
    assert "không phải làm gì" in told.stdout


def test_english_is_spoken_where_it_is_asked_for(installation):
    told = installation.run("--lang", "en", "serve", "--port", "x")

    assert told.returncode == 2
    assert "Invalid value for" in told.stderr


def test_usage_is_told_in_vietnamese(installation):
    told = installation.run("serve", "--port", "x")

    assert told.returncode == 2
    assert "Giá trị của '--port' chưa đúng" in told.stderr
