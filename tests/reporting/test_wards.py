import datetime as dt

import pytest

from ganket.kernel import clock
from ganket.meetings.models import Meeting
from ganket.opinions.models import Opinion
from ganket.org.enums import UnitKind
from ganket.reporting.queries import CellPapers, ward_board
from ganket.reviews.models import Review
from ganket.roster import commands
from ganket.roster.models import HomeLink, Introduction
from tests.factories import UnitFactory
from tests.factories.org import residence_cell, ward, workplace
from tests.factories.roster import member_at
from tests.reporting.life import YEARS, Life
from tests.roster.pages import place

pytestmark = pytest.mark.django_db


def a_ward(**kwargs):
    return ward(parent=UnitFactory(kind=UnitKind.PROVINCE), **kwargs)


@pytest.fixture(params=range(3))
def life(request):
    beside = Life(99, a_ward(), workplace())
    beside.live(5)
    return Life(request.param, a_ward(), workplace()).live(25)


def lives(cell, on):
    return sum(
        link.since <= on and (link.until is None or link.until > on)
        for link in HomeLink.objects.filter(cell=cell)
    )


def waits(opinion):
    return opinion.state in {"RAISED", "RECEIVED"}


@pytest.mark.parametrize("year", YEARS)
def test_every_cell_is_counted_as_by_hand(life, year):
    board = ward_board(life.ward, year)

    today = clock.today()
    for row in board.rows:
        said = Opinion.objects.filter(unit=row.cell, year=year)
        reviews = [
            r
            for r in Review.objects.filter(cell=row.cell, year=year)
            if r.state != "DROPPED"
        ]
        held = Meeting.objects.filter(unit=row.cell, year=year)
        assert row.members == lives(row.cell, min(today, dt.date(year, 12, 31)))
        assert row.meetings == sum(
            m.state == "CLOSED" and m.half is not None for m in held
        )
        assert row.opinions.raised == len(said)
        assert row.opinions.closed == sum(o.state == "CLOSED" for o in said)
        assert row.opinions.overdue == sum(waits(o) and o.due_on < today for o in said)
        assert row.opinions.at_ward == sum(
            waits(o) and o.holder_id == life.ward.pk for o in said
        )
        assert row.opinions.higher == sum(
            waits(o) and o.holder_id == life.ward.parent_id for o in said
        )
        assert row.reviews.due == len(reviews)
        assert row.reviews.done == sum(
            r.state in {"CONFIRMED", "DELIVERED", "ACKNOWLEDGED"} for r in reviews
        )


def test_papers_count_where_they_led_else_where_their_group_belongs():
    here = place()
    here.received(here.worker("Lê An"), group=here.group)
    here.paper(here.worker("Lê Bình"), group=here.group)
    here.paper(here.worker("Lê Chi"))
    settled = here.received(here.worker("Lê Dung"))
    commands.assign_to_cell(actor=here.clerk, home_link=settled, cell=here.cells[0])
    back = here.paper(here.worker("Lê Giang"), group=here.group)
    commands.refuse_introduction(actor=here.clerk, introduction=back, reason="Sai")

    rows = {row.cell: row.papers for row in ward_board(here.home, 2026).rows}

    assert rows == {
        here.cells[0]: CellPapers(assigned=1),
        here.cells[1]: CellPapers(received=1, issued=1),
    }


@pytest.mark.parametrize("year", YEARS)
def test_the_ward_is_counted_as_by_hand(life, year):
    board = ward_board(life.ward, year)

    papers = [
        p
        for p in Introduction.objects.filter(to_ward=life.ward)
        if p.issued_on.year == year and p.state != "WITHDRAWN"
    ]
    held = Opinion.objects.filter(holder=life.ward)
    assert board.introductions.issued == len(papers)
    assert board.introductions.received == sum(
        p.state in {"RECEIVED", "ASSIGNED"} for p in papers
    )
    assert board.overdue_at_ward == sum(
        waits(o) and o.due_on < clock.today() for o in held
    )
    assert board.opinions.raised == sum(row.opinions.raised for row in board.rows)
    assert board.reviews.due == sum(row.reviews.due for row in board.rows)
    assert board.members == sum(row.members for row in board.rows) + board.without_cell


def test_members_not_assigned_are_counted_apart():
    top = a_ward()
    member_at(top)
    member_at(residence_cell(top))

    board = ward_board(top, 2026)

    assert (board.without_cell, [row.members for row in board.rows]) == (1, [1])


def test_days_left_count_to_the_day_of_the_ward():
    life = Life(0, a_ward(), workplace())

    assert ward_board(life.ward, 2026).days_left == 7
    assert ward_board(life.ward, 2025).days_left is None
    assert ward_board(a_ward(), 2026).days_left is None


def test_cell_that_is_closed_stays_on_the_board_of_its_years():
    top = a_ward()
    residence_cell(top, name="Khóm cũ", closed_on=dt.date(2025, 7, 1))

    names = {
        year: [row.cell.name for row in ward_board(top, year).rows]
        for year in (2024, 2025, 2026)
    }

    assert names == {2024: ["Khóm cũ"], 2025: ["Khóm cũ"], 2026: []}


@pytest.mark.parametrize("members", [1, 12])
def test_board_asks_no_more_for_more_of_everything(members, django_assert_num_queries):
    life = Life(1, a_ward(), workplace()).live(members)

    with django_assert_num_queries(9):
        ward_board(life.ward, 2026)
