import json
import os

import pytest
from click.testing import CliRunner

from ganket.cli.main import main
from tests.adapters import workbooks

HEAD = "Họ và tên;Ngày sinh;Giới tính;CCCD;Nơi công tác;Điện thoại\n"
TAM = "LÊ  VĂN TÁM;12/3/75;Nam;096075000123;Sở Y tế;913555012\n"
NAMELESS = ";1/1/1970;Nữ;096170000123;Báo;\n"


@pytest.fixture
def listed(tmp_path):
    def write(content, name="danh-sach.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def run(*words):
    return CliRunner().invoke(main, ["roster", "check", *words], catch_exceptions=False)


def test_check_tells_a_script_all_that_a_list_says(listed):
    told = run(listed(HEAD + TAM), "--json")

    assert told.exit_code == 0
    assert json.loads(told.stdout) == {
        "encoding": "utf-8",
        "sheets": ["danh-sach"],
        "rows": [
            {
                "id": "danh-sach!2",
                "sheet": "danh-sach",
                "row": 2,
                "full_name": "Lê Văn Tám",
                "sex": "M",
                "born": "1975-03-12",
                "party_card_no": None,
                "citizen_id": "096075000123",
                "joined": None,
                "workplace": "Sở Y tế",
                "address": None,
                "phone": "0913555012",
                "problems": [],
            }
        ],
        "refused": [],
    }


def test_check_tells_what_is_wrong_with_a_row(listed):
    told = run(listed(HEAD + TAM.replace("12/3/75", "31/2/75") + NAMELESS), "--json")

    answer = json.loads(told.stdout)
    assert answer["rows"][0]["born"] is None
    assert answer["rows"][0]["problems"] == [
        {
            "code": "BIRTH_NOT_IN_CALENDAR",
            "message": "Ngày sinh 31/2/75 không có trong lịch. Hãy xem lại.",
        }
    ]
    assert [(row["sheet"], row["row"]) for row in answer["refused"]] == [
        ("danh-sach", 3)
    ]
    assert answer["refused"][0]["problems"][0]["code"] == "NAME_MISSING"


def test_check_tells_people_the_same_in_words(listed):
    told = run(listed(HEAD + TAM.replace("12/3/75", "") + NAMELESS))

    assert "Đọc được 1 đồng chí" in told.stdout
    assert "Dòng 2" in told.stdout
    assert "Dòng 3" in told.stdout


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.xlsx"),
        (b"%PDF-1.7 x", "a.xlsx"),
        (b"<html><table></table></html>", "a.xls"),
        (workbooks.xlsx({"A1": "x"})[:200], "a.xlsx"),
        (workbooks.compound("EncryptedPackage", b"x" * 5000), "a.xlsx"),
        (workbooks.xlsx({"A1": "x", "XFD1048576": "y"}), "a.xlsx"),
        (b"Ho ten,Nam sinh\nLe\x00 Tam,1975\n", "a.csv"),
        (b"a,b\n1,2\n", "a.csv"),
        (HEAD + TAM, "a.xlsx"),
    ],
)
def test_file_that_is_no_list_ends_with_two_and_a_sentence(listed, content, name):
    told = run(listed(content, name), "--json")

    assert told.exit_code == 2
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1
    assert told.stderr.rstrip().endswith(".")


def test_file_that_is_not_there_ends_with_two_and_a_sentence(tmp_path):
    told = run(str(tmp_path / "none.xlsx"), "--json")

    assert told.exit_code == 2
    assert "Không có tệp" in told.stderr
    assert run(str(tmp_path)).exit_code == 2


def test_check_needs_no_installation_and_leaves_nothing(installation, listed):
    path = listed(HEAD + TAM)
    installation.folder = installation.folder / "none"

    done = installation.run("roster", "check", path, "--json")

    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["rows"]) == 1
    assert not installation.folder.exists()


def test_check_leaves_the_environment_as_it_was(listed, monkeypatch):
    monkeypatch.setenv("GANKET_DATA_DIR", "/somewhere")

    run(listed(HEAD + TAM))

    assert os.environ["GANKET_DATA_DIR"] == "/somewhere"


def test_bomb_in_one_cell_is_refused_before_it_is_unpacked(listed):
    body = b"<worksheet><c><is><t>" + b"A" * (600 << 20)
    parts = {"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": body}

    told = run(listed(workbooks.packed(parts), "a.xlsx"), "--json")

    assert told.exit_code == 2
    assert "lớn quá mức" in told.stderr
