"""Make .venv hold exactly what a lock names. Needs nothing but Python itself.

    python3 tools/bootstrap.py run     what the product needs
    python3 tools/bootstrap.py dev     that, and what its tests and linters need

Runs again only where the lock or the project's metadata changed. Every package
is checked against the hash in the lock.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.txt"
LOCKS = {
    "run": ROOT / "requirements" / "run.lock",
    "dev": ROOT / "requirements" / "dev.lock",
}
NEWEST_FIRST = ["dev", "run"]


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else "dev"
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs on whatever is there
        sys.exit("Gắn Kết needs Python 3.11 or newer; this is " + sys.version)
    if is_installed(wanted):
        return
    print(f"Setting up .venv ({wanted}) ...", flush=True)
    if not PYTHON.exists():
        make_venv()
    install(LOCKS[wanted])
    STAMP.write_text(f"{wanted} {fingerprint(wanted)}\n")
    subprocess.run([PYTHON, ROOT / "tools" / "messages.py", "compile"], check=True)


def is_installed(wanted: str) -> bool:
    """Tell whether the stamp names this lock, or the larger one that holds it."""
    if not STAMP.exists() or not PYTHON.exists():
        return False
    has, _, mark = STAMP.read_text().strip().partition(" ")
    covers = NEWEST_FIRST.index(has) <= NEWEST_FIRST.index(wanted)
    return covers and mark == fingerprint(has)


def fingerprint(name: str) -> str:
    """Return a digest over everything that an installation depends on."""
    digest = hashlib.sha256(sys.version.encode())
    for path in [
        LOCKS[name],
        ROOT / "pyproject.toml",
        Path(__file__),
        ROOT / "Makefile",
    ]:
        digest.update(path.read_bytes())
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def make_venv() -> None:
    """Create .venv, fetching Debian's python3-venv where ensurepip is missing."""
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, check=False).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*prefix, "apt-get", "install", "-y", "-qq", "python3-venv"]
    if not shutil.which("apt-get") or subprocess.run(apt, check=False).returncode:
        sys.exit(
            "Python here cannot make virtual environments, and this script may not "
            "install what is missing. Ask the administrator for the package "
            "python3-venv, then run the same command again."
        )
    subprocess.run(command, check=True)


def install(lock: Path) -> None:
    """Install a lock by uv, which is fetched first; by pip where uv cannot be had."""
    quiet = ["--quiet", "--disable-pip-version-check"]
    hashed = ["--require-hashes", "-r"]
    pip = [str(PYTHON), "-m", "pip", "install", *quiet]
    uv = shutil.which("uv") or str(VENV / "bin" / "uv")
    if not Path(uv).exists():
        only_uv = str(ROOT / "requirements" / "installer.lock")
        subprocess.run([*pip, "--only-binary", ":all:", *hashed, only_uv], check=False)
    if Path(uv).exists():
        install = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
        install_project = [
            *install,
            "--no-deps",
            "--no-build-isolation",
            "-e",
            str(ROOT),
        ]
    else:
        install = pip
        install_project = [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)]
    subprocess.run([*install, *hashed, str(lock)], check=True)
    subprocess.run(install_project, check=True)


if __name__ == "__main__":
    main()
