import datetime as dt
import uuid

import pytest

from ganket.accounts.queries import clerk_of_the_house
from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.org import commands, queries
from ganket.org.commands import units
from ganket.org.enums import BELOW, Role, UnitKind
from ganket.org.models import Line, Office, Unit
from tests.factories import AccountFactory, OfficeFactory, UnitFactory, member_at
from tests.factories.org import (
    nation,
    residence_cell,
    ward,
    workplace,
    workplace_cell,
)
from tests.racing import race

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


def clerk(unit):
    return AccountFactory(holds=[(Role.CLERK, unit)])


def cell_values(parent, **values):
    return {
        "actor": clerk(parent),
        "parent": parent,
        "code": "31825.K02",
        "kind": UnitKind.CELL,
        "name": "Khóm 2",
        "is_residence": True,
    } | values


def test_open_unit_keeps_the_closure_and_writes_the_journal():
    top = ward()

    cell = commands.open_unit(**cell_values(top, name="Khóm  2", code=" 31825.k02 "))

    assert (cell.full_name, cell.code) == ("Chi bộ khóm 2", "31825.K02")
    assert queries.tree_faults() == []
    assert Line.objects.filter(lower=cell).count() == 3
    assert Entry.objects.get().changes == {
        "code": [None, "31825.K02"],
        "name": [None, "Khóm 2"],
    }


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"code": "TAKEN"}, commands.CodeTaken),
        ({"code": "K 02"}, commands.CodeUnreadable),
        ({"code": "KHÓM2"}, commands.CodeUnreadable),
        ({"code": ""}, commands.CodeUnreadable),
        ({"code": "A" * 33}, commands.CodeUnreadable),
        ({"name": "  "}, commands.NameMissing),
        ({"name": "Khóm " * 60}, commands.NameTooLong),
        ({"kind": UnitKind.PROVINCE}, commands.KindMisplaced),
        ({"opened_on": dt.date(1999, 1, 1)}, None),
    ],
)
def test_open_unit_refuses_and_writes_nothing(change, refusal):
    top = ward(code="TAKEN")
    values = cell_values(top, **change)
    before = Unit.objects.count()

    if refusal is None:
        assert commands.open_unit(**values).opened_on == change["opened_on"]
        return
    with pytest.raises(refusal):
        commands.open_unit(**values)
    assert Unit.objects.count() == before
    assert not Entry.objects.exists()


def test_open_unit_refuses_a_parent_that_is_closed():
    top = ward(closed_on=TODAY)

    with pytest.raises(commands.UnitClosed):
        commands.open_unit(**cell_values(top))


def test_open_unit_refuses_a_stranger():
    top = ward()

    with pytest.raises(NotAllowed):
        commands.open_unit(**cell_values(top, actor=clerk(ward())))


@pytest.mark.parametrize("kind", UnitKind)
@pytest.mark.parametrize("above", UnitKind)
def test_only_kinds_that_belong_there_stand_under_a_unit(above, kind):
    parent = nation() if above == UnitKind.NATION else UnitFactory(kind=above)
    values = cell_values(parent, kind=kind)

    if kind in BELOW[above]:
        assert commands.open_unit(**values).parent == parent
    else:
        with pytest.raises(commands.KindMisplaced):
            commands.open_unit(**values)


def test_form_that_arrives_twice_opens_one_unit():
    values = cell_values(ward(), client_key=uuid.uuid4())

    first = commands.open_unit(**values)
    second = commands.open_unit(**values)

    assert first == second
    assert Entry.objects.count() == 1


def test_code_of_a_closed_unit_is_not_used_again():
    top = ward()
    cell = residence_cell(top, code="31825.K02")
    commands.close_unit(actor=clerk(top), unit=cell, closed_on=TODAY)

    with pytest.raises(commands.CodeTaken):
        commands.open_unit(**cell_values(top, code="31825.k02"))


@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_unit_with_one_code_at_once_have_one_winner():
    top = ward()
    values = [cell_values(top, name=f"Khóm {n}") for n in (2, 3)]

    outcomes = race(*[lambda v=v: commands.open_unit(**v) for v in values])

    opened = [o for o in outcomes if isinstance(o, Unit)]
    refused = [o for o in outcomes if isinstance(o, commands.CodeTaken)]
    assert (len(opened), len(refused)) == (1, 1)
    assert queries.tree_faults() == []


def test_rename_unit_keeps_the_code():
    cell = residence_cell(code="31825.K02")

    commands.rename_unit(actor=clerk(cell.parent), unit=cell, name="Khóm  3")

    kept = Unit.objects.get(pk=cell.pk)
    assert (kept.code, kept.name, kept.search_key) == ("31825.K02", "Khóm 3", " khom 3")
    assert Entry.objects.get().changes == {"name": ["Khóm 2", "Khóm 3"]}


def test_rename_unit_to_the_same_name_writes_nothing():
    cell = residence_cell()

    commands.rename_unit(actor=clerk(cell.parent), unit=cell, name=" Khóm 2")

    assert not Entry.objects.exists()


def test_a_unit_is_not_renamed_or_closed_by_its_own_officers():
    cell = residence_cell()
    actor = AccountFactory(holds=[(Role.SECRETARY, cell)])

    with pytest.raises(NotAllowed):
        commands.rename_unit(actor=actor, unit=cell, name="Khóm 9")
    with pytest.raises(NotAllowed):
        commands.close_unit(actor=actor, unit=cell, closed_on=TODAY)


