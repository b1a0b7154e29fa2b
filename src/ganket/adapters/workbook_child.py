"""Reads one workbook from standard input and prints its rows, then ends.

A workbook of a few kilobytes can claim billions of cells, and the reader takes
room for all of them at once. So a file from outside is read in a process of its
own, which may use so much memory and time, and whose death hurts nobody.

Each line out is one row, ``[sheet, number, values]``; days are ``{"day": …}``.
Where the file is refused the only line is ``{"refused": …}``.
"""

import contextlib
import datetime as dt
import io
import json
import sys
import unicodedata
from collections.abc import Iterator

import python_calamine as calamine

MEMORY_BYTES = 1 << 30
SECONDS = 60
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 3_000_000
# One long text can stand in every cell of a small file.
MAX_LETTERS = 50_000_000

LOCKED = "LOCKED"
TOO_LARGE = "TOO_LARGE"
BROKEN = "BROKEN"


class RefusedWorkbook(Exception):
    """The workbook is not read; the text says which of the reasons it is."""


def main() -> None:
    """Answer for the workbook on standard input."""
    limit()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
    try:
        for row in rows(sys.stdin.buffer.read()):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    except RefusedWorkbook as refusal:
        out.write(json.dumps({"refused": str(refusal)}) + "\n")
    out.flush()


def limit() -> None:
    """Give up memory and time beyond the bounds, where the system knows how."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not there on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def rows(content: bytes) -> Iterator[list[object]]:
    """Yield the rows of every visible sheet, or raise RefusedWorkbook at once."""
    try:
        with calamine.load_workbook(io.BytesIO(content)) as workbook:
            names = [
                meta.name
                for meta in workbook.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
                and meta.visible == calamine.SheetVisibleEnum.Visible
            ]
            sheets = [(name, workbook.get_sheet_by_name(name)) for name in names]
    except calamine.PasswordError as fault:
        raise RefusedWorkbook(LOCKED) from fault
    except calamine.CalamineError as fault:
        raise RefusedWorkbook(BROKEN) from fault
    if any(is_too_large(sheet) for _, sheet in sheets):
        raise RefusedWorkbook(TOO_LARGE)
    letters = 0
    for name, sheet in sheets:
        # The reader counts empty rows above the list, but not columns beside it.
        beside = [None] * (sheet.start[1] if sheet.start else 0)
        for number, values in enumerate(sheet.iter_rows(), start=1):
            letters += sum(len(value) for value in values if isinstance(value, str))
            if letters > MAX_LETTERS:
                raise RefusedWorkbook(TOO_LARGE)
            yield [name, number, beside + [plain(value) for value in values]]


def is_too_large(sheet: calamine.CalamineSheet) -> bool:
    """Say whether a sheet reaches beyond what a list of members can need."""
    if sheet.end is None:
        return False
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    return height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_CELLS


def plain(value: object) -> object:
    """Return a cell as JSON has it: whole numbers whole, text composed."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        return text if text.strip() else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dt.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return value


if __name__ == "__main__":
    main()
