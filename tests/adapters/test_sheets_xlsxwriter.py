import datetime as dt
import io
import re
import unicodedata
import zipfile

import pytest

from ganket.adapters.sheets_calamine import CalamineReader
from ganket.adapters.sheets_xlsxwriter import XlsxWriter
from ganket.documents.ports import ColumnKind, Table, TableColumn

TABLE = Table(
    name="Danh sách: khóm 3 [2026]",
    columns=(
        TableColumn("Họ và tên", 28),
        TableColumn("Số thẻ đảng", 14),
        TableColumn("Số buổi", 8, ColumnKind.NUMBER),
        TableColumn("Ngày sinh", 12, ColumnKind.DATE),
    ),
    rows=(
        ("Đặng Ẩn Ỷ Ỹ", "012345678", 2, dt.date(1985, 2, 5)),
        ("Lê Tám", None, 1.5, None),
    ),
)


def written(table=TABLE):
    return XlsxWriter().write(table)


def read(content):
    return list(CalamineReader().rows(io.BytesIO(content), name="a.xlsx"))


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_table_is_read_back_as_it_was():
    rows = read(written())

    assert [row.values for row in rows] == [
        ("Họ và tên", "Số thẻ đảng", "Số buổi", "Ngày sinh"),
        *(tuple(row) for row in TABLE.rows),
    ]
    assert {row.sheet for row in rows} == {"Danh sách khóm 3 2026"}


def test_same_table_gives_the_same_bytes():
    assert written() == written()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=SUM(A1)}",
        "+84912345678",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://x")',
        "http://example.vn",
        "0912345678",
        "1E5",
    ],
)
def test_text_is_never_a_formula_a_link_or_a_number(text):
    content = written(Table("a", (TableColumn("x"),), [(text,)]))

    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert read(content)[1].values == (text,)


def test_columns_of_text_stay_text_when_typed_over():
    styles = part(written(), "xl/styles.xml")
    sheet = part(written(), "xl/worksheets/sheet1.xml")

    assert 'formatCode="@"' in styles
    assert re.search(r'<col min="2" max="2" width="14\.\d+" style="\d+"', sheet)


def test_head_is_frozen_and_filters():
    sheet = part(written(), "xl/worksheets/sheet1.xml")

    assert 'ySplit="1"' in sheet
    assert '<autoFilter ref="A1:D3"/>' in sheet


def test_long_number_keeps_its_digits():
    number = 123456789012345678
    column = TableColumn("x", kind=ColumnKind.NUMBER)

    assert read(written(Table("a", (column,), [(number,)])))[1].values == (str(number),)


def test_text_is_written_composed():
    typed = unicodedata.normalize("NFD", "Đặng Ẩn")

    content = written(Table(typed, (TableColumn(typed),), [(typed,)]))

    assert [row.values for row in read(content)] == [("Đặng Ẩn",)] * 2


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="row 1 has 1 cells, not 2"):
        written(Table("a", (TableColumn("x"), TableColumn("y")), [("1",)]))


def test_empty_table_still_has_its_head():
    assert [row.values for row in read(written(Table("", TABLE.columns, ())))] == [
        ("Họ và tên", "Số thẻ đảng", "Số buổi", "Ngày sinh")
    ]
