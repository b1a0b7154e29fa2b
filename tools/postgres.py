"""A PostgreSQL server for one run of the tests, thrown away after it.

Found on the machine, else installed by apt where this user may, else refused
with a sentence that says what to ask for.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = (
    "PostgreSQL is not on this machine and this user may not install it. Ask the "
    "administrator for the package postgresql (15 or newer), or set "
    "GANKET_TESTS_DATABASE_URL to a server on which databases may be created, then "
    "run the same command again."
)
# Nothing here outlives the run, so nothing has to reach the disk.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main() -> None:
    """Run the command given as arguments with a server at hand."""
    with server() as url:
        environment = {**os.environ, "GANKET_TESTS_DATABASE_URL": url}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)


@contextmanager
def server() -> Iterator[str]:
    """Start a server in a folder of its own. Yields its address."""
    given = os.environ.get("GANKET_TESTS_DATABASE_URL")
    if given:
        yield given
        return
    binaries = find_binaries() or install()
    folder = Path(tempfile.mkdtemp(prefix="ganket-pg-"))
    data = folder / "data"
    as_owner = owner(folder)
    run(as_owner, binaries / "initdb", "-D", data, "-U", "ganket", "-A", "trust",
        "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    options = f"-k {folder} -c listen_addresses='' {FAST}"
    run(as_owner, binaries / "pg_ctl", "-D", data, "-o", options, "-w",
        "-l", folder / "log", "start")  # fmt: skip
    try:
        host = str(folder).replace("/", "%2F")
        yield f"postgres://ganket@{host}/postgres"
    finally:
        run(as_owner, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def find_binaries() -> Path | None:
    """Return the newest folder that holds initdb and pg_ctl, if any."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name)
    )
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += reversed(debian)
    return next((f for f in folders if (f / "initdb").exists()), None)


def install() -> Path:
    """Install PostgreSQL by apt. Exits with a sentence where that is not possible."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = ["-y", "-qq", "--no-install-recommends"]
    print("Installing PostgreSQL for the tests ...", flush=True)
    for step in (["update", "-qq"], ["install", *quiet, "postgresql"]):
        command = [*prefix, "apt-get", *step]
        if (
            not shutil.which("apt-get")
            or subprocess.run(command, check=False).returncode
        ):
            sys.exit(MISSING)
    return find_binaries() or sys.exit(MISSING)


def owner(folder: Path) -> list[str]:
    """Return the prefix under which the server runs: never as root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def run(prefix: list[str], *command: object) -> None:
    words = [*prefix, *(str(word) for word in command)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


if __name__ == "__main__":
    main()
