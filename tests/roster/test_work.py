import datetime as dt

import pytest

from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.roster import commands, queries
from ganket.roster.enums import IntroductionState, LinkEnd
from ganket.roster.models import WorkLink
from tests.factories import AccountFactory, MemberFactory, WorkLinkFactory, member_at
from tests.factories.org import residence_cell, ward, workplace_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


def officer(unit):
    return AccountFactory(holds=[(Role.WORKPLACE_OFFICER, unit)])


def test_start_work_link_takes_somebody_who_left_elsewhere():
    cell = workplace_cell()
    past = WorkLinkFactory(until=TODAY)

    link = commands.start_work_link(actor=officer(cell), member=past.member, cell=cell)

    assert queries.work_link_of(past.member) == link
    assert Entry.objects.get().verb == commands.WORK_STARTED


def test_start_work_link_refuses_while_another_is_open():
    cell = workplace_cell()
    held = WorkLinkFactory()

    with pytest.raises(commands.WorksElsewhere):
        commands.start_work_link(actor=officer(cell), member=held.member, cell=cell)

    assert WorkLink.objects.get() == held


def test_start_work_link_refuses_an_overlap():
    cell = workplace_cell()
    past = WorkLinkFactory(until=TODAY)

    with pytest.raises(commands.SpansOverlap, match="23/11/2026"):
        commands.start_work_link(
            actor=officer(cell), member=past.member, cell=cell, since=TODAY - DAY
        )


def test_start_work_link_refuses_a_day_to_come():
    cell = workplace_cell()

    with pytest.raises(commands.DayNotYet):
        commands.start_work_link(
            actor=officer(cell), member=MemberFactory(), cell=cell, since=TODAY + DAY
        )


def test_move_work_link_ends_one_and_starts_the_next():
    cell = workplace_cell()
    held = WorkLinkFactory(cell=cell, job="Kỹ sư")
    other = workplace_cell(cell.parent, name="Phòng Kế toán")

    link = commands.move_work_link(
        actor=officer(cell.parent), link=held, cell=other, since=TODAY
    )

    held.refresh_from_db()
    assert (held.until, held.end) == (TODAY, LinkEnd.MOVED_WORK)
    assert (link.cell, link.since, link.job) == (other, TODAY, "Kỹ sư")


def test_move_work_link_refuses_a_cell_out_of_reach_and_undoes_the_end():
    cell = workplace_cell()
    held = WorkLinkFactory(cell=cell)

    with pytest.raises(NotAllowed):
        commands.move_work_link(
            actor=officer(cell.parent), link=held, cell=workplace_cell()
        )

    assert WorkLink.objects.get().until is None


def test_end_work_link_ends_once():
    held = WorkLinkFactory()
    actor = officer(held.cell)

    commands.end_work_link(actor=actor, link=held, end=LinkEnd.RETIRED)

    with pytest.raises(commands.LinkEnded, match="23/11/2026"):
        commands.end_work_link(actor=actor, link=held, end=LinkEnd.RETIRED)


def test_end_work_link_refuses_days_out_of_order():
    held = WorkLinkFactory(since=TODAY)

    with pytest.raises(commands.DaysOutOfOrder):
        commands.end_work_link(
            actor=officer(held.cell), link=held, end=LinkEnd.RETIRED, until=TODAY - DAY
        )


def test_work_link_by_mistake_was_never_in_force():
    held = WorkLinkFactory()

    commands.end_work_link(actor=officer(held.cell), link=held, end=LinkEnd.MISTAKE)

    assert queries.work_link_of(held.member, held.since) is None


def test_whoever_dies_leaves_home_and_the_waiting_paper_too():
    cell = workplace_cell()
    member = member_at(residence_cell(), workplace_cell=cell)
    actor = officer(cell.parent)
    paper = commands.introduce_again(actor=actor, member=member, to_ward=ward())

    commands.end_work_link(
        actor=actor, link=queries.work_link_of(member), end=LinkEnd.DIED
    )

    paper.refresh_from_db()
    assert paper.state == IntroductionState.WITHDRAWN
    assert queries.home_link_of(member) is None
