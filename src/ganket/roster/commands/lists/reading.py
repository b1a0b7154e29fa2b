"""From the cells of a table to plain values, each fault named in a sentence."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.documents import ports
from ganket.kernel import text
from ganket.roster.commands.lists import messy
from ganket.roster.commands.lists.columns import KNOWN, NEEDED, TITLES, Field, key_of
from ganket.roster.commands.refusals import RosterRefused
from ganket.roster.enums import ResidenceKind, Sex
from ganket.roster.reading import Listing

Values = dict[str, str]

_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_DATES = {Field.BORN, Field.JOINED, Field.OFFICIAL, Field.SINCE}
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE, "male": Sex.MALE, "female": Sex.FEMALE}
_RESIDENCES = {
    "thuong tru": ResidenceKind.PERMANENT,
    "tam tru": ResidenceKind.TEMPORARY,
}
# A number typed into a number cell loses its leading zero.
_WHOLE = {Field.CITIZEN: 12, Field.PHONE: 10}


class ColumnsMissing(RosterRefused):
    def __init__(self, titles: Iterable[str]) -> None:
        super().__init__(
            _(
                "Dòng đầu của bảng chưa có cột: %(titles)s. Hãy ghi tên cột ở dòng đầu "
                "tiên, hoặc tải tệp mẫu về rồi chép danh sách vào."
            )
            % {"titles": ", ".join(titles)}
        )


class ColumnTwice(RosterRefused):
    def __init__(self, title: str) -> None:
        super().__init__(
            _(
                "Cột “%(title)s” có hai lần trong bảng. Hãy xóa hoặc đổi tên một cột rồi "
                "tải lên lại."
            )
            % {"title": title}
        )


class NoRows(RosterRefused):
    message = gettext_lazy(
        "Bảng chỉ có dòng tên cột, chưa có đảng viên nào. Hãy ghi mỗi đồng chí một dòng "
        "rồi tải lên lại."
    )


@dataclass(frozen=True)
class Line:
    """One row of the file: its number there, its values, and what is wrong with them.

    Where there are faults the values are as they were written.
    """

    number: int
    values: Values
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A file as it was read; ``unused`` are columns and sheets that nobody asked for."""

    lines: tuple[Line, ...]
    unused: tuple[str, ...]


def read_list(*, file_name: str, content: bytes) -> Reading:
    """Read the first sheet of a file; its first row names the columns.

    Where it does not, people are looked for wherever they stand.
    Raises a subclass of UnreadableFile, ColumnsMissing, ColumnTwice, NoRows.
    """
    book = ports.reader().book(io.BytesIO(content), name=file_name)
    rows = [row for grid in book.grids for row in grid.rows]
    try:
        return _read_table(rows)
    except ColumnsMissing:
        listing = messy.first_sheet(book)
        if listing is None:
            raise
        return _read_listing(book, listing)


def _read_listing(book: ports.Book, listing: Listing) -> Reading:
    lines = [
        Line(entry.row, messy.values_of(entry), messy.faults_of(entry))
        for entry in listing.entries
    ]
    lines += [
        Line(row.row, {}, tuple(problem.message for problem in row.problems))
        for row in listing.refused
    ]
    lines.sort(key=lambda line: line.number)
    return Reading(tuple(lines), messy.unused_of(book, listing))


def _read_table(rows: Sequence[ports.Row]) -> Reading:
    first = rows[0]
    fields, unused = _columns(first.values)
    body = [row for row in rows[1:] if row.sheet == first.sheet]
    if not body:
        raise NoRows
    others = {row.sheet for row in rows if row.sheet != first.sheet}
    return Reading(
        lines=tuple(_line(row, fields) for row in body),
        unused=(*unused, *sorted(others)),
    )


def _columns(
    titles: Sequence[ports.Cell],
) -> tuple[dict[int, Field], tuple[str, ...]]:
    fields: dict[int, Field] = {}
    unused = []
    for place, title in enumerate(titles):
        name = text.tidy(str(title)) if title is not None else ""
        field = KNOWN.get(key_of(name))
        if field is None:
            unused += [name] if name else []
        elif field in fields.values():
            raise ColumnTwice(name)
        else:
            fields[place] = field
    missing = [TITLES[field] for field in NEEDED if field not in fields.values()]
    if missing:
        raise ColumnsMissing(missing)
    return fields, tuple(unused)


def _line(row: ports.Row, fields: dict[int, Field]) -> Line:
    values: Values = {}
    faults = []
    for place, field in fields.items():
        cell = row.values[place] if place < len(row.values) else None
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        try:
            values[field] = _value(field, cell)
        except ValueError as fault:
            values[field] = _as_text(cell, whole=0)
            faults.append(str(fault))
    return Line(row.number, values, tuple(faults))


def _value(field: Field, cell: str | float | dt.date) -> str:
    """Return a cell as text; a day as 2026-11-23. Raises ValueError with a sentence."""
    if field in _DATES:
        return _day(field, cell)
    written = _as_text(cell, whole=_WHOLE.get(field, 0))
    if field is Field.SEX:
        return _choice(_SEXES, written, _("Giới tính ghi là Nam hoặc Nữ."))
    if field is Field.RESIDENCE:
        hint = _("Loại cư trú ghi là Thường trú hoặc Tạm trú.")
        return _choice(_RESIDENCES, written, hint)
    return written


def _choice(known: Mapping[str, str], written: str, hint: str) -> str:
    found = known.get(key_of(written))
    if found is None:
        raise ValueError(
            _("“%(written)s” chưa rõ nghĩa. %(hint)s")
            % {"written": written[:40], "hint": hint}
        )
    return found


def _as_text(cell: str | float | dt.date, *, whole: int) -> str:
    if isinstance(cell, bool | dt.date):
        return text.tidy(str(cell))
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    written = text.tidy(str(cell))
    if isinstance(cell, int) and len(written) == whole - 1:
        return f"0{written}"
    return written


def _day(field: Field, cell: str | float | dt.date) -> str:
    if isinstance(cell, dt.date):
        return f"{cell:%Y-%m-%d}"
    written = _as_text(cell, whole=0)
    if field is Field.BORN and _YEAR.fullmatch(written):
        return written
    if found := _DATE.fullmatch(written):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(written):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise ValueError(
            _("%(title)s “%(written)s” chưa đúng. Hãy ghi như 14/02/1975.")
            % {"title": TITLES[field], "written": written[:40]}
        )
    try:
        return f"{dt.date(year, month, day):%Y-%m-%d}"
    except ValueError:
        raise ValueError(
            _("%(title)s: ngày %(written)s không có trong lịch. Hãy xem lại.")
            % {"title": TITLES[field], "written": written}
        ) from None
