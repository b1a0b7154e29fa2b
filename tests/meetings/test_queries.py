import datetime as dt

import pytest

from ganket.kernel import clock
from ganket.meetings import commands, queries
from ganket.meetings.queries import AttendanceCounts
from tests.factories import member_at
from tests.factories.meetings import (
    announced,
    closed,
    mark,
    opened,
    planned,
)
from tests.factories.org import residence_cell

pytestmark = pytest.mark.django_db

YEAR = (dt.date(2026, 1, 1), dt.date(2027, 1, 1))
JUNE = clock.moment(dt.date(2026, 6, 15), 19)
NEXT_WEEK = clock.moment(dt.date(2026, 11, 30), 19)


def test_attendance_counts_only_closed_meetings(cell, secretary):
    members = [member_at(cell) for _ in range(3)]
    closed(
        cell,
        by=secretary,
        half=1,
        held_at=JUNE,
        marks={members[0]: "PRESENT", members[1]: "EXCUSED"},
    )
    meeting = opened(cell, by=secretary)
    mark(meeting, members[0], by=secretary)

    counts = queries.attendance_counts(members, *YEAR)

    assert [counts[member.pk] for member in members] == [
        AttendanceCounts(held=1, present=1),
        AttendanceCounts(held=1, excused=1),
        AttendanceCounts(held=1, absent=1),
    ]


def test_attendance_counts_take_a_walk_in_as_held(cell, secretary):
    guest = member_at(residence_cell(cell.parent, code="K9"))
    mistaken = member_at(residence_cell(cell.parent, code="K8"))
    meeting = opened(cell, by=secretary)
    for key, member in enumerate([guest, mistaken]):
        commands.add_walk_in(
            actor=secretary, meeting=meeting, member=member, key=f"{key:032x}"
        )
    mark(meeting, mistaken, "ABSENT", by=secretary)
    commands.close_meeting(actor=secretary, meeting=meeting, version=0)

    counts = queries.attendance_counts([guest, mistaken], *YEAR)

    assert counts == {guest.pk: AttendanceCounts(held=1, present=1)}


def test_attendance_span_is_half_open(cell, secretary):
    member = member_at(cell)
    closed(cell, by=secretary, marks={member: "PRESENT"})
    day = dt.date(2026, 11, 23)

    inside = queries.attendance_counts([member], day, day + dt.timedelta(days=1))
    before = queries.attendance_counts([member], dt.date(2026, 1, 1), day)

    assert inside[member.pk].present == 1
    assert before == {}


@pytest.mark.parametrize("members", [1, 3])
def test_attendance_counts_ask_once(
    cell, secretary, members, django_assert_num_queries
):
    made = [member_at(cell) for _ in range(members)]
    closed(cell, by=secretary, marks=dict.fromkeys(made, "PRESENT"))

    with django_assert_num_queries(1):
        counts = queries.attendance_counts(made, *YEAR)

    assert len(counts) == members


def test_attendance_of_a_member_runs_from_the_oldest(cell, secretary):
    member = member_at(cell)
    closed(cell, by=secretary, marks={member: "ABSENT"})
    closed(cell, by=secretary, half=1, held_at=JUNE, marks={member: "PRESENT"})

    rows = queries.attendance_of(member, *YEAR)

    assert [row.presence for row in rows] == ["PRESENT", "ABSENT"]


def test_next_meeting_is_the_nearest_that_was_announced(cell, secretary):
    member_at(cell)
    draft = planned(cell, by=secretary)
    told = announced(cell, by=secretary, kind="EXTRA", half=None, held_at=NEXT_WEEK)

    assert queries.next_meeting(cell) == told
    assert queries.next_meeting(cell, with_drafts=True) == draft


def test_next_meeting_is_none_once_it_is_over(cell, secretary):
    closed(cell, by=secretary)

    assert queries.next_meeting(cell, with_drafts=True) is None


def test_regular_meetings_say_how_far_each_cell_is(cell, secretary):
    beside = residence_cell(cell.parent, code="K9")
    closed(cell, by=secretary, half=1, held_at=JUNE)
    planned(cell, by=secretary)
    planned(cell, by=secretary, kind="EXTRA", half=None)

    found = queries.regular_meetings([cell, beside], 2026)

    assert found == {cell.pk: {1: "CLOSED", 2: "PLANNED"}, beside.pk: {}}


def test_suggestion_is_the_regular_meeting_of_this_half(cell, secretary):
    suggestion = queries.suggestion_for(cell)
    planned(cell, by=secretary)

    assert (suggestion.half, suggestion.is_taken) == (2, False)
    assert suggestion.title == "Sinh hoạt 6 tháng cuối năm 2026"
    assert queries.suggestion_for(cell).is_taken
