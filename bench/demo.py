"""The demo: from nothing to a ward with a year of life in it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.side_by_side import Way, measure

GANKET = Path(sys.executable).parent / "ganket"


def run() -> None:
    ways = [Way("`ganket demo --no-serve`", lambda _: build(), tell=str)]
    measure("The demo, on SQLite", ways, rounds=1)


def build() -> str:
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("GANKET_", "DJANGO_"))
    }
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [GANKET, "demo", "--data-dir", f"{folder}/demo", "--no-serve"],
            env=kept, check=True, capture_output=True, text=True,
        )  # fmt: skip
    return done.stderr.strip().splitlines()[-1]
