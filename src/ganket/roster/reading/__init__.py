"""Reading any list of people: from the cells of a file to persons and their faults.

Nothing here knows the database: what a person means for the roster is decided
by whoever asks.
"""

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ganket.documents.ports import Book
from ganket.kernel import text
from ganket.kernel.letters import Alphabet
from ganket.roster.reading import problems as faults
from ganket.roster.reading.evidence import headless, improved
from ganket.roster.reading.heads import Head, head_at, tables_of
from ganket.roster.reading.layout import Layout, Line, laid_out
from ganket.roster.reading.listing import (
    Column,
    Entry,
    Listing,
    Meaning,
    Problem,
    RefusedRow,
)
from ganket.roster.reading.people import Table
from ganket.roster.reading.walking import Walk
from ganket.roster.reading.words import is_organisation

__all__ = [
    "Column",
    "Entry",
    "Listing",
    "Meaning",
    "Problem",
    "RefusedRow",
    "read_book",
]

TITLE_LINES = 30
_UNIT = re.compile(
    r"^(?:tên )?(?:đơn vị|cơ quan|nơi công tác|đơn vị công tác|cơ quan công tác|cơ quan, đơn vị)"
    r"\s*[:：]\s*(?P<unit>[^\d….:]{3,}.*)$",
    re.IGNORECASE,
)
_NO_UNIT = re.compile(
    r"^(ds|danh sách|tổng hợp|bảng|mẫu|biểu|sheet|trang|phụ lục)", re.IGNORECASE
)


def read_book(book: Book, today: dt.date) -> Listing:
    """Return all that can be read of a file. Without people it holds no entries."""
    entries: list[Entry] = []
    refused: list[RefusedRow] = []
    columns: list[Column] = []
    sheets: list[str] = []
    alphabets: set[Alphabet] = set()
    known: Head | None = None
    for grid in book.grids:
        layout = laid_out(
            grid, is_mended=book.encoding in set(Alphabet) - {Alphabet.UNICODE}
        )
        alphabets |= layout.alphabets
        tables, known = _tables(layout, today, known)
        walks = [Walk(table) for table in tables]
        for walk in walks:
            walk.all()
            columns += _columns(walk.table)
        if tables:
            sheets.append(grid.name)
        found = [entry for walk in walks for entry in walk.entries]
        found.sort(key=lambda entry: entry.row)
        entries += _with_unit(layout, tables, found, several=len(book.grids) > 1)
        refused += [row for walk in walks for row in walk.refused]
    return Listing(
        encoding=_encoding(book, alphabets),
        sheets=tuple(sheets),
        entries=tuple(_told_twice(_identified(entries))),
        refused=tuple(refused),
        columns=tuple(columns),
        left_out=book.left_out,
    )


def _tables(
    layout: Layout, today: dt.date, known: Head | None
) -> tuple[list[Table], Head | None]:
    """Return the tables of a sheet; one without a head goes on with the last one."""
    heads = list(_heads(layout))
    if not heads:
        own = headless(layout, today)
        if own is None:
            return [], known
        goes_on = known is not None and _agrees(known, own)
        head = known if goes_on and known is not None else own
        return [Table(layout, head, list(layout.lines), today)], known
    tables = []
    for head, body in _bodies(layout, heads):
        parts = list(tables_of(head))
        for part in parts:
            lines = _within(part, body) if len(parts) > 1 else body
            tables.append(Table(layout, improved(part, lines), lines, today))
    return tables, tables[0].head if tables else known


def _heads(layout: Layout) -> Iterator[Head]:
    place = 0
    while place < len(layout.lines):
        head = head_at(layout, place)
        if head is not None:
            yield head
            place = head.last
        place += 1


def _bodies(layout: Layout, heads: Sequence[Head]) -> Iterator[tuple[Head, list[Line]]]:
    """Yield each head with the lines below it; the same head again goes on."""
    held: tuple[Head, list[Line]] | None = None
    ends = [head.first for head in heads[1:]]
    for head, end in zip(heads, [*ends, len(layout.lines)], strict=True):
        lines = list(layout.lines[head.last + 1 : end])
        if held is not None and held[0].titles == head.titles:
            held[1].extend(lines)
            continue
        if held is not None:
            yield held
        held = (head, lines)
    if held is not None:
        yield held


def _within(head: Head, body: list[Line]) -> list[Line]:
    """Return the lines of one of several tables that lie side by side."""
    first, last = min(head.titles), max(head.titles)
    return [
        Line(
            line.number,
            (None,) * first + line.cells[first : last + 1],
            line.is_hidden,
        )
        for line in body
    ]


def _agrees(known: Head, own: Head) -> bool:
    """Say whether the columns guessed are where the head before had them."""
    return all(
        own.meanings.get(place, meaning) is meaning
        for place, meaning in known.meanings.items()
        if meaning in (Meaning.FULL_NAME, Meaning.BORN)
    )


def _columns(table: Table) -> Iterator[Column]:
    for place, title in sorted(table.head.titles.items()):
        meaning = table.head.meanings.get(place, Meaning.OTHER)
        if title or meaning is not Meaning.OTHER:
            yield Column(table.layout.name, place, title, meaning)


def _with_unit(
    layout: Layout, tables: Sequence[Table], entries: list[Entry], *, several: bool
) -> list[Entry]:
    """Give people without any workplace the one that the sheet itself names."""
    if not entries or any(entry.workplace for entry in entries):
        return entries
    first = min((table.head.first for table in tables), default=0)
    above = layout.lines[: max(0, min(first, TITLE_LINES))]
    said = (
        match["unit"].strip()
        for line in above
        for cell in line.cells
        if isinstance(cell, str) and (match := _UNIT.match(cell))
    )
    unit = next(said, "")
    if not unit and several and not _NO_UNIT.match(layout.name):
        unit = layout.name.strip() if is_organisation(layout.name) else ""
    return [dataclasses.replace(entry, workplace=unit) for entry in entries]


def _identified(entries: list[Entry]) -> list[Entry]:
    """Give each person an id: the file's own where it is there and never twice."""
    counts = Counter(entry.id for entry in entries)
    is_own = bool(entries) and all(counts[entry.id] == 1 for entry in entries)
    is_own = is_own and "" not in counts
    if is_own:
        return entries
    seen: Counter[tuple[str, int]] = Counter()
    found = []
    for entry in entries:
        place = (entry.sheet, entry.row)
        seen[place] += 1
        # A second person in one row stands in the table beside.
        more = f":{seen[place]}" if seen[place] > 1 else ""
        found.append(dataclasses.replace(entry, id=f"{entry.sheet}!{entry.row}{more}"))
    return found


def _told_twice(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Tell whoever stands in the file a second time."""
    seen: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        key = (text.fold(entry.full_name), entry.born, entry.party_card_no)
        first = seen.setdefault(key, entry)
        if first is entry or len(entry.born) < len("1975-03-12"):
            yield entry
            continue
        again = faults.same_person(first.sheet, first.row)
        yield dataclasses.replace(entry, problems=(*entry.problems, again))


def _encoding(book: Book, alphabets: set[Alphabet]) -> str:
    if alphabets <= {Alphabet.UNICODE}:
        return book.encoding
    return "+".join(sorted(alphabets))
