"""What the cells below a head say of it, and of columns that nobody named."""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from ganket.documents.ports import Cell
from ganket.roster.reading.days import YOUNGEST, Calendar, day_of
from ganket.roster.reading.heads import Head
from ganket.roster.reading.layout import Layout, Line
from ganket.roster.reading.listing import BIRTHS, NAMES, Meaning
from ganket.roster.reading.marks import is_numbering
from ganket.roster.reading.numbers import phone_of
from ganket.roster.reading.words import (
    digits_of,
    is_home,
    is_organisation,
    is_person,
    is_text,
    looks_like_day,
)

SAMPLE = 400
MOST, MANY, SOME = 0.8, 0.6, 0.4
FEWEST_HEADLESS = 2
MONTHS = 12
# Fewer could fall so by chance once in a hundred lists.
FEWEST_DAYS, FEWEST_TEXTS = 4, 3
_SEX = re.compile(r"nam|nữ|nu|male|female|m|f", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(đường|khóm|ấp|phường|xã|tổ|hẻm|số nhà|thôn|khu phố|quốc lộ|p\.|ql)\b|^\d+[a-z]?(/\d+)* ",
    re.IGNORECASE,
)

Test = Callable[[Cell], bool]


def improved(head: Head, body: Sequence[Line]) -> Head:
    """Return the head as its columns bear it out."""
    lines = _typical(body)
    columns = {place: _column(lines, place) for place in _places(head, lines)}
    meanings = dict(head.meanings)
    _part_the_name(head, meanings, columns)
    _move_from_empty(head, meanings, columns)
    _find_births(meanings, columns)
    _find_unnamed(head, meanings, columns)
    _tell_homes(meanings, columns)
    return dataclasses.replace(
        head,
        _places={},
        meanings=meanings,
        titles={place: head.titles.get(place, "") for place in columns} | head.titles,
    )


def headless(layout: Layout, today: dt.date) -> Head | None:
    """Return columns guessed from their cells alone; None where it is no list.

    A list without a head needs names, and births beside them.
    """
    lines = [line for line in layout.lines if len(line.filled()) > 1]
    columns = {place: _column(lines, place) for place in range(layout.width)}
    if len(lines) < FEWEST_HEADLESS:
        return None
    calendar = Calendar(today, layout.counts_from_1904)
    days = _by_year(columns, calendar)
    name = next(
        (p for p, cells in columns.items() if share(cells, _person) > MANY), None
    )
    if name is None or not days:
        return None
    meanings = {name: Meaning.FULL_NAME}
    kinds = (Meaning.BORN, Meaning.JOINED, Meaning.OFFICIAL)
    meanings |= dict(zip(days, kinds, strict=False))
    titles = dict.fromkeys(range(layout.width), "")
    if name > 0 and share(columns[0], _is_ordinal) > MOST:
        meanings.setdefault(0, Meaning.ORDINAL)
    head = Head(-1, -1, meanings, titles)
    return improved(head, lines)


def share(cells: Iterable[Cell], test: Test) -> float:
    """Return which part of the filled cells passes; none of none."""
    filled = [cell for cell in cells if cell is not None]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def is_month_first(cells: Iterable[Cell]) -> bool:
    """Say whether a column is typed with the month first, as one of its days proves."""
    found = [
        (int(match[1]), int(match[2]))
        for cell in cells
        if isinstance(cell, str)
        and (match := re.match(r"\D*(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}", cell))
    ]
    latest = max((second for _, second in found), default=0)
    return latest > MONTHS and all(first <= MONTHS for first, _ in found)


def are_days_turned(cells: Iterable[Cell]) -> bool:
    """Say whether Excel took ``3/12`` for the 12th of March, all down a column.

    An English Excel turns every day up to the 12th and leaves the others as text.
    """
    days = [c.day for c in cells if isinstance(c, dt.date)]
    texts = [
        int(match[1])
        for cell in cells
        if isinstance(cell, str)
        and (match := re.match(r"\s*(\d{1,2})[/.\-]\d{1,2}[/.\-]\d{4}", cell))
    ]
    enough = len(days) >= FEWEST_DAYS and len(texts) >= FEWEST_TEXTS
    return enough and max(days) <= MONTHS < min(texts)


def _typical(body: Sequence[Line]) -> list[Line]:
    """Return the rows that are as full as people's rows are here."""
    lines = [line for line in body if not is_numbering(line.cells)][:SAMPLE]
    fullest = max((len(line.filled()) for line in lines), default=0)
    return [line for line in lines if len(line.filled()) * 2 > fullest]


def _places(head: Head, body: Sequence[Line]) -> range:
    width = max((len(line.cells) for line in body), default=0)
    return range(max([width, *(place + 1 for place in head.meanings)]))


def _column(lines: Sequence[Line], place: int) -> list[Cell]:
    return [line.at(place) for line in lines[:SAMPLE]]


def _filled(cells: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in cells)


def _move_from_empty(
    head: Head, meanings: dict[int, Meaning], columns: dict[int, list[Cell]]
) -> None:
    """Take a title over an empty column for the one beside it that has none."""
    for place, meaning in sorted(meanings.items()):
        if meaning in _STAYING or _filled(columns[place]):
            continue
        test = _FITTING.get(meaning, is_text)
        for beside in (place + 1, place - 1):
            is_free = beside in columns and not head.titles.get(beside)
            is_free = is_free and beside not in meanings
            if is_free and share(columns[beside], test) > MANY:
                meanings[beside] = meaning
                del meanings[place]
                break


