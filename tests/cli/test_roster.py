import json

import pytest
from click.testing import CliRunner

from ganket.cli.main import main
from ganket.roster.enums import ImportState
from ganket.roster.models import Member, RosterImport
from tests.factories import org

pytestmark = pytest.mark.django_db

HEAD = "Họ và tên,Ngày sinh,Giới tính,Số thẻ đảng viên\n"
GOOD = "Nguyễn Văn Tám,19/05/1980,Nam,96.111111\n"
BAD = "Trần Thị Chín,31/02/1975,Nữ,96.111112\n"


@pytest.fixture
def cell():
    return org.residence_cell(org.ward(code="31825"), code="31825.K02")


@pytest.fixture
def listed(tmp_path):
    def write(text, name="danh-sach.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def run(*words, **options):
    words = ("roster", "import", *words)
    return CliRunner().invoke(main, words, catch_exceptions=False, **options)


def test_list_is_planned_first_and_nothing_written(cell, listed):
    told = run(listed(HEAD + GOOD), "--unit", cell.code)

    assert told.exit_code == 0
    assert "1 thêm mới" in told.stdout
    assert "Chưa ghi gì" in told.stdout
    assert not Member.objects.exists()
    assert RosterImport.objects.get().state == ImportState.DISCARDED


def test_list_is_applied_when_asked(cell, listed):
    told = run(listed(HEAD + GOOD), "--unit", cell.code, "--apply", "--yes")

    assert told.exit_code == 0
    assert Member.objects.get().home_links.get().cell == cell


def test_refused_rows_are_named_and_end_with_one(cell, listed):
    path = listed(HEAD + GOOD + BAD)

    told = run(path, "--unit", cell.code, "--apply", "--yes")

    assert told.exit_code == 1
    assert "Dòng 3:" in told.stdout
    assert "31/02/1975 không có trong lịch" in told.stdout
    assert Member.objects.count() == 1


def test_json_tells_the_same_to_a_script(cell, listed):
    told = run(listed(HEAD + GOOD + BAD), "--unit", cell.code, "--json")

    answer = json.loads(told.stdout)
    assert answer["counts"] == {"new": 1, "changed": 0, "same": 0, "refused": 1}
    assert [row["row"] for row in answer["refused"]] == [3]
    assert answer["applied"] is False


def test_script_must_say_yes_before_anything_is_read(cell, listed):
    told = run(listed(HEAD + GOOD), "--unit", cell.code, "--apply")

    assert told.exit_code == 2
    assert "--yes" in told.stderr
    assert not RosterImport.objects.exists()


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("", "danh-sach.csv", "Tệp không có"),
        (HEAD, "danh-sach.csv", "chưa có đảng viên nào"),
        ("x" * 99, "danh-sach.xlsx", "Đuôi tên tệp không khớp"),
        ("Tên,Tuổi\nAn,5\n", "danh-sach.csv", "chưa có cột"),
    ],
)
def test_file_that_is_no_list_is_refused_with_a_sentence(
    cell, listed, text, name, words
):
    told = run(listed(text, name), "--unit", cell.code)

    assert told.exit_code == 1
    assert words in told.stderr
    assert not RosterImport.objects.exists()


def test_unknown_unit_is_refused_with_a_sentence(cell, listed):
    told = run(listed(HEAD + GOOD), "--unit", "31825.K99")

    assert told.exit_code == 1
    assert "Không có đơn vị nào mang mã 31825.K99" in told.stderr


def test_missing_file_is_a_wrong_call(cell, tmp_path):
    told = run(str(tmp_path / "none.csv"), "--unit", cell.code)

    assert told.exit_code == 2
    assert "none.csv" in told.stderr
