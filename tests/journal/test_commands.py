import pytest
from django.db import DatabaseError, connection, transaction

from ganket.journal import commands, queries, vault
from ganket.journal.models import Entry
from tests.database import append_only_lifted
from tests.factories import AccountFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db

RENAMED = commands.verb("tests.renamed", "đổi tên")


def write(count=1, **kwargs):
    actor, unit = AccountFactory(), UnitFactory()
    return [
        commands.record(actor=actor, verb=RENAMED, subject=unit, **kwargs)
        for _ in range(count)
    ]


def test_record_keeps_old_and_new_value():
    (entry,) = write(changes={"name": ["Khóm 1", "Khóm 2"]})

    assert queries.values_of([entry]) == [{"name": ["Khóm 1", "Khóm 2"]}]


def test_values_about_a_person_are_kept_under_their_key():
    person = PersonFactory(full_name="Lê Thị Kín")
    (entry,) = write(changes={"full_name": [None, "Lê Thị Kín"]}, about=person)

    assert entry.changes == {}
    assert "Kín".encode() not in bytes(entry.sealed)
    assert queries.values_of([entry]) == [{"full_name": [None, "Lê Thị Kín"]}]


def test_forgetting_the_key_leaves_entry_and_chain_but_no_value():
    person = PersonFactory()
    (entry,) = write(changes={"full_name": [None, "x"]}, about=person)
    commands.seal()

    vault.forget(commands.key_of(person))

    assert queries.values_of([entry]) == [None]
    assert queries.chain_faults() == []


def test_database_refuses_to_edit_or_delete_an_entry():
    (entry,) = write()

    for change in ["UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry"]:
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
            _run(change)
    assert Entry.objects.get() == entry


def test_database_refuses_to_replace_an_entry():
    (entry,) = write()
    columns = "id, at, actor, on_behalf, verb, subject, about, changes, sealed"
    kept = columns.replace("verb", "'tests.forged'")
    rows = f"INTO journal_entry ({columns}) SELECT {kept} FROM journal_entry"
    change = {
        "sqlite": f"INSERT OR REPLACE {rows}",
        "postgresql": f"INSERT {rows} ON CONFLICT (id) DO UPDATE SET verb = 'x'",
    }

    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        _run(change[connection.vendor])
    assert Entry.objects.get() == entry


def test_tables_that_would_bear_an_edit_again_are_named():
    assert queries.unguarded() == []

    at = " ON journal_batch" if connection.vendor == "postgresql" else ""
    _run(f"DROP TRIGGER journal_batch_refuse_delete{at}")

    assert queries.unguarded() == ["journal_batch"]


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_seal_chains_batches_and_takes_each_entry_once():
    write(3)
    first = commands.seal()
    write(2)
    second = commands.seal()

    assert (first.entries, second.entries) == (3, 2)
    assert second.previous == first.digest
    assert commands.seal() is None
    assert queries.waiting() == 0


def test_chain_shows_an_entry_altered_behind_its_back():
    write(2)
    batch = commands.seal()

    with append_only_lifted():
        _run("UPDATE journal_entry SET verb = 'tests.forged'")

    assert queries.chain_faults() == [batch.pk]


def test_listener_runs_within_the_transaction():
    heard = []
    commands.listen(RENAMED, heard.append)

    (entry,) = write()

    assert heard == [entry]
