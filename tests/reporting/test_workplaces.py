import pytest

from ganket.kernel import clock
from ganket.org.enums import UnitKind
from ganket.reporting.queries import work_board
from ganket.reviews.models import Review
from ganket.roster.models import HomeLink, Introduction, WorkLink
from tests.factories import UnitFactory
from tests.factories.org import ward, workplace
from tests.reporting.life import YEARS, Life

pytestmark = pytest.mark.django_db


@pytest.fixture(params=range(3))
def life(request):
    province = UnitFactory(kind=UnitKind.PROVINCE)
    Life(99, ward(parent=province), workplace()).live(5)
    return Life(request.param, ward(parent=province), workplace()).live(25)


def is_tied(member):
    today = clock.today()
    return any(
        link.since <= today and (link.until is None or link.until > today)
        for link in HomeLink.objects.filter(member=member)
    )


def states(member):
    papers = Introduction.objects.filter(member=member)
    return set(papers.values_list("state", flat=True))


@pytest.mark.parametrize("year", YEARS)
def test_every_cell_is_counted_as_by_hand(life, year):
    board = work_board(life.work, year)

    assert [row.cell for row in board.rows] == life.work_cells
    for row in board.rows:
        links = WorkLink.objects.filter(cell=row.cell).select_related("member")
        free = [link.member for link in links if not is_tied(link.member)]
        sent = Review.objects.filter(
            workplace=row.cell, year=year, state__in=["DELIVERED", "ACKNOWLEDGED"]
        )
        assert row.people.members == len(links)
        assert row.people.tied == len(links) - len(free)
        assert row.people.waiting == sum("ISSUED" in states(m) for m in free)
        assert row.people.returned == sum("REFUSED" in states(m) for m in free)
        assert row.reviews.received == len(sent)
        assert row.reviews.acknowledged == sum(r.state == "ACKNOWLEDGED" for r in sent)


def test_the_workplace_is_the_sum_of_its_cells(life):
    board = work_board(life.work, 2026)

    assert board.people.members == sum(row.people.members for row in board.rows)
    assert board.people.to_introduce == sum(
        row.people.to_introduce for row in board.rows
    )
    assert board.reviews.waiting == sum(row.reviews.waiting for row in board.rows)


@pytest.mark.parametrize("members", [1, 12])
def test_board_asks_no_more_for_more_of_everything(members, django_assert_num_queries):
    province = UnitFactory(kind=UnitKind.PROVINCE)
    life = Life(1, ward(parent=province), workplace()).live(members)

    with django_assert_num_queries(3):
        work_board(life.work, 2026)
