import datetime as dt

import pytest

from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.org import commands, queries
from ganket.org.enums import GroupKind, Role
from ganket.org.models import GroupCell, ResidentialGroup
from tests.factories import AccountFactory
from tests.factories.org import residence_cell, ward
from tests.racing import race

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
JULY = dt.date(2026, 7, 1)


def clerk(unit):
    return AccountFactory(holds=[(Role.CLERK, unit)])


def group_in(top, name="2"):
    return commands.add_group(
        actor=clerk(top), ward=top, kind=GroupKind.QUARTER, name=name
    )


def test_add_group_writes_the_journal():
    group = group_in(ward(), name=" 2 ")

    assert str(group) == "Khóm 2"
    assert Entry.objects.get().verb == commands.GROUP_ADDED


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("2", commands.GroupTaken),
        (" ", commands.NameMissing),
        ("2" * 121, commands.NameTooLong),
    ],
)
def test_add_group_refuses_and_writes_nothing(name, refusal):
    top = ward()
    group_in(top)

    with pytest.raises(refusal):
        group_in(top, name=name)
    assert ResidentialGroup.objects.count() == 1
    assert Entry.objects.count() == 1


def test_add_group_refuses_a_secretary_of_a_cell():
    cell = residence_cell()

    with pytest.raises(NotAllowed):
        commands.add_group(
            actor=AccountFactory(holds=[(Role.SECRETARY, cell)]),
            ward=cell.parent,
            kind=GroupKind.QUARTER,
            name="2",
        )


def test_place_group_ends_one_span_and_begins_the_next_the_same_day():
    top = ward()
    group, actor = group_in(top), clerk(top)
    first, second = residence_cell(top), residence_cell(top, name="Khóm 3")
    commands.place_group(actor=actor, group=group, cell=first, since=JULY)

    commands.place_group(actor=actor, group=group, cell=second, since=TODAY)

    assert queries.cell_of_group(group, dt.date(2026, 11, 22)) == first
    assert queries.cell_of_group(group, TODAY) == second


def test_place_group_where_it_is_writes_nothing():
    top = ward()
    values = {"actor": clerk(top), "group": group_in(top), "cell": residence_cell(top)}
    commands.place_group(**values, since=JULY)

    commands.place_group(**values, since=TODAY)

    assert GroupCell.objects.count() == 1
    assert Entry.objects.filter(verb=commands.GROUP_PLACED).count() == 1


def test_place_group_refuses_a_cell_of_another_ward_and_a_closed_one():
    top = ward()
    group, actor = group_in(top), clerk(top)

    for cell in (residence_cell(), residence_cell(top, closed_on=TODAY)):
        with pytest.raises(commands.CellElsewhere):
            commands.place_group(actor=actor, group=group, cell=cell, since=TODAY)


def test_place_group_refuses_a_day_before_the_present_span():
    top = ward()
    group, actor = group_in(top), clerk(top)
    commands.place_group(
        actor=actor, group=group, cell=residence_cell(top), since=TODAY
    )

    with pytest.raises(commands.TermRunsBackwards):
        commands.place_group(
            actor=actor, group=group, cell=residence_cell(top), since=JULY
        )


@pytest.mark.django_db(transaction=True)
def test_two_who_place_a_group_at_once_leave_one_open_span():
    top = ward()
    group, actor = group_in(top), clerk(top)
    cells = [residence_cell(top, name=f"Khóm {n}") for n in (2, 3)]

    outcomes = race(
        *[
            lambda cell=cell: commands.place_group(
                actor=actor, group=group, cell=cell, since=TODAY
            )
            for cell in cells
        ]
    )

    refused = [o for o in outcomes if isinstance(o, commands.PlacedMeanwhile)]
    assert all(o is None or o in refused for o in outcomes)
    assert GroupCell.objects.filter(group=group, until=None).count() == 1
