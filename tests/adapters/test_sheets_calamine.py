import codecs
import datetime as dt
import io
import unicodedata

import pytest
import xlsxwriter

from ganket.adapters import sheets_calamine, workbook_child
from ganket.adapters.sheets_calamine import CalamineReader
from ganket.documents import ports
from tests.adapters import workbooks

NAME = "Đặng Ẩn Ỷ Ỹ Ợ Ữ"
PEOPLE = [["Họ tên", "Năm sinh"], [NAME, 1985], [None, None], ["Lê Tám", 1990]]
FOUND = [
    (1, ("Họ tên", "Năm sinh")),
    (2, (NAME, 1985)),
    (4, ("Lê Tám", 1990)),
]


def read(content, name="danh sách.xlsx"):
    return list(CalamineReader().rows(io.BytesIO(content), name=name))


def numbered(rows):
    return [(row.number, row.values) for row in rows]


def workbook(fill, *, options=None):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, options or {})
    fill(book)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            workbooks.xlsx(
                {"A1": "Họ tên", "B1": "Năm sinh", "A2": NAME, "B2": 1985}
                | {"A4": "Lê Tám", "B4": 1990}
            ),
            "a.xlsx",
        ),
        (workbooks.xls(PEOPLE), "a.xls"),
        (workbooks.ods(PEOPLE), "a.ods"),
        (workbooks.xls(PEOPLE), "doi-duoi.xlsx"),
    ],
)
def test_workbook_of_each_kind_gives_the_same_rows(content, name):
    rows = read(content, name)

    assert numbered(rows) == FOUND
    assert {row.sheet for row in rows} == {"Sheet1"}


def test_cells_keep_their_kinds():
    def fill(book):
        sheet = book.add_worksheet("Danh sách")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        hour = book.add_format({"num_format": "hh:mm"})
        sheet.write_number(3, 1, 84912345678)
        sheet.write_number(3, 2, 79085001234)
        sheet.write_string(3, 3, "0912345678")
        sheet.write_number(3, 4, 1.5)
        sheet.write_datetime(3, 5, dt.datetime(2010, 2, 3), day)  # noqa: DTZ001 - Excel has no zones
        sheet.write_datetime(3, 6, dt.datetime(2010, 2, 3, 8, 30), moment)  # noqa: DTZ001 - Excel has no zones
        sheet.write_number(3, 7, 0.5, hour)
        sheet.write_boolean(3, 8, True)
        sheet.write_formula(3, 9, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 10, "=1+1", None, 2)
        sheet.write_string(3, 11, "   ")

    (row,) = read(workbook(fill))

    assert (row.number, row.sheet) == (4, "Danh sách")
    assert row.values == (
        None,
        84912345678,
        79085001234,
        "0912345678",
        1.5,
        dt.date(2010, 2, 3),
        dt.datetime(2010, 2, 3, 8, 30),  # noqa: DTZ001 - Excel has no zones
        "12:00:00",
        True,
        None,
        2,
        None,
    )
    assert type(row.values[1]) is int
    assert type(row.values[5]) is dt.date


def test_decomposed_text_comes_back_composed():
    typed = unicodedata.normalize("NFD", NAME)

    assert read(workbooks.xlsx({"A1": typed}))[0].values == (NAME,)
    assert read(typed.encode(), "a.csv")[0].values == (NAME,)


def test_hidden_sheets_are_left_out():
    def fill(book):
        book.add_worksheet("Danh sách").write(0, 0, "Họ tên")
        secret = book.add_worksheet("Nháp")
        secret.write(0, 0, "bỏ")
        secret.hide()

    assert [row.sheet for row in read(workbook(fill))] == ["Danh sách"]


