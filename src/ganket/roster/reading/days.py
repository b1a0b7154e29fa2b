"""Days as lists hold them: cells, serial numbers, and whatever people type.

A century that was left out is filled in only where one of the two is impossible.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from ganket.documents.ports import Cell

YOUNGEST, OLDEST = 18, 105
# How many parts a day has, and how many digits a year.
TWO, THREE, FOUR = 2, 3, 4
FIRST_YEAR = 1900
EPOCH, EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
LAST_SERIAL = 80_000
# A year that was typed into a cell made for days shows as a day of 1905.
_YEAR_AS_SERIAL = (dt.date(1905, 3, 1), dt.date(1905, 7, 31))


class Flaw(StrEnum):
    """Why a day is not known, or not wholly."""

    UNREADABLE = "unreadable"
    NOT_IN_CALENDAR = "not in calendar"
    CENTURY_UNKNOWN = "century unknown"
    MONTH_ONLY = "month only"
    TOO_YOUNG = "too young"
    TOO_OLD = "too old"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as ``1975-03-12``, a year as ``1975``, or nothing, and its flaw."""

    value: str = ""
    flaw: Flaw | None = None

    @property
    def year(self) -> int:
        return int(self.value[:4]) if self.value else 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """How days are to be understood in one column of one file."""

    today: dt.date
    counts_from_1904: bool = False
    month_first: bool = False
    is_birth: bool = True


_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec"
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii"
_MONTHS = {name: number for number, name in enumerate(_ENGLISH.split(), start=1)}
_ROMAN = {roman: number for number, roman in enumerate(_ROMANS.split(), start=1)}
_NOISE = re.compile(
    r"^(?:sinh ngày|sinh năm|ngày sinh|năm sinh|sinh|ngày|năm|sn|ns|tháng)\b[\s:.]*"
)
_WORDS = re.compile(r"\s*\b(?:tháng|năm)\b\s*")
_AFTER = re.compile(
    r"\s*(?:[(;].*|00:00(?::00)?(?:\.0+)?|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?)$"
)
_GAP = re.compile(r"\s*[/.\-\\,–_|]+\s*|\s+")
_LETTER_DIGITS = str.maketrans("oOlI", "0011")
_BLANKS = re.compile(r"[?.…_xX\-]+|0{1,2}")


def day_of(cell: Cell, calendar: Calendar) -> Day:
    """Return what a cell says, judged as a birth or as a day of joining."""
    if isinstance(cell, bool) or cell is None:
        return Day(flaw=Flaw.UNREADABLE) if cell is not None else Day()
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        found = _of_date(cell)
    elif isinstance(cell, int | float):
        found = _of_number(cell, calendar)
    else:
        found = _of_text(cell, calendar)
    return _judged(found, calendar)


def _of_date(day: dt.date) -> Day:
    if _YEAR_AS_SERIAL[0] <= day <= _YEAR_AS_SERIAL[1]:
        return Day(str((day - EPOCH).days))
    return Day(day.isoformat())


def _of_number(number: float, calendar: Calendar) -> Day:
    whole = int(number)
    if FIRST_YEAR <= whole <= calendar.today.year and whole == number:
        return Day(str(whole))
    if 0 < whole <= LAST_SERIAL and whole > calendar.today.year:
        epoch = EPOCH_1904 if calendar.counts_from_1904 else EPOCH
        return Day((epoch + dt.timedelta(days=whole)).isoformat())
    digits = str(whole)
    if whole == number and len(digits) in (7, 8):
        return _of_digits(digits.zfill(8), calendar)
    if whole != number and re.fullmatch(r"\d{1,2}\.\d{4}", str(number)):
        return Day(str(number)[-4:], Flaw.MONTH_ONLY)  # 3.1975: a month and its year
    return Day(flaw=Flaw.UNREADABLE)


def _of_digits(digits: str, calendar: Calendar) -> Day:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if FIRST_YEAR <= year <= calendar.today.year:
        return _made(day, month, year)
    if FIRST_YEAR <= int(digits[:4]) <= calendar.today.year:
        return _made(int(digits[6:]), int(digits[4:6]), int(digits[:4]))
    return Day(flaw=Flaw.UNREADABLE)


def _of_text(written: str, calendar: Calendar) -> Day:
    plain = unicodedata.normalize("NFKC", written).strip(" '’`\"=*").lower()
    plain = re.sub(r"^(\d+)\.0+$", r"\1", plain)
    plain = _NOISE.sub("", _NOISE.sub("", plain))
    plain = _AFTER.sub("", _WORDS.sub("/", plain)).strip(" ./-,_\\")
    if iso := re.match(r"(\d{4})-(\d{2})-(\d{2})t", plain):
        return _made(int(iso[3]), int(iso[2]), int(iso[1]))
    parts = [part for part in _GAP.split(plain) if part]
    if len(parts) == 1:
        return _of_one(parts[0], calendar)
    if len(parts) == TWO:
        return _of_two(parts, calendar)
    if len(parts) == THREE:
        return _of_three(parts, calendar)
    return Day(flaw=Flaw.UNREADABLE)


