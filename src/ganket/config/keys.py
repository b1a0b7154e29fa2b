"""Secrets made at first start and kept beside the database, readable by the owner."""

import os
import secrets
from pathlib import Path


def kept_secret(folder: Path, name: str) -> str:
    """Return the secret in a file, made first where there is none.

    Two processes that start at once agree: the file is created exclusively and
    the loser reads what the winner wrote.
    """
    path = folder / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
