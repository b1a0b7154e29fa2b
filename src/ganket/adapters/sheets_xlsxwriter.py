"""Tables to download, as Excel workbooks."""

import datetime as dt
import io
import unicodedata
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ganket.documents.ports import Cell, ColumnKind, Table

# A fixed day of making: the same table gives the same bytes.
MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
NUMBER_FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.NUMBER: "General",
    ColumnKind.DATE: "dd/mm/yyyy",
}
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
NAME_LENGTH = 31
CELL_LENGTH = 32_767
# Excel keeps fifteen digits of a number; a longer one goes in as text.
EXACT_BELOW = 10**15


class XlsxWriter:
    """Writes a table: head frozen and filterable, text kept as text.

    Nothing is ever written as a formula or a link, whatever it starts with.
    """

    def write(self, table: Table) -> bytes:
        """Return the workbook."""
        out = io.BytesIO()
        workbook = xlsxwriter.Workbook(
            out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "remove_timezone": True,
            },
        )
        workbook.set_properties({"created": MADE})
        sheet = workbook.add_worksheet(_sheet_name(table.name))
        _write_head(workbook, sheet, table)
        formats = [_format(workbook, column.kind) for column in table.columns]
        for place, row in enumerate(table.rows, start=1):
            _write_row(sheet, place, row, formats)
        workbook.close()
        return out.getvalue()


def _write_head(workbook: Workbook, sheet: Worksheet, table: Table) -> None:
    head = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1}
    )
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width, _format(workbook, column.kind))
        sheet.write_string(0, place, _text(column.title), head)
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    # A4, as wide as the page, the head on each.
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_row(
    sheet: Worksheet, place: int, row: Sequence[Cell], formats: Sequence[Format]
) -> None:
    if len(row) != len(formats):
        raise ValueError(f"row {place} has {len(row)} cells, not {len(formats)}")
    for column, (cell, shape) in enumerate(zip(row, formats, strict=True)):
        if cell is None:
            continue
        if isinstance(cell, bool):
            sheet.write_boolean(place, column, cell, shape)
        elif isinstance(cell, int | float) and abs(cell) < EXACT_BELOW:
            sheet.write_number(place, column, cell, shape)
        elif isinstance(cell, dt.date):
            sheet.write_datetime(place, column, cell, shape)
        else:
            sheet.write_string(place, column, _text(str(cell)), shape)


def _format(workbook: Workbook, kind: ColumnKind) -> Format:
    return workbook.add_format({"num_format": NUMBER_FORMATS[kind], "valign": "top"})


def _text(value: str) -> str:
    return unicodedata.normalize("NFC", value)[:CELL_LENGTH]


def _sheet_name(name: str) -> str:
    """Return a name that Excel takes: some signs and all beyond 31 are left out."""
    return " ".join(_text(name).translate(FORBIDDEN_IN_NAMES).split())[:NAME_LENGTH]
