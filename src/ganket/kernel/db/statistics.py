"""What the database reckons with when it plans a query."""

from django.db import connection, models


def renew(*loaded: type[models.Model]) -> None:
    """Let the database count these tables anew; call it after filling them at once.

    PostgreSQL counts by itself, but minutes later and never what is not committed.
    Until then it may hold a full table for an empty one and read all of it again
    for each row of another. SQLite keeps no counts, and plans well without.
    """
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    tables = ", ".join(quote(model._meta.db_table) for model in loaded)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
