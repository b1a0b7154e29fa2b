"""Working days in Việt Nam: weekends, public holidays, and the year's swaps.

Holidays come from the library, which knows Tết, substitute days and most swaps.
What a year's decision adds stands in ``data/calendar.toml``; what one committee
changes for itself is passed as ``closed`` and ``opened``. ``closed`` wins.
"""

import datetime as dt
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from holidays import HolidayBase, country_holidays

from ganket.kernel import records
from ganket.rulebook.enums import Mark
from ganket.rulebook.queries import DATA

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Swap:
    """A working day given up for a day of rest made into one."""

    closed: dt.date
    opened: dt.date
    source: str
    mark: Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrections:
    """Every swap that the library does not know."""

    swaps: tuple[Swap, ...] = ()


def is_working_day(
    day: dt.date,
    *,
    closed: Collection[dt.date] = (),
    opened: Collection[dt.date] = (),
) -> bool:
    """Say whether offices work on a day."""
    if day in closed:
        return False
    if day in opened:
        return True
    swapped_off, swapped_on = _swapped()
    if day in swapped_off:
        return False
    return day in swapped_on or _days_of(day.year).is_working_day(day)


def add_working_days(
    day: dt.date,
    count: int,
    *,
    closed: Collection[dt.date] = (),
    opened: Collection[dt.date] = (),
) -> dt.date:
    """Return the last day of a wait of so many working days that starts on ``day``.

    The day itself does not count and the day returned counts to its end. A wait
    of none ends on the day itself. Raises ValueError for fewer than none.
    """
    if count < 0:
        raise ValueError("a wait is not shorter than no day")
    while count:
        day += ONE_DAY
        count -= is_working_day(day, closed=closed, opened=opened)
    return day


def working_days_between(
    start: dt.date,
    end: dt.date,
    *,
    closed: Collection[dt.date] = (),
    opened: Collection[dt.date] = (),
) -> int:
    """Count the working days after ``start`` up to and with ``end``.

    Below zero where ``end`` comes first: so many days late.
    """
    if end < start:
        return -working_days_between(end, start, closed=closed, opened=opened)
    days = (start + ONE_DAY * step for step in range(1, (end - start).days + 1))
    return sum(is_working_day(day, closed=closed, opened=opened) for day in days)


@cache
def _days_of(year: int) -> HolidayBase:
    """Return the holidays of one year, whole from the start.

    Never left to grow while it is asked: the library marks a year as read before it
    has read it, and another thread would then find no holiday in it.
    """
    return country_holidays("VN", years=year, expand=False)


@cache
def _swapped() -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    path = DATA / "calendar.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    swaps = records.read(Corrections, table, where=path.name).swaps
    return (
        frozenset(swap.closed for swap in swaps),
        frozenset(swap.opened for swap in swaps),
    )
