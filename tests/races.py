"""Several people doing the same thing at the same moment, each on a connection."""

import threading

from django.db import connection

from ganket.kernel import clock
from tests.conftest import NOW


def at_once(*jobs):
    """Run the jobs in threads that start together. Return what each gave or raised."""
    start = threading.Barrier(len(jobs))
    outcomes = [None] * len(jobs)

    def run(place, job):
        try:
            with clock.at(NOW):
                start.wait()
                outcomes[place] = job()
        except Exception as raised:  # noqa: BLE001 - handed to the test, which looks
            outcomes[place] = raised
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, job))
        for place, job in enumerate(jobs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
