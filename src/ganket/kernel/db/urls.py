"""From one address to Django's database settings."""

from typing import Any

import dj_database_url
from django.utils.translation import gettext_noop as _

SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
WAIT_SECONDS = 20
UNKNOWN = _("chỉ nhận địa chỉ sqlite:// hoặc postgres://")


def database(url: str) -> dict[str, Any]:
    """Return the settings for ``sqlite:////path`` or ``postgres://…``.

    SQLite takes its write lock when a transaction begins: a transaction that
    turns writer half-way would fail at once instead of waiting.
    Raises: ValueError for any other kind of database.
    """
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url))
    except dj_database_url.UnknownSchemeError:
        raise ValueError(UNKNOWN) from None
    engine = settings["ENGINE"]
    if engine == "django.db.backends.sqlite3":
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT_SECONDS,
            "init_command": SQLITE_START,
        }
    elif engine == "django.db.backends.postgresql":
        settings["CONN_MAX_AGE"] = 600
        settings["CONN_HEALTH_CHECKS"] = True
    else:
        raise ValueError(UNKNOWN)
    return settings
