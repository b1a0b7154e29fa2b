"""Things done at their times: a queue of moments, run in order with the clock set."""

import datetime as dt
import heapq
from collections.abc import Callable, Iterator
from itertools import count

from django.db import transaction

from ganket.kernel import clock

# One commit for so many doings: each commit waits for the disk.
BATCH = 400


class Clockwork:
    """What is to happen, each with its moment; what lies after ``now`` never does."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self._queue: list[tuple[dt.datetime, int, Callable[[], object]]] = []
        self._order = count()

    @property
    def today(self) -> dt.date:
        return clock.local(self.now).date()

    def ago(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)

    def at(
        self, day: dt.date, hour: int, minute: int, do: Callable[[], object]
    ) -> None:
        """Let something be done at a moment. Of one moment, the first said goes first."""
        self.when(clock.moment(day, hour, minute), do)

    def when(self, moment: dt.datetime, do: Callable[[], object]) -> None:
        if moment <= self.now:
            heapq.heappush(self._queue, (moment, next(self._order), do))

    def run(self) -> Iterator[tuple[int, int]]:
        """Do everything in its order. Yields how much is done, of how much by now.

        What is done may let further things happen later on.
        """
        done = 0
        while self._queue:
            with transaction.atomic():
                for _ in range(min(BATCH, len(self._queue))):
                    moment, _order, do = heapq.heappop(self._queue)
                    with clock.at(moment):
                        do()
                    done += 1
            yield done, done + len(self._queue)