def _of_one(part: str, calendar: Calendar) -> Day:
    """Read a day without gaps: a year, ``12031975``, a serial number."""
    part = part.translate(_LETTER_DIGITS)
    number = int(part) if part.isdigit() else 0
    match len(part) if number else 0:
        case 2:
            return _with_century(None, None, part, calendar)
        case 4 if FIRST_YEAR <= number <= calendar.today.year:
            return Day(part)
        case 6:
            return _with_century(part[:2], part[2:4], part[4:], calendar)
        case 7 | 8:
            return _of_digits(part.zfill(8), calendar)
    if calendar.today.year < number <= LAST_SERIAL:
        return _of_number(number, calendar)
    return Day(flaw=Flaw.UNREADABLE)


def _of_two(parts: list[str], calendar: Calendar) -> Day:
    month, year = parts
    if len(month) == FOUR and month.isdigit():
        month, year = year, month
    if not year.isdigit() or len(year) not in (TWO, FOUR) or not _month(month):
        # 14/2 without a year, or a serial number with decimals
        whole = parts[0]
        if whole.isdigit() and LAST_SERIAL >= int(whole) > calendar.today.year:
            return _of_number(int(whole), calendar)
        return Day(flaw=Flaw.UNREADABLE)
    if len(year) == TWO:
        found = _with_century(None, None, year, calendar)
        return Day(found.value, found.flaw or Flaw.MONTH_ONLY)
    if not FIRST_YEAR <= int(year) <= calendar.today.year:
        return Day(flaw=Flaw.UNREADABLE)
    return Day(year, Flaw.MONTH_ONLY)


def _of_three(parts: list[str], calendar: Calendar) -> Day:
    first, second, third = parts
    if first[:3] in _MONTHS:
        first, second = second, first
    elif len(first) == FOUR and first.isdigit():
        first, third = third, first
    elif calendar.month_first and second.isdigit():
        first, second = second, first
    third = third.translate(_LETTER_DIGITS)
    if not third.isdigit() or len(third) not in (TWO, FOUR):
        return Day(flaw=Flaw.UNREADABLE)
    if _BLANKS.fullmatch(first) or _BLANKS.fullmatch(second):
        return _blank_day(third, calendar)
    if len(third) == TWO:
        return _with_century(first, second, third, calendar)
    return _made_of(first, second, int(third))


def _blank_day(year: str, calendar: Calendar) -> Day:
    """Dots stand for a day that nobody knows: the year is all there is."""
    if len(year) == TWO:
        return _with_century(None, None, year, calendar)
    if not FIRST_YEAR <= int(year) <= calendar.today.year:
        return Day(flaw=Flaw.UNREADABLE)
    return Day(year)


def _with_century(
    day: str | None, month: str | None, year: str, calendar: Calendar
) -> Day:
    """Fill in the century where only one is possible for a party member."""
    ages = (YOUNGEST, OLDEST) if calendar.is_birth else (0, OLDEST - YOUNGEST)
    years = [
        century + int(year)
        for century in (1900, 2000)
        if ages[0] <= calendar.today.year - century - int(year) <= ages[1]
    ]
    if len(years) != 1:
        return Day(flaw=Flaw.CENTURY_UNKNOWN)
    if day is None or month is None:
        return Day(str(years[0]))
    return _made_of(day, month, years[0])


def _made_of(day: str, month: str, year: int) -> Day:
    number = _month(month)
    digits = day.translate(_LETTER_DIGITS)
    if not number or not digits.isdigit():
        return Day(flaw=Flaw.UNREADABLE)
    return _made(int(digits), number, year)


def _month(written: str) -> int:
    if written in _ROMAN:
        return _ROMAN[written]
    if written.isalpha() and written[:3] in _MONTHS:
        return _MONTHS[written[:3]]
    digits = written.translate(_LETTER_DIGITS)
    return int(digits) if digits.isdigit() and len(digits) <= TWO else 0


def _made(day: int, month: int, year: int) -> Day:
    try:
        return Day(dt.date(year, month, day).isoformat())
    except ValueError:
        return Day(flaw=Flaw.NOT_IN_CALENDAR)


def _judged(found: Day, calendar: Calendar) -> Day:
    if not found.value:
        return found
    if found.value > calendar.today.isoformat():
        return Day(flaw=Flaw.FUTURE)
    age = calendar.today.year - found.year
    if calendar.is_birth and age < YOUNGEST:
        return Day(found.value, Flaw.TOO_YOUNG)
    if age > OLDEST:
        return Day(found.value, Flaw.TOO_OLD)
    return found
