"""The clock of a server that a browser asks.

``clock.at`` holds the clock of one context, and a thread begins with a context of
its own: without this a live server would go by the wall clock, whatever the test says.
"""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ganket.kernel import clock


class Held(NamedTuple):
    moment: dt.datetime
    by: int


_held: list[Held] = []


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Hold the clock at one moment, here and in every thread that answers a page."""
    _held.append(Held(moment, threading.get_ident()))
    try:
        with clock.at(moment):
            yield
    finally:
        _held.pop()


class ServerClock:
    """Answer by the clock that is held; a test's own thread has it in its context."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _held or _held[-1].by == threading.get_ident():
            return self.get_response(request)
        with clock.at(_held[-1].moment):
            return self.get_response(request)
