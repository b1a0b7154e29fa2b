"""The data folder of a demo: made by the demo itself, and never anybody else's."""

from enum import Enum
from pathlib import Path

from ganket.kernel.places import SQLITE_FILE

MARK = "DEMO"
# Written when the demo stands; before that a marked folder is half built.
READY = "Gắn Kết demo: ready\n"
BUILDING = "Gắn Kết demo: being built\n"


class Found(Enum):
    EMPTY = "EMPTY"
    HALF_BUILT = "HALF_BUILT"
    READY = "READY"
    FOREIGN = "FOREIGN"


def look(folder: Path) -> Found:
    """Tell what a folder holds; whatever no demo has marked is somebody else's."""
    if (folder / MARK).exists():
        told = (folder / MARK).read_text(encoding="utf-8")
        return Found.READY if told == READY else Found.HALF_BUILT
    if folder.exists() and any(folder.iterdir()):
        return Found.FOREIGN
    return Found.EMPTY


def begin(folder: Path) -> None:
    """Mark a folder as a demo's, and take away what an earlier demo left in it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / MARK).write_text(BUILDING, encoding="utf-8")
    for path in folder.glob(f"{SQLITE_FILE}*"):
        path.unlink()


def finish(folder: Path) -> None:
    (folder / MARK).write_text(READY, encoding="utf-8")
