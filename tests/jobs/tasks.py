"""Tasks that only the tests know: one that takes long, one that fails."""

import time
from pathlib import Path

from django_tasks import task


@task()
def write_slowly(*, path: str, seconds: float) -> None:
    """Write a line when begun and one when done, in a file that the test reads."""
    with Path(path).open("a") as file:
        file.write("begun\n")
    time.sleep(seconds)
    with Path(path).open("a") as file:
        file.write("done\n")


@task()
def fail() -> None:
    raise RuntimeError("not today")


@task()
def succeed() -> str:
    return "done"
