"""Run every check that needs no test database. One line a check, the fault below it.

Exit code 1 where any check fails. The checks do not depend on one another, so
all of them run and all faults are seen at once.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
TOOLS = ROOT / "tools"
AT_ONCE = 2


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str, ...]


def ours(script: str, *words: str) -> tuple[str, ...]:
    return (sys.executable, str(TOOLS / script), *words)


CHECKS = [
    Check("style", (str(BIN / "ruff"), "check", "--quiet", ".")),
    Check("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    Check("templates", (str(BIN / "djlint"), "--lint", "--quiet", "src")),
    Check("floors", (str(BIN / "lint-imports"), "--no-logo")),
    Check("styles", ours("styles.py")),
    Check("budget", ours("budget.py")),
    Check("reasons", ours("reasons.py")),
    Check("migrations", ours("migrations.py")),
    Check("docs", ours("docs.py", "--check")),
]


def main() -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(run, CHECKS))
    sys.exit(0 if all(results) else 1)


def run(check: Check) -> bool:
    """Run one check and print its line. Return whether it passed."""
    began = time.monotonic()
    # Colours and progress are for people who watch one tool at a time.
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seconds = time.monotonic() - began
    passed = done.returncode == 0
    line = f"{'ok  ' if passed else 'FAIL'} {check.name:<11} {seconds:4.1f} s"
    fault = "" if passed else "\n" + done.stdout.rstrip()
    print(line + fault, flush=True)
    return passed


if __name__ == "__main__":
    main()
