from django.db import connection

from ganket.journal import commands as journal
from tests.database import append_only_lifted
from tests.factories import PersonFactory
from tests.factories.accounts import house


def spoil_entry():
    """Seal an entry, then alter it past the product, as an intruder would."""
    person = PersonFactory()
    entry = journal.record(actor=house(), verb="people.added", subject=person)
    journal.seal()
    with append_only_lifted(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_entry SET verb = 'people.spoilt' WHERE id = %s", [entry.pk]
        )
