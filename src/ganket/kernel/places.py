"""Where data is kept. Read before Django is started, so free of it."""

import os
from pathlib import Path

SQLITE_FILE = "ganket.sqlite3"


def folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def data_folder(text: str) -> Path:
    """Return the folder that a setting names, else the usual one."""
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return folder(text or f"{home}/ganket")
