import threading

import pytest
from django.db import connection, transaction

from ganket.documents import commands
from ganket.documents.enums import DocumentKind
from ganket.documents.models import Register
from tests.factories import UnitFactory

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
