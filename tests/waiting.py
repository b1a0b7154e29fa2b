"""Waiting for another process, on its own clock and not on the fixed one."""

import time


def wait_until(holds, *, seconds=30, pause=0.05):
    """Return as soon as something holds. Fails where it takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(pause)
    message = f"it did not hold within {seconds} s"
    raise AssertionError(message)