def test_close_unit_refuses_while_units_under_it_are_open():
    top = ward()
    residence_cell(top)

    with pytest.raises(commands.UnitInUse):
        commands.close_unit(actor=clerk(top.parent), unit=top, closed_on=TODAY)


def test_close_unit_waits_for_units_that_close_later():
    top = ward()
    cell = residence_cell(top)
    actor = clerk(top.parent)
    commands.close_unit(actor=actor, unit=cell, closed_on=dt.date(2026, 12, 31))

    with pytest.raises(commands.UnitInUse):
        commands.close_unit(actor=actor, unit=top, closed_on=TODAY)
    commands.close_unit(actor=actor, unit=top, closed_on=dt.date(2026, 12, 31))

    assert Unit.objects.get(pk=top.pk).closed_on == dt.date(2026, 12, 31)


def test_close_unit_refuses_a_day_before_its_opening_and_a_second_time():
    cell = residence_cell(opened_on=TODAY)
    actor = clerk(cell.parent)

    with pytest.raises(commands.ClosesBeforeOpening):
        commands.close_unit(actor=actor, unit=cell, closed_on=dt.date(2026, 11, 22))
    commands.close_unit(actor=actor, unit=cell, closed_on=TODAY)
    with pytest.raises(commands.UnitClosed):
        commands.close_unit(actor=actor, unit=cell, closed_on=TODAY)


def test_close_unit_ends_its_offices_the_same_day():
    cell = residence_cell()
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])
    OfficeFactory(unit=cell, role=Role.DEPUTY, since=dt.date(2027, 1, 1))

    commands.close_unit(actor=clerk(cell.parent), unit=cell, closed_on=TODAY)

    assert not queries.units_for(secretary).exists()
    assert sorted(Office.objects.filter(unit=cell).values_list("until", flat=True)) == [
        TODAY,
        dt.date(2027, 1, 1),
    ]


def test_close_unit_asks_the_packages_above(monkeypatch):
    monkeypatch.setattr(units, "_closing_checks", [])
    units.refuse_closing_while(lambda unit, day: f"{unit.name} còn 47 đảng viên.")
    cell = residence_cell()

    with pytest.raises(commands.UnitInUse, match="còn 47 đảng viên"):
        commands.close_unit(actor=clerk(cell.parent), unit=cell, closed_on=TODAY)
    assert Unit.objects.get(pk=cell.pk).closed_on is None


@pytest.mark.parametrize("place", ["home", "work"])
def test_unit_does_not_close_while_members_belong_to_it(place):
    cell = residence_cell() if place == "home" else workplace_cell()
    if place == "home":
        member_at(cell)
    else:
        member_at(residence_cell(), workplace_cell=cell)

    with pytest.raises(commands.UnitInUse, match="Còn 1 đảng viên"):
        commands.close_unit(actor=clerk(cell.parent), unit=cell, closed_on=TODAY)
    assert Unit.objects.get(pk=cell.pk).closed_on is None


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


def test_load_country_loads_every_province_and_ward_once():
    house = clerk_of_the_house()

    first = commands.load_country(actor=house)
    second = commands.load_country(actor=house)

    bac_lieu = queries.find_unit("31825")
    counts = {kind: Unit.objects.filter(kind=kind).count() for kind in UnitKind}
    assert (first, second) == (3356, 0)
    assert (counts[UnitKind.PROVINCE], counts[UnitKind.WARD_COMMITTEE]) == (34, 3321)
    assert queries.tree_faults() == []
    assert bac_lieu.full_name == "Đảng ủy phường Bạc Liêu"
    assert (bac_lieu.is_residence, bac_lieu.is_workplace) == (True, True)
    assert bac_lieu.opened_on == dt.date(2025, 7, 1)
    assert bac_lieu.parent.full_name == "Đảng bộ tỉnh Cà Mau"
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "is_residence", "code"),
    [
        (UnitKind.CELL, True, "31825.K04"),
        (UnitKind.CELL, False, "31825.C01"),
        (UnitKind.SECTIONAL_COMMITTEE, False, "31825.B01"),
        (UnitKind.GRASSROOTS_COMMITTEE, False, "31825.D101"),
    ],
)
def test_suggest_code_goes_on_after_the_highest_ever_used(kind, is_residence, code):
    top = ward(code="31825")
    residence_cell(top, code="31825.K01")
    residence_cell(top, code="31825.K03", closed_on=TODAY)
    residence_cell(top, code="31825.KHOM")
    workplace(parent=top, code="31825.D100")
    residence_cell(code="318250.K77")

    assert queries.suggest_code(top, kind, is_residence=is_residence) == code


@pytest.mark.parametrize(
    ("kind", "name", "full_name"),
    [
        (UnitKind.CELL, "Khóm 2", "Chi bộ khóm 2"),
        (UnitKind.CELL, "Phòng Kỹ thuật", "Chi bộ Phòng Kỹ thuật"),
        (UnitKind.WARD_COMMITTEE, "Xã Vĩnh Mỹ", "Đảng ủy xã Vĩnh Mỹ"),
        (UnitKind.GRASSROOTS_COMMITTEE, "Sở Tài chính", "Đảng ủy Sở Tài chính"),
        (UnitKind.PROVINCE, "Thành phố Huế", "Đảng bộ thành phố Huế"),
        (UnitKind.WARD_COMMITTEE, "Đặc khu Phú Quốc", "Đảng ủy đặc khu Phú Quốc"),
        (UnitKind.NATION, "Việt Nam", "Việt Nam"),
    ],
)
def test_unit_is_called_as_on_paper(kind, name, full_name):
    unit = Unit(kind=kind)
    unit.set_name(name)

    assert unit.full_name == full_name