def test_rows_are_numbered_as_the_person_sees_them():
    rows = read(workbooks.xlsx({"C5": "Họ tên", "C9": NAME}))

    assert numbered(rows) == [
        (5, (None, None, "Họ tên")),
        (9, (None, None, NAME)),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "bare-le", "bare-be"],
)
def test_text_list_is_read_whatever_parts_it(delimiter, encode):
    lines = [["Họ tên", "Số thẻ"], [NAME, "012.345678"], [], ["Lê, Tám; 2", "7"]]
    quoted = [[f'"{value}"' for value in line] for line in lines]
    text = "\r\n".join(delimiter.join(line) for line in quoted)

    assert numbered(read(encode(text), "a.csv")) == [
        (1, ("Họ tên", "Số thẻ")),
        (2, (NAME, "012.345678")),
        (4, ("Lê, Tám; 2", "7")),
    ]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"H\xe4 t\xaan;N\xa8m sinh\nNguy\xd4n V\xa8n T\xb8m;1975\n", "tcvn3"),
        (b"Ho\xef te\xe2n;Na\xeam sinh\nNguye\xe3n Va\xean Ta\xf9m;1975\n", "vni"),
        (b"H\xf7 t\xean;N\xe5m sinh\nNguy\xadn V\xe5n T\xe1m;1975\n", "viscii"),
        (b"H\x86 t\xean;N\xe6m sinh\nNguy\xcdn V\xe6n T\xe1m;1975\n", "vps"),
        (b"Ho\xf2 t\xean;N\xe3m sinh\nNguy\xea\xden V\xe3n Ta\xecm;1975\n", "cp1258"),
    ],
)
def test_text_list_of_older_letters_is_read(content, encoding):
    book = CalamineReader().book(io.BytesIO(content), name="danh sách.csv")

    (grid,) = book.grids
    assert book.encoding == encoding
    assert grid.name == "danh sách"
    assert [row.values for row in grid.rows] == [
        ("Họ tên", "Năm sinh"),
        ("Nguyễn Văn Tám", "1975"),
    ]


@pytest.mark.parametrize("delimiter", ["^", "~", "#"])
def test_rare_delimiter_is_found_where_no_other_parts_the_rows(delimiter):
    lines = [["Họ tên", "Nơi ở"], ["Lê Tám", "khóm 2"], ["Võ Ba", "khóm 3"]]
    text = "\n".join(delimiter.join(line) for line in lines)

    rows = read(text.encode(), "a.csv")

    assert [list(row.values) for row in rows] == lines


def test_commas_inside_cells_do_not_part_a_list():
    line = "Lê Tám;12 Trần Phú, khóm 2, phường 3, tỉnh Cà Mau\n"

    rows = read(("Họ tên;Nơi ở\n" + line * 5 + "ghi chú\n").encode(), "a.csv")

    assert [len(row.values) for row in rows] == [2] * 6 + [1]


def test_quotation_mark_left_open_swallows_nothing():
    text = 'Họ tên,Nơi ở\n"Lê Tám,khóm 2\n' + "Võ Ba,khóm 3\n" * 20

    assert len(read(text.encode(), "a.csv")) == 22


def test_joined_cells_hidden_rows_and_hidden_sheets_are_told():
    def fill(book):
        sheet = book.add_worksheet("Danh sách")
        sheet.merge_range("A1:C1", "DANH SÁCH")
        sheet.write("A2", "Lê Tám")
        sheet.write("A3", "Võ Ba")
        sheet.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("Nháp").hide()

    book = CalamineReader().book(io.BytesIO(workbook(fill)), name="a.xlsx")

    assert book.left_out == ("Nháp",)
    (grid,) = book.grids
    assert grid.merges == (ports.Merge(1, 1, 1, 3),)
    assert grid.hidden == {3}
    assert not grid.counts_from_1904


def test_calendar_of_1904_is_told():
    def fill(book):
        book.add_worksheet().write(0, 0, 26003)

    content = workbook(fill, options={"date_1904": True})

    (grid,) = CalamineReader().book(io.BytesIO(content), name="a.xlsx").grids
    assert grid.counts_from_1904


def test_text_list_may_announce_what_parts_it():
    rows = read(b"sep=;\r\na,b;c,d\r\n1,5;2,5\r\n", "a.csv")

    assert numbered(rows) == [(2, ("a,b", "c,d")), (3, ("1,5", "2,5"))]


def test_quoted_line_break_stays_in_its_cell():
    rows = read('Họ tên,Nơi ở\n"Lê\nTám",khóm 3\n'.encode(), "a.csv")

    assert numbered(rows)[1] == (2, ("Lê\nTám", "khóm 3"))


def test_single_column_of_text_is_a_list_too():
    assert [row.values for row in read("Lê Tám\nVõ Ba\n".encode(), "a.txt")] == [
        ("Lê Tám",),
        ("Võ Ba",),
    ]


