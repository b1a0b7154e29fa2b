import datetime as dt
import hashlib
import threading

import pytest
from django.db import connection, transaction

from ganket.documents import commands, queries
from ganket.documents.enums import DocumentKind
from ganket.documents.models import IssuedDocument, Register
from ganket.documents.sheets import InvitationSheet
from ganket.journal import queries as journal
from tests.factories import AccountFactory, PersonFactory, UnitFactory
from tests.fakes import recording_renderer

F1, F3 = DocumentKind.INTRODUCTION, DocumentKind.REVIEW


@pytest.mark.django_db
def test_numbers_run_on_from_one_for_each_unit_year_and_kind():
    unit, other = UnitFactory(), UnitFactory()

    taken = [
        commands.next_number(unit=who, year=year, kind=kind)
        for who, year, kind in [
            (unit, 2026, F1),
            (unit, 2026, F1),
            (unit, 2026, F3),
            (unit, 2027, F1),
            (other, 2026, F1),
            (unit, 2026, F1),
        ]
    ]

    assert taken == [1, 2, 1, 1, 1, 3]


@transaction.atomic
def take_and_fail(unit):
    commands.next_number(unit=unit, year=2026, kind=F1)
    raise RuntimeError


@pytest.mark.django_db
def test_number_of_an_undone_paper_is_given_again():
    unit = UnitFactory()
    commands.next_number(unit=unit, year=2026, kind=F1)

    with pytest.raises(RuntimeError):
        take_and_fail(unit)

    assert commands.next_number(unit=unit, year=2026, kind=F1) == 2


@pytest.mark.django_db(transaction=True)
def test_number_is_taken_within_a_transaction_only():
    unit = UnitFactory()

    with pytest.raises(transaction.TransactionManagementError):
        commands.next_number(unit=unit, year=2026, kind=F1)

    assert not Register.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_number_once_and_leave_no_gap():
    unit, taken, start = UnitFactory(), [], threading.Barrier(4)

    def take():
        start.wait()
        for _ in range(5):
            with transaction.atomic():
                number = commands.next_number(unit=unit, year=2026, kind=F1)
            taken.append(number)
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == list(range(1, 21))


SHEET = InvitationSheet(
    product="Gắn Kết",
    unit="Chi bộ Khóm 2",
    greeting="Kính gửi đồng chí",
    name="Lê Thị Nữ",
    code_label="Mã",
    code="ABC234",
    address_label="Địa chỉ",
    address="gan-ket.vn",
    link="https://gan-ket.vn/moi/ABC234",
    steps_label="Các bước",
    steps=("Mở trang.",),
    valid_until="Đến hết ngày 30/11/2026",
    note="",
)


def issued(number=1, **kwargs):
    unit = UnitFactory()
    return commands.issue(
        actor=AccountFactory(),
        kind=F1,
        unit=unit,
        number=number,
        subject=unit,
        sheet=SHEET,
        rule_pack="qd213",
        form_version="213-1/2020",
        issued_on=dt.date(2026, 11, 23),
        **kwargs,
    )


@pytest.mark.django_db
def test_issued_document_keeps_every_word_and_the_bytes():
    with recording_renderer() as renderer:
        document = issued()

    kept = IssuedDocument.objects.get(pk=document.pk)
    assert renderer.sheets == [SHEET]
    assert queries.sheet_of(kept) == SHEET
    assert "Lê Thị Nữ".encode() in bytes(kept.content)
    assert kept.sha256 == hashlib.sha256(bytes(kept.content)).hexdigest()
    assert (kept.year, kept.number) == (2026, 1)


@pytest.mark.django_db
def test_issuing_is_journalled_about_the_person():
    person = PersonFactory()

    with recording_renderer():
        document = issued(number=7, about=person)

    (entry,) = journal.entries_of(document)
    assert entry.verb == commands.ISSUED
    assert entry.changes == {}
    assert journal.values_of([entry])[0]["number"] == [None, 7]


@pytest.mark.django_db
def test_documents_of_a_row_come_newest_first_and_of_no_other():
    with recording_renderer():
        first, _other = issued(), issued()
        second = commands.issue(
            actor=AccountFactory(),
            kind=F1,
            unit=first.unit,
            number=2,
            subject=first.unit,
            sheet=SHEET,
            rule_pack="qd213",
            form_version="213-1/2020",
            issued_on=dt.date(2026, 11, 24),
        )

    assert list(queries.documents_of(first.unit)) == [second, first]


@pytest.mark.django_db
def test_altered_bytes_are_found():
    with recording_renderer():
        _whole, touched = issued(), issued()
    IssuedDocument.objects.filter(pk=touched.pk).update(content=b"another paper")

    assert queries.altered(IssuedDocument.objects.all()) == [touched.pk]
