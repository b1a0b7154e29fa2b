"""Run the suite on SQLite, on PostgreSQL, or on both.

tools/run_tests.py sqlite postgres [-- pytest arguments]
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
NO_BROWSER = (
    "Chromium is not on this machine and this user may not install it. Ask the "
    "administrator for the package chromium, then run the same command again."
)


def main() -> None:
    words = sys.argv[1:]
    cut = words.index("--") if "--" in words else len(words)
    databases, arguments = words[:cut], words[cut + 1 :]
    need_browser()
    results = [run(database, arguments) for database in databases]
    sys.exit(max(results))


def run(database: str, arguments: list[str]) -> int:
    print(f"\n=== Tests on {database} ===", flush=True)
    # Which tests stay together is said in tests/scheduling.py.
    workers = ["-n", str(min(4, os.cpu_count() or 1))]
    pytest = [sys.executable, "-m", "pytest", "-q", *workers, *arguments]
    if database == "sqlite":
        return subprocess.run(pytest, cwd=ROOT, check=False).returncode
    with postgres.server() as url:
        environment = {**os.environ, "GANKET_TESTS_DATABASE_URL": url}
        result = subprocess.run(pytest, cwd=ROOT, env=environment, check=False)
    return result.returncode


def need_browser() -> None:
    """Install Chromium by apt where it is missing and this user may."""
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print("Installing Chromium for the tests ...", flush=True)
    for step in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
        command = [*prefix, "apt-get", *step]
        if (
            not shutil.which("apt-get")
            or subprocess.run(command, check=False).returncode
        ):
            sys.exit(NO_BROWSER)


if __name__ == "__main__":
    main()
