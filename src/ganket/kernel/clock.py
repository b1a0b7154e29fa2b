"""The one place that reads the wall clock.

A day is a day in Việt Nam, whatever the server's zone. Tests and the demo set
the clock by ``at``; nothing else may.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed", default=None)


def now() -> dt.datetime:
    """Return the present moment, aware, in UTC."""
    return _fixed.get() or dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Return today's date in Việt Nam."""
    return local(now()).date()


def local(moment: dt.datetime) -> dt.datetime:
    """Return the same moment as clocks in Việt Nam show it."""
    return moment.astimezone(ZONE)


def moment(day: dt.date, hour: int = 0, minute: int = 0) -> dt.datetime:
    """Return the moment at which clocks in Việt Nam show this day and time."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=ZONE)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Hold the clock at one moment within a block."""
    token = _fixed.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