ENCRYPTED = workbooks.compound("EncryptedPackage", b"\x01" * 5000)
BAD_ZIP = workbooks.xlsx({"A1": "x"})[:-40]


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "a.xlsx", ports.FileEmpty),
        (b"  \r\n\r\n", "a.csv", ports.FileEmpty),
        (b",,\n,,\n", "a.csv", ports.FileEmpty),
        (workbooks.xlsx({}), "a.xlsx", ports.FileEmpty),
        (b"%PDF-1.7 ...", "a.xlsx", ports.FileKindUnknown),
        (b"\x89PNG\r\n\x1a\n....", "a.csv", ports.FileKindUnknown),
        (b"{\\rtf1 x}", "a.csv", ports.FileKindUnknown),
        (b"a,b\n\x00\x01,c", "a.csv", ports.FileKindUnknown),
        (b"<html><table></table></html>", "a.xls", ports.FileRenamed),
        ("Họ tên;Năm sinh\n".encode(), "a.xlsx", ports.FileRenamed),
        (b"print('x')\n", "a.py", ports.FileRenamed),
        (b"<table><tr><td>x</td></tr></table>", "a.csv", ports.FileKindUnknown),
        (b"\xff\xfe\xfd\xfc;\xe1\xe2x\xe3q\n", "a.csv", ports.LettersUnknown),
        ("Họ tên,x".encode() + b"\xe1\xbb", "a.csv", ports.LettersUnknown),
        (workbooks.packed({"word/document.xml": "<x/>"}), "a.xlsx", ports.FileKindUnknown),
        (workbooks.ods(PEOPLE, kind="text"), "a.ods", ports.FileKindUnknown),
        (workbooks.compound("WordDocument", b"x"), "a.xls", ports.FileKindUnknown),
        (ENCRYPTED, "a.xlsx", ports.FileLocked),
        (workbooks.xls(PEOPLE, locked=True), "a.xls", ports.FileLocked),
        (workbooks.ods(PEOPLE, locked=True), "a.ods", ports.FileLocked),
        (BAD_ZIP, "a.xlsx", ports.UnreadableFile),
        (workbooks.packed({"xl/workbook.xml": "<x/>"}), "a.xlsx", ports.UnreadableFile),
    ],
)  # fmt: skip
def test_unreadable_file_is_refused_with_its_reason(content, name, refusal):
    with pytest.raises(ports.UnreadableFile) as raised:
        read(content, name)

    assert type(raised.value) is refusal
    assert str(raised.value).endswith(".")


def test_every_refusal_says_what_to_do():
    refusals = [ports.UnreadableFile, *ports.UnreadableFile.__subclasses__()]

    sentences = {str(refusal()) for refusal in refusals}

    assert len(sentences) == len(refusals)
    assert all("Đồng chí" in sentence for sentence in sentences)


def test_file_beyond_the_size_is_not_read(monkeypatch):
    monkeypatch.setattr(sheets_calamine, "MAX_BYTES", 1000)

    with pytest.raises(ports.FileTooLarge):
        read(b"a,b\n" * 300, "a.csv")


def test_file_that_unpacks_to_too_much_is_not_read():
    bomb = workbooks.packed(
        {"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(201 << 20)}
    )
    assert len(bomb) < 1 << 20

    with pytest.raises(ports.FileTooLarge):
        read(bomb)


@pytest.mark.parametrize(
    "content",
    [
        workbooks.xlsx({"A1": "x", "XFD1048576": "y"}),
        workbooks.xlsx({"A1": "x", "A100001": "y"}),
        workbooks.xlsx({"A1": "x", "GS1": "y"}),
        workbooks.xlsx({"A1": "x", "AE100000": "y"}),
        ("x\n" * 100_001).encode(),
        (",".join(["x"] * 201)).encode(),
    ],
    ids=["corners", "rows", "columns", "cells", "lines", "values"],
)
def test_table_beyond_any_list_is_refused(content):
    name = "a.xlsx" if content.startswith(b"PK") else "a.csv"

    with pytest.raises(ports.TableTooLarge):
        read(content, name)


def test_small_file_with_one_text_in_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(workbook_child, "MAX_LETTERS", 1000)
    content = workbooks.xlsx({f"A{row}": "x" * 300 for row in range(1, 5)})

    with pytest.raises(workbook_child.RefusedWorkbook, match="TOO_LARGE"):
        list(workbook_child.lines(content))


def test_largest_list_is_still_read():
    rows = read(workbooks.xlsx({"A1": "x", "AD100000": "y"}))

    assert [row.number for row in rows] == [1, 100_000]


def test_cell_with_a_novel_in_it_is_refused():
    content = ('"' + "x" * 200_000 + '",y\n').encode()

    with pytest.raises(ports.UnreadableFile):
        read(content, "a.csv")
