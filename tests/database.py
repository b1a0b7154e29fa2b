"""Tables that refuse deletes still have to be emptied between tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def append_only_lifted() -> Iterator[None]:
    """Let the append-only tables be emptied within a block."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master "
            "WHERE type = 'trigger' AND name LIKE '%_refuse_%'"
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def let_flush_empty_the_journal() -> None:
    """Make Django's flush between transactional tests lift the triggers."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        with append_only_lifted():
            flush(self)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign] # Django has no hook