def _part_the_name(
    head: Head, meanings: dict[int, Meaning], columns: dict[int, list[Cell]]
) -> None:
    """Tell a name in one column from family and given name in two."""
    whole = sorted(p for p, m in meanings.items() if m is Meaning.FULL_NAME)
    for place in whole:
        after = place + 1
        is_shared = meanings.get(after) is Meaning.FULL_NAME
        is_unnamed = (
            after in columns and after not in meanings and not head.titles.get(after)
        )
        if not (is_shared or is_unnamed):
            continue
        beside = columns.get(after, [])
        both = sum(
            a is not None and b is not None
            for a, b in zip(columns[place], beside, strict=False)
        )
        if both * 2 > _filled(columns[place]) and share(beside, _one_word) >= MOST:
            meanings[place], meanings[after] = Meaning.FAMILY, Meaning.GIVEN
        elif is_shared and _filled(beside) > _filled(columns[place]):
            del meanings[place]
        elif is_shared:
            del meanings[after]
        break
    _complete_the_name(meanings, columns)


def _complete_the_name(
    meanings: dict[int, Meaning], columns: dict[int, list[Cell]]
) -> None:
    """Find the given name beside a family name; a part all alone is the whole."""
    told = set(meanings.values())
    if Meaning.FULL_NAME in told or told >= {Meaning.FAMILY, Meaning.GIVEN}:
        return
    for place, meaning in sorted(meanings.items()):
        is_free = meaning is Meaning.FAMILY and place + 1 not in meanings
        if is_free and share(columns.get(place + 1, []), _one_word) >= MOST:
            meanings[place + 1] = Meaning.GIVEN
            return
        if meaning in NAMES:
            meanings[place] = Meaning.FULL_NAME


def _find_births(meanings: dict[int, Meaning], columns: dict[int, list[Cell]]) -> None:
    """Days under ``Nam`` and ``Nữ`` are births, whatever stood above them."""
    for sex, birth in (
        (Meaning.MALE, Meaning.BORN_MALE),
        (Meaning.FEMALE, Meaning.BORN_FEMALE),
    ):
        for place in [p for p, m in meanings.items() if m is sex]:
            if share(columns[place], looks_like_day) > MANY:
                meanings[place] = birth


def _find_unnamed(
    head: Head, meanings: dict[int, Meaning], columns: dict[int, list[Cell]]
) -> None:
    free = [p for p in columns if p not in meanings and not head.titles.get(p)]
    tests: tuple[tuple[set[Meaning], Meaning, Test, float], ...] = (
        (set(NAMES), Meaning.FULL_NAME, _person, MANY),
        (set(BIRTHS), Meaning.BORN, looks_like_day, MOST),
        (
            {Meaning.SEX, Meaning.MALE, Meaning.FEMALE, Meaning.BORN_MALE},
            Meaning.SEX,
            _sex,
            MOST,
        ),
        ({Meaning.CITIZEN}, Meaning.CITIZEN, _citizen, MOST),
        ({Meaning.PHONE}, Meaning.PHONE, _phone, MOST),
        (
            {Meaning.WORKPLACE, Meaning.WORK_CELL},
            Meaning.WORKPLACE,
            _organisation,
            MANY,
        ),
        ({Meaning.ADDRESS}, Meaning.ADDRESS, _address, MANY),
    )
    for present, meaning, test, least in tests:
        if present & set(meanings.values()):
            continue
        for place in free:
            if place not in meanings and share(columns[place], test) >= least:
                meanings[place] = meaning
                break


def _tell_homes(meanings: dict[int, Meaning], columns: dict[int, list[Cell]]) -> None:
    """Take cells named after hamlets for those of the home."""
    for place, meaning in list(meanings.items()):
        if meaning is Meaning.WORK_CELL and share(columns[place], _home) > MANY:
            meanings[place] = Meaning.HOME_CELL


def _by_year(columns: dict[int, list[Cell]], calendar: Calendar) -> list[int]:
    """Return the columns of days, those with the earliest years first."""
    found = []
    for place, cells in columns.items():
        if share(cells, looks_like_day) < MANY:
            continue
        years = [day_of(cell, calendar).year for cell in cells if cell is not None]
        known = [year for year in years if year]
        if known:
            found.append((median(known), place))
    found.sort()
    if not found or found[0][0] > calendar.today.year - YOUNGEST:
        return []
    return [place for _, place in found]


def _person(cell: Cell) -> bool:
    return isinstance(cell, str) and is_person(" ".join(cell.split()))


def _one_word(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell.split()) == 1 and cell.isalpha()


def _sex(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_SEX.fullmatch(cell.strip()))


def _citizen(cell: Cell) -> bool:
    return len(digits_of(cell)) in (11, 12)


def _phone(cell: Cell) -> bool:
    return bool(phone_of(cell).value)


def _organisation(cell: Cell) -> bool:
    return isinstance(cell, str) and is_organisation(cell)


def _address(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_ADDRESS.search(cell))


def _home(cell: Cell) -> bool:
    return isinstance(cell, str) and is_home(cell)


def _is_ordinal(cell: Cell) -> bool:
    return bool(re.fullmatch(r"\d{1,5}", digits_of(cell)))


_STAYING = frozenset(
    {
        Meaning.OTHER,
        Meaning.ORDINAL,
        Meaning.MALE,
        Meaning.FEMALE,
        Meaning.BORN_MALE,
        Meaning.BORN_FEMALE,
    }
)
_FITTING: dict[Meaning, Test] = {
    Meaning.FULL_NAME: _person,
    Meaning.BORN: looks_like_day,
    Meaning.JOINED: looks_like_day,
    Meaning.OFFICIAL: looks_like_day,
    Meaning.PHONE: _phone,
    Meaning.CITIZEN: _citizen,
    Meaning.SEX: _sex,
}
