"""Drawn sheets as files of every kind."""

import csv
import datetime as dt
import io

import xlsxwriter

from tests.adapters import workbooks


def as_xlsx(sheets):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for drawn in sheets:
        sheet = book.add_worksheet(drawn.name)
        for top, left, bottom, right in drawn.merges:
            sheet.merge_range(top, left, bottom, right, "")
        for y, row in enumerate(drawn.rows):
            for x, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(y, x, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(y, x, cell)
                elif cell is not None:
                    sheet.write_number(y, x, cell)
    book.close()
    return out.getvalue()


def flat(drawn):
    """Return the rows without real days: as other kinds of file show them."""
    return [
        [f"{c:%d/%m/%Y}" if isinstance(c, dt.date) else c for c in row]
        for row in drawn.rows
    ]


def as_xls(drawn):
    return workbooks.xls(flat(drawn))


def as_ods(drawn):
    width = max(map(len, drawn.rows))
    rows = [[*row, *[None] * (width - len(row))] for row in flat(drawn)]
    escaped = [
        [c.replace("&", "&amp;") if isinstance(c, str) else c for c in row]
        for row in rows
    ]
    return workbooks.ods(escaped)


def as_text(drawn, delimiter=",", newline="\r\n"):
    out = io.StringIO()
    width = max(map(len, drawn.rows))
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline)
    for row in flat(drawn):
        writer.writerow(
            ["" if c is None else c for c in row] + [""] * (width - len(row))
        )
    return out.getvalue()
