import datetime as dt

import pytest

from ganket.kernel import clock
from ganket.opinions import commands, queries
from ganket.opinions.queries import OpinionCounts, OpinionsState
from ganket.org.enums import Role
from tests.factories import AccountFactory, member_at
from tests.factories.opinions import answered, raised
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db

JANUARY, DECEMBER = dt.date(2026, 1, 1), dt.date(2026, 12, 1)


@pytest.fixture
def cell():
    return residence_cell(ward())


@pytest.fixture
def secretary(cell):
    return AccountFactory(holds=[(Role.SECRETARY, cell)])


def on(day, hour=9):
    return clock.at(clock.moment(dt.date(2026, *day), hour))


def close(opinion):
    actor = opinion.member.person.account
    commands.accept_answer(actor=actor, opinion=opinion, version=opinion.version)


def test_state_of_counts_every_state(cell, secretary):
    with on((11, 2)):
        late = raised(cell)
    raised(cell)
    answered(cell, by=secretary)
    close(answered(cell, by=secretary))
    raised(residence_cell(cell.parent, code="K9"))

    state = queries.state_of(cell)

    assert state == OpinionsState(
        raised=2,
        answered=1,
        closed=1,
        overdue=1,
        raised_since=4,
        closed_since=1,
        oldest=late,
    )
    assert (state.unanswered, state.open, state.total) == (2, 3, 4)


def test_state_of_a_ward_takes_in_its_cells(cell):
    raised(cell)
    raised(residence_cell(cell.parent, code="K9"))

    assert queries.state_of(cell.parent).raised == 2


def test_state_of_counts_from_a_moment_on(cell, secretary):
    with on((6, 1)):
        raised(cell)
        close(answered(cell, by=secretary))
    with on((9, 1)):
        raised(cell)

    state = queries.state_of(cell, clock.moment(dt.date(2026, 9, 1)))

    assert (state.raised_since, state.closed_since, state.total) == (1, 0, 3)


def test_deadline_day_counts_to_its_end(cell):
    opinion = raised(cell)

    with clock.at(clock.moment(opinion.due_on, 23, 59)):
        assert queries.state_of(cell).overdue == 0
    with clock.at(clock.moment(opinion.due_on + dt.timedelta(days=1))):
        assert queries.state_of(cell).overdue == 1


def test_states_of_agrees_with_state_of(cell, secretary, django_assert_num_queries):
    raised(cell)
    close(answered(cell, by=secretary))
    beside = residence_cell(cell.parent, code="K9")
    units = [cell, beside, cell.parent]

    with django_assert_num_queries(1):
        states = queries.states_of(units)

    for unit in units:
        alone = queries.state_of(unit)
        assert states[unit.pk].total == alone.total
        assert states[unit.pk].closed == alone.closed
    assert states[beside.pk] == OpinionsState()


def test_counts_by_member_are_half_open(cell, secretary):
    member = member_at(cell, account=True)
    silent = member_at(cell)
    with on((1, 1), 0):
        close(answered(member=member, by=secretary))
    with on((11, 30), 23):
        raised(member=member)
    with on((12, 1), 0):
        raised(member=member)

    counts = queries.counts_by_member([member, silent], JANUARY, DECEMBER)

    assert counts == {member.pk: OpinionCounts(raised=2, closed=1)}


def test_counts_by_member_never_close_more_than_was_raised(cell, secretary):
    member = member_at(cell, account=True)
    with on((2, 1)):
        earlier = answered(member=member, by=secretary)
    with on((5, 1)):
        close(earlier)
        late = answered(member=member, by=secretary)
    with on((12, 2)):
        close(late)

    counts = queries.counts_by_member([member], dt.date(2026, 5, 1), DECEMBER)

    assert counts == {member.pk: OpinionCounts(raised=1, closed=0)}


@pytest.mark.parametrize("members", [1, 3])
def test_counts_by_member_ask_once(cell, members, django_assert_num_queries):
    made = [member_at(cell, account=True) for _ in range(members)]
    for member in made:
        raised(member=member)

    with django_assert_num_queries(1):
        counts = queries.counts_by_member(made, JANUARY, DECEMBER)

    assert len(counts) == members


def test_open_ones_begin_with_the_longest_unanswered(cell, secretary):
    first = answered(cell, by=secretary)
    second, third = raised(cell), raised(cell)

    assert list(queries.open_ones(cell)) == [second, third, first]
