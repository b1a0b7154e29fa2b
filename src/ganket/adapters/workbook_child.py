"""Reads one workbook from standard input and prints its rows, then ends.

A workbook of a few kilobytes can claim billions of cells, and the reader takes
room for all of them at once. So a file from outside is read in a process of its
own, which may use so much memory and time, and whose death hurts nobody.

Each sheet begins with a line ``{"sheet": name, …}``; each further line is one of its
rows, ``[number, values]``; days are ``{"day": …}``. Hidden sheets are only named.
Where the file is refused the last line is ``{"refused": …}``.
"""

import contextlib
import datetime as dt
import io
import json
import sys
import unicodedata
from collections.abc import Iterator

import python_calamine as calamine

from ganket.adapters import workbook_marks

MEMORY_BYTES = 1 << 30
SECONDS = 60
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 3_000_000
# One long text can stand in every cell of a small file.
MAX_LETTERS = 50_000_000
MAX_MERGES = 50_000

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
        for line in lines(sys.stdin.buffer.read()):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    except RefusedWorkbook as refusal:
        out.write(json.dumps({"refused": str(refusal)}) + "\n")
    out.flush()


def limit() -> None:
    """Give up memory and time beyond the bounds, where the system knows how."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not there on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def lines(content: bytes) -> Iterator[object]:
    """Yield the sheets and their rows, or raise RefusedWorkbook at once."""
    try:
        with calamine.load_workbook(io.BytesIO(content)) as workbook:
            tables = [
                meta
                for meta in workbook.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            seen = [
                workbook.get_sheet_by_name(meta.name)
                for meta in tables
                if meta.visible == calamine.SheetVisibleEnum.Visible
            ]
    except calamine.PasswordError as fault:
        raise RefusedWorkbook(LOCKED) from fault
    except calamine.CalamineError as fault:
        raise RefusedWorkbook(BROKEN) from fault
    if any(is_too_large(sheet) for sheet in seen):
        raise RefusedWorkbook(TOO_LARGE)
    for meta in tables:
        if meta.visible != calamine.SheetVisibleEnum.Visible:
            yield {"left_out": meta.name}
    marks = workbook_marks.marks_of(content)
    letters = 0
    for sheet in seen:
        yield {
            "sheet": sheet.name,
            "merges": merges(sheet),
            "hidden": sorted(marks.hidden.get(sheet.name, ())),
            "counts_from_1904": marks.counts_from_1904,
        }
        # The reader counts empty rows above the list, but not columns beside it.
        beside = [None] * (sheet.start[1] if sheet.start else 0)
        for number, values in enumerate(sheet.iter_rows(), start=1):
            letters += sum(len(value) for value in values if isinstance(value, str))
            if letters > MAX_LETTERS:
                raise RefusedWorkbook(TOO_LARGE)
            yield [number, beside + [plain(value) for value in values]]


def merges(sheet: calamine.CalamineSheet) -> list[list[int]]:
    """Return joined cells as top, left, bottom, right, counted from 1."""
    found = (sheet.merged_cell_ranges or [])[:MAX_MERGES]
    return [
        [top + 1, left + 1, bottom + 1, right + 1]
        for (top, left), (bottom, right) in found
    ]


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
