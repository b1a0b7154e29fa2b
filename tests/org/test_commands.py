import datetime as dt

import pytest

from ganket.accounts.queries import clerk_of_the_house
from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.org import commands, queries
from ganket.org.enums import Role, UnitKind
from ganket.org.models import Line, Office, Unit
from tests.factories import AccountFactory, OfficeFactory, PersonFactory
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


def clerk(unit):
    return AccountFactory(holds=[(Role.CLERK, unit)])


def test_open_unit_keeps_the_closure():
    top = ward()

    cell = commands.open_unit(
        actor=clerk(top),
        parent=top,
        code="31825.K02",
        kind=UnitKind.CELL,
        name="Khóm  2",
        is_residence=True,
    )

    assert cell.full_name == "Chi bộ Khóm 2"
    assert queries.tree_faults() == []
    assert Line.objects.filter(lower=cell).count() == 3


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"code": "TAKEN"}, commands.CodeTaken),
        ({"name": "  "}, commands.NameMissing),
    ],
)
def test_open_unit_refuses_and_writes_nothing(change, refusal):
    top = ward(code="TAKEN")
    values = {"code": "31825.K02", "name": "Khóm 2", "kind": UnitKind.CELL} | change

    with pytest.raises(refusal):
        commands.open_unit(actor=clerk(top), parent=top, **values)
    assert Unit.objects.count() == 2
    assert not Entry.objects.exists()


def test_open_unit_refuses_a_stranger():
    top = ward()

    with pytest.raises(NotAllowed):
        commands.open_unit(
            actor=clerk(ward()), parent=top, code="X", kind=UnitKind.CELL, name="Khóm 2"
        )


def test_code_of_a_closed_unit_is_not_used_again():
    top = ward()
    actor = clerk(top)
    cell = residence_cell(top, code="31825.K02")
    commands.close_unit(actor=actor, unit=cell, closed_on=TODAY)

    with pytest.raises(commands.CodeTaken):
        commands.open_unit(
            actor=actor, parent=top, code="31825.k02", kind=UnitKind.CELL, name="Khóm 9"
        )


def test_close_unit_refuses_while_units_under_it_are_open():
    top = ward()
    residence_cell(top)

    with pytest.raises(commands.UnitInUse):
        commands.close_unit(actor=clerk(top), unit=top, closed_on=TODAY)


def test_load_units_builds_the_tree_once():
    rows = [
        commands.UnitRow("VN", UnitKind.NATION, "Việt Nam", None, False, False),
        commands.UnitRow("96", UnitKind.PROVINCE, "Tỉnh Cà Mau", "VN", False, False),
        commands.UnitRow(
            "31825", UnitKind.WARD_COMMITTEE, "Phường Bạc Liêu", "96", True, True
        ),
    ]
    house = clerk_of_the_house()

    first = commands.load_units(actor=house, rows=rows, opened_on=TODAY)
    second = commands.load_units(actor=house, rows=rows, opened_on=TODAY)

    assert (first, second) == (3, 0)
    assert queries.tree_faults() == []
    found = queries.find_unit("31825")
    assert [u.code for u in queries.units_above(found)] == ["96", "VN"]


def test_give_office_writes_the_journal():
    unit, person = ward(), PersonFactory()

    office = commands.give_office(
        actor=clerk(unit), person=person, unit=unit, role=Role.DEPUTY, since=TODAY
    )

    assert Office.objects.filter(Office.in_force(), pk=office.pk).exists()
    assert Entry.objects.get().verb == commands.OFFICE_GIVEN


def test_give_office_refuses_a_second_time():
    unit, person = ward(), PersonFactory()
    values = {"person": person, "unit": unit, "role": Role.DEPUTY, "since": TODAY}
    commands.give_office(actor=clerk(unit), **values)

    with pytest.raises(commands.AlreadyHeld):
        commands.give_office(actor=clerk(unit), **values)


def test_end_office_ends_once():
    unit = ward()
    office = OfficeFactory(unit=unit)
    actor = clerk(unit)

    commands.end_office(actor=actor, office=office, until=TODAY)

    with pytest.raises(commands.OfficeEnded):
        commands.end_office(actor=actor, office=office, until=TODAY)


def test_end_office_refuses_a_term_that_runs_backwards():
    office = OfficeFactory(unit=ward(), since=TODAY)

    with pytest.raises(commands.TermRunsBackwards):
        commands.end_office(
            actor=clerk(office.unit), office=office, until=dt.date(2026, 1, 1)
        )
