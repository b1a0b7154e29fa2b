import datetime as dt

import pytest
from django.utils import translation

from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.org.enums import Role
from ganket.reviews import commands, queries
from ganket.reviews.enums import ReviewState
from ganket.reviews.models import Review, ReviewCycle
from ganket.roster.models import HomeLink
from ganket.tallies.enums import Measure
from ganket.tallies.queries import counts_of
from tests.factories import ExemptionFactory, HomeLinkFactory, member_at
from tests.factories.org import residence_cell, ward
from tests.racing import race
from tests.reviews.scene import (
    CELLS_DUE,
    CLOSES,
    OPENS,
    drafted,
    officer,
    opened,
    scene,
    shown,
    tally_faults,
)

pytestmark = pytest.mark.django_db
DUE = Measure.REVIEWS_DUE


def test_opening_lists_who_lives_in_a_cell_of_the_ward_and_is_not_exempt():
    made = scene(2, is_open=False)
    second = residence_cell(made.ward, name="Khóm 3")
    there = member_at(second)
    member_at(made.ward)
    ExemptionFactory(member=member_at(made.cell))
    member_at(residence_cell())
    gone = member_at(made.cell)
    HomeLink.objects.filter(member=gone).update(until=dt.date(2026, 11, 1))

    cycle = opened(made)

    due = {(r.member_id, r.cell_id) for r in Review.objects.filter(cycle=cycle)}
    assert due == {
        (made.members[0].pk, made.cell.pk),
        (made.members[1].pk, made.cell.pk),
        (there.pk, second.pk),
    }


def test_opened_cycle_keeps_the_rules_of_its_first_day():
    cycle = scene().cycle

    assert cycle.rule_pack == "qd213"
    assert cycle.reply_days == 5
    assert cycle.reviews.get().rule_pack == "qd213"


def test_cycle_of_2018_keeps_the_rules_of_2018():
    with clock.at(clock.moment(dt.date(2018, 11, 5), 9)):
        made = scene(is_open=False)
        cycle = commands.open_cycle(
            actor=made.clerk,
            ward=made.ward,
            year=2018,
            opens_on=dt.date(2018, 11, 5),
            cells_due_on=dt.date(2018, 11, 30),
            closes_on=dt.date(2018, 12, 15),
        )

    assert cycle.rule_pack == "qd76"


def test_year_to_come_is_not_opened_yet():
    made = scene(is_open=False)

    with pytest.raises(commands.CycleYearAhead, match="01/01/2027"):
        commands.open_cycle(
            actor=made.clerk,
            ward=made.ward,
            year=2027,
            opens_on=dt.date(2027, 11, 1),
            cells_due_on=dt.date(2027, 11, 15),
            closes_on=dt.date(2027, 12, 10),
        )


def test_opening_counts_what_is_due_for_cell_and_ward():
    made = scene(3)

    counts = counts_of([made.cell, made.ward], year=2026)

    assert counts == {made.cell.pk: {DUE: 3}, made.ward.pk: {DUE: 3}}
    assert tally_faults() == []


def test_opening_is_journalled_with_the_days():
    cycle = scene().cycle

    (entry,) = journal.entries_of(cycle)
    assert entry.verb == commands.OPENED
    assert entry.changes["closes_on"] == [None, "2026-12-15"]
    assert entry.changes["papers"] == [None, 1]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"cells_due_on": dt.date(2026, 11, 1)}, commands.CycleDatesOutOfOrder),
        ({"closes_on": dt.date(2026, 11, 29)}, commands.CycleDatesOutOfOrder),
        ({"opens_on": dt.date(2025, 11, 2)}, commands.CycleYearWrong),
        ({"reply_days": 31}, commands.ReplyDaysWrong),
        ({"reply_days": -1}, commands.ReplyDaysWrong),
    ],
)
def test_open_cycle_refuses_and_writes_nothing(change, refusal):
    made = scene(is_open=False)

    with pytest.raises(refusal):
        opened(made, **change)

    assert not ReviewCycle.objects.exists()
    assert not Review.objects.exists()


def test_cycle_before_any_regulation_is_refused():
    made = scene(is_open=False)
    days = dict.fromkeys(["opens_on", "cells_due_on", "closes_on"], dt.date(1999, 1, 1))

    with pytest.raises(commands.NoRegulationThen):
        commands.open_cycle(actor=made.clerk, ward=made.ward, year=1999, **days)


def test_second_cycle_of_a_year_is_refused():
    made = scene()

    with pytest.raises(commands.CycleExists):
        opened(made)

    assert ReviewCycle.objects.count() == 1


@pytest.mark.parametrize("role", Role)
def test_only_the_ward_opens_its_cycle(role):
    made = scene(is_open=False)
    in_cell, beside = officer(role, made.cell), officer(role, ward())
    inside = officer(role, made.ward)

    for actor in (in_cell, beside):
        made.clerk = actor
        with pytest.raises(NotAllowed):
            opened(made)

    assert queries.may_open(inside, made.ward) is (
        role in {Role.CLERK, Role.SECRETARY, Role.DEPUTY}
    )


