import datetime as dt

import pytest

from ganket.kernel import clock
from ganket.reviews import queries
from ganket.reviews.enums import ReviewState
from ganket.reviews.models import Review
from ganket.reviews.queries import Progress
from tests.factories.org import residence_cell
from tests.reviews.scene import (
    acknowledged,
    agreed,
    confirmed,
    drafted,
    scene,
    shown,
)

pytestmark = pytest.mark.django_db


def test_progress_tells_where_each_review_stands():
    made = scene(8)
    drafted(made, 1)
    shown(made, 2)
    agreed(made, 3)
    confirmed(made, 4)
    acknowledged(made, 5)
    Review.objects.filter(member=made.members[6]).update(
        state=ReviewState.DROPPED, dropped_reason="Chuyển đi."
    )
    Review.objects.filter(member=made.members[7]).update(is_late=True)

    told = queries.progress([made.cell], 2026)[made.cell.pk]

    assert told == Progress(
        due=7,
        written=1,
        shown=2,
        answered=1,
        ready=1,
        delivered=1,
        acknowledged=1,
        late=1,
    )
    assert (told.done, told.unwritten) == (2, 2)


def test_review_is_ready_for_the_ward_once_the_time_to_answer_is_over():
    made = scene(2)
    shown(made, 0)
    agreed(made, 1)

    with clock.at(clock.moment(dt.date(2026, 12, 2), 8)):
        told = queries.progress([made.cell], 2026)[made.cell.pk]

    assert (told.answered, told.ready) == (1, 2)


def test_cell_without_reviews_has_made_no_progress():
    made = scene()
    empty = residence_cell(made.ward, name="Khóm 3")

    assert queries.progress([made.cell, empty], 2026)[empty.pk] == Progress()
    assert queries.progress([made.cell], 2025)[made.cell.pk] == Progress()


@pytest.mark.parametrize("cells", [1, 3])
def test_progress_is_one_query_for_any_number_of_cells(
    cells, django_assert_num_queries
):
    made = scene()
    units = [residence_cell(made.ward, code=f"C{n}") for n in range(cells)]

    with django_assert_num_queries(1):
        queries.progress([made.cell, *units], 2026)
