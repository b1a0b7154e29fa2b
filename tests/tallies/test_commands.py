import pytest

from ganket.org.models import Line
from ganket.tallies import commands, queries
from ganket.tallies.enums import Measure
from ganket.tallies.models import Tally
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

DUE = Measure.REVIEWS_DUE


def held():
    return dict(Tally.objects.values_list("unit_id", "count"))


def test_add_counts_for_the_unit_and_every_one_above():
    top = ward()
    cell = residence_cell(top)

    commands.add(DUE, unit=cell, year=2026, count=2)

    assert held() == {cell.pk: 2, top.pk: 2, top.parent_id: 2}


def test_add_many_leaves_what_single_adds_would():
    top = ward()
    cells = [residence_cell(top, code=f"C{n}") for n in range(3)]
    other = residence_cell()
    counts = {cells[0].pk: 4, cells[1].pk: 1, other.pk: 2}

    commands.add_many(DUE, counts=counts, year=2026)

    assert held() == {
        cells[0].pk: 4,
        cells[1].pk: 1,
        top.pk: 5,
        other.pk: 2,
        other.parent_id: 2,
        top.parent_id: 7,
    }


def test_add_many_takes_rows_from_the_leaf_to_the_root(django_assert_max_num_queries):
    top = ward()
    cells = [residence_cell(top, code=f"C{n}") for n in range(3)]
    commands.add_many(DUE, counts={cell.pk: 1 for cell in cells}, year=2026)

    with django_assert_max_num_queries(9) as captured:
        commands.add_many(DUE, counts={cell.pk: 1 for cell in cells}, year=2026)

    updated = [q["sql"] for q in captured if q["sql"].startswith("UPDATE")]
    depth = {pk: Line.objects.filter(lower=pk).count() for pk in held()}
    order = [pk for sql in updated for pk in depth if f'"unit_id" = {pk} ' in sql]
    assert sorted(order, key=lambda pk: (-depth[pk], pk)) == order
    assert len(order) == 5


def test_moving_a_count_leaves_the_units_above_untouched():
    top = ward()
    before, after = (residence_cell(top, code=f"C{n}") for n in range(2))
    commands.add(DUE, unit=before, year=2026)

    commands.add_many(DUE, counts={before.pk: -1, after.pk: 1}, year=2026)

    assert queries.counts_of([before, after, top], year=2026) == {
        before.pk: {DUE: 0},
        after.pk: {DUE: 1},
        top.pk: {DUE: 1},
    }