def test_refresh_adds_who_came_later_and_moves_and_drops_blank_reviews():
    made = scene(3)
    stays, moves, leaves = made.members
    second = residence_cell(made.ward, name="Khóm 3")
    arrived = member_at(second)
    HomeLink.objects.filter(member=moves).update(cell=second)
    HomeLink.objects.filter(member=leaves).update(until=dt.date(2026, 11, 20))

    changes = commands.refresh_due(actor=made.clerk, cycle=made.cycle)

    rows = {r.member_id: (r.cell_id, r.state) for r in Review.objects.all()}
    assert rows == {
        stays.pk: (made.cell.pk, ReviewState.DRAFT),
        moves.pk: (second.pk, ReviewState.DRAFT),
        leaves.pk: (made.cell.pk, ReviewState.DROPPED),
        arrived.pk: (second.pk, ReviewState.DRAFT),
    }
    assert [each.member for each in changes.arrived] == [arrived]
    assert tally_faults() == []


def test_refresh_leaves_what_the_cell_has_begun_to_write():
    made = scene(2)
    drafted(made, 0, is_finished=False)
    shown(made, 1)
    HomeLink.objects.update(until=dt.date(2026, 11, 20))

    changes = commands.refresh_due(actor=made.clerk, cycle=made.cycle)

    assert changes.is_empty
    assert not Review.objects.filter(state=ReviewState.DROPPED).exists()


def test_refresh_twice_changes_nothing_more():
    made = scene()
    member_at(made.cell)
    commands.refresh_due(actor=made.clerk, cycle=made.cycle)

    again = commands.refresh_due(actor=made.clerk, cycle=made.cycle)

    assert again.is_empty
    assert tally_faults() == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_refresh_at_once_each_arrival_is_listed_once():
    made = scene()
    member_at(made.cell)

    outcomes = race(
        *[lambda: commands.refresh_due(actor=made.clerk, cycle=made.cycle)] * 2
    )

    assert sorted(len(each.arrived) for each in outcomes) == [0, 1]
    assert tally_faults() == []


def test_refresh_keeps_its_reason_in_vietnamese_whatever_the_screen():
    made = scene()
    HomeLink.objects.update(until=dt.date(2026, 11, 20), end="MOVED_HOME")

    with translation.override("en"):
        commands.refresh_due(actor=made.clerk, cycle=made.cycle)

    reason = "Không còn thuộc diện nhận xét của phường."
    assert made.review().dropped_reason == reason


def test_moved_review_follows_its_member_a_second_time():
    made = scene()
    for name in ("Khóm 3", "Khóm 4"):
        cell = residence_cell(made.ward, name=name)
        HomeLink.objects.update(cell=cell)
        commands.refresh_due(actor=made.clerk, cycle=made.cycle)

    assert made.review().cell == cell
    assert tally_faults() == []


def test_dropped_review_says_why_and_comes_back():
    made = scene()
    review = made.review()

    commands.drop_review(
        actor=made.clerk, review=review, reason="Mới chuyển về tháng 10."
    )
    dropped = made.review()
    commands.restore_review(actor=made.clerk, review=review)

    assert dropped.state == ReviewState.DROPPED
    assert dropped.dropped_reason == "Mới chuyển về tháng 10."
    assert made.review().state == ReviewState.DRAFT
    assert tally_faults() == []


def test_shown_review_is_not_dropped():
    made = scene()
    review = shown(made)

    with pytest.raises(commands.AlreadyBegun):
        commands.drop_review(actor=made.clerk, review=review, reason="Chuyển đi.")

    assert made.review().state == ReviewState.SHOWN


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [("  ", commands.ReasonMissing), ("x" * 501, commands.ReasonTooLong)],
)
def test_drop_wants_a_reason(reason, refusal):
    made = scene()

    with pytest.raises(refusal):
        commands.drop_review(actor=made.clerk, review=made.review(), reason=reason)

    assert made.review().state == ReviewState.DRAFT


def test_review_on_the_list_is_not_restored():
    made = scene()

    with pytest.raises(commands.NotDropped):
        commands.restore_review(actor=made.clerk, review=made.review())


def test_cell_drops_nothing():
    made = scene()

    with pytest.raises(NotAllowed):
        commands.drop_review(
            actor=made.secretary, review=made.review(), reason="Chuyển đi."
        )


def test_days_of_a_cycle_are_changed_and_journalled():
    made = scene()
    later = dt.date(2026, 12, 20)

    commands.change_days(
        actor=made.clerk,
        cycle=made.cycle,
        version=0,
        opens_on=OPENS,
        cells_due_on=CELLS_DUE,
        closes_on=later,
    )

    entry = journal.entries_of(made.cycle).first()
    assert ReviewCycle.objects.get().closes_on == later
    assert entry.changes == {"closes_on": [CLOSES.isoformat(), later.isoformat()]}


def test_second_writer_of_the_days_sees_both():
    made = scene()
    days = {"opens_on": OPENS, "cells_due_on": CELLS_DUE, "actor": made.clerk}
    first, second = ReviewCycle.objects.get(), ReviewCycle.objects.get()
    commands.change_days(
        cycle=first, version=0, closes_on=dt.date(2026, 12, 20), **days
    )

    with pytest.raises(ChangedMeanwhile) as refusal:
        commands.change_days(
            cycle=second, version=0, closes_on=dt.date(2026, 12, 18), **days
        )

    assert refusal.value.theirs["closes_on"] == dt.date(2026, 12, 20)


def test_member_assigned_twice_in_a_ward_is_due_once():
    made = scene(is_open=False)
    HomeLink.objects.update(until=dt.date(2026, 11, 1))
    second = residence_cell(made.ward, name="Khóm 3")
    HomeLinkFactory(member=made.members[0], cell=second, since=dt.date(2026, 11, 1))

    opened(made)

    assert made.review().cell == second
