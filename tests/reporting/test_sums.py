import random

import pytest

from ganket.org.enums import UnitKind
from ganket.reporting.queries import sum_board
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure
from tests.factories import UnitFactory
from tests.factories.org import nation, residence_cell, ward, workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    provinces = [UnitFactory(kind=UnitKind.PROVINCE, name=f"Tỉnh {n}") for n in "AB"]
    wards = [ward(parent=p, name=f"Phường {n}") for p in provinces for n in "12"]
    cells = [residence_cell(w, name=f"Khóm {n}") for w in wards for n in "12"]
    return provinces, wards, cells


@pytest.fixture
def events(tree):
    dice = random.Random(7)
    _provinces, _wards, cells = tree
    told = [
        (
            dice.choice(cells),
            dice.choice([2024, 2025, 2026]),
            dice.choice(list(Measure)),
        )
        for _ in range(200)
    ]
    for unit, year, measure in told:
        tallies.add(measure, unit=unit, year=year)
    return told


def is_under(unit, top):
    while unit is not None and unit != top:
        unit = unit.parent
    return unit == top


def test_sums_are_those_of_the_events_below(tree, events):
    provinces, wards, _cells = tree

    for top in [nation(), *provinces, *wards]:
        board = sum_board(top, 2025)
        for row in (board.total, *board.rows):
            tops = row.cells or (row.unit,)
            below = [e for e in events if any(is_under(e[0], top) for top in tops)]
            for measure in Measure:
                assert row.of(measure) == sum(
                    (year, what) == (2025, measure) for _unit, year, what in below
                )
            came = sum(w == "HOME_LINKS_OPENED" and y < 2026 for _u, y, w in below)
            left = sum(w == "HOME_LINKS_ENDED" and y < 2026 for _u, y, w in below)
            assert row.members == came - left


def test_rows_are_the_units_right_under(tree):
    provinces, wards, _cells = tree

    assert [row.unit for row in sum_board(provinces[0], 2026).rows] == wards[:2]


def test_workplace_without_figures_has_no_row(tree):
    provinces, wards, _cells = tree
    workplace(parent=provinces[0])

    assert [row.unit for row in sum_board(provinces[0], 2026).rows] == wards[:2]


@pytest.mark.parametrize("children", [1, 3])
def test_sums_ask_no_more_for_more_units(children, django_assert_num_queries):
    province = UnitFactory(kind=UnitKind.PROVINCE)
    for _ in range(children):
        ward(parent=province)

    with django_assert_num_queries(3):
        assert len(sum_board(province, 2026).rows) == children


def cells_of(sizes):
    top = ward()
    for number, size in enumerate(sizes):
        cell = residence_cell(top, name=f"Khóm {number}")
        if size:
            tallies.add(Measure.HOME_LINKS_OPENED, unit=cell, year=2026, count=size)
    return top


@pytest.mark.parametrize(
    ("sizes", "alone", "together"),
    [
        ([9, 8, 7], [9, 8, 7], None),
        ([9, 8, 4], [9], (2, 12)),
        ([9, 8, 4, 3], [9, 8], (2, 7)),
        ([9, 2, 1], [], (3, 12)),
        ([3], [], (1, 3)),
        ([9, 0], [9, 0], None),
    ],
)
def test_small_cells_are_told_together_so_that_none_stands_out(sizes, alone, together):
    rows = sum_board(cells_of(sizes), 2026).rows

    assert [row.members for row in rows if not row.cells] == alone
    veiled = [(len(row.cells), row.members) for row in rows if row.cells]
    assert veiled == ([together] if together else [])
