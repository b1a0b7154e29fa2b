"""Several people at once: each job in a thread of its own, with its own connection."""

import contextvars
import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def race(*jobs: Callable[[], Any]) -> list[Any]:
    """Start all jobs at the same moment. Return what each returned or raised."""
    start = threading.Barrier(len(jobs))
    outcomes: list[Any] = [None] * len(jobs)

    def run(place: int, job: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=10)
            outcomes[place] = job()
        except Exception as fault:  # noqa: BLE001 - the caller asks what was raised
            outcomes[place] = fault
        finally:
            connections.close_all()

    # The clock of the test is a context variable, which threads do not inherit.
    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(run, place, job))
        for place, job in enumerate(jobs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
