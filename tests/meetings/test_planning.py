import datetime as dt
from uuid import uuid4

import pytest

from ganket.journal.models import Entry
from ganket.kernel import clock
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.meetings import commands, queries
from ganket.meetings.models import Meeting
from tests.factories import ExemptionFactory, member_at
from tests.factories.meetings import (
    TONIGHT,
    announced,
    closed,
    fresh,
    opened,
    planned,
    secretary_of,
)
from tests.factories.org import residence_cell, ward, workplace_cell
from tests.racing import race

JUNE = clock.moment(dt.date(2026, 6, 20), 19)


def change(actor, meeting, **change):
    values = {
        "version": meeting.version,
        "title": meeting.title,
        "held_at": meeting.held_at,
        "place": meeting.place,
    }
    commands.change_meeting(actor=actor, meeting=meeting, **(values | change))


def test_plan_meeting_opens_the_agenda_with_the_opinions(cell):
    meeting = planned(cell)

    items = queries.agenda_of(meeting).values_list("position", "kind")
    assert list(items) == [(1, "OPINIONS"), (2, "INFORMATION")]
    assert (meeting.year, meeting.half, meeting.state) == (2026, 2, "PLANNED")
    assert Entry.objects.get().verb == commands.PLANNED


def test_plan_meeting_keeps_titles_in_vietnamese_whatever_the_screen(cell, settings):
    from django.utils import translation

    with translation.override("en"):
        meeting = planned(cell)

    titles = queries.agenda_of(meeting).values_list("title", flat=True)
    assert list(titles) == ["Tình hình các ý kiến", "Thông báo tình hình địa phương"]


def test_plan_meeting_twice_is_one(cell, secretary):
    key = uuid4()

    first = planned(cell, by=secretary, client_key=key)
    second = planned(cell, by=secretary, client_key=key)

    assert first == second
    assert Entry.objects.filter(verb=commands.PLANNED).count() == 1


def test_regular_meeting_without_a_name_has_its_usual_one(cell):
    meeting = planned(cell, title=" ")

    assert meeting.title == "Sinh hoạt 6 tháng cuối năm 2026"


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"title": " ", "kind": "EXTRA", "half": None}, commands.TitleMissing),
        ({"place": ""}, commands.PlaceMissing),
        ({"title": "x" * 161}, commands.LineTooLong),
        ({"half": 1}, commands.HalfWrong),
        ({"half": None}, commands.HalfWrong),
        ({"held_at": JUNE}, commands.HalfWrong),
        ({"held_at": TONIGHT + dt.timedelta(days=400)}, commands.DayWrong),
        ({"held_at": TONIGHT - dt.timedelta(days=800)}, commands.DayWrong),
    ],
)
def test_plan_meeting_refuses_and_writes_nothing(cell, values, refusal):
    with pytest.raises(refusal):
        planned(cell, **values)
    assert not Meeting.objects.exists()
    assert not Entry.objects.exists()


def test_wrong_half_is_named_in_the_sentence(cell):
    with pytest.raises(commands.HalfWrong) as refusal:
        planned(cell, half=1)
    assert "23/11/2026" in str(refusal.value)
    assert "6 tháng đầu năm" in str(refusal.value)


def test_second_regular_meeting_of_a_half_is_refused(cell):
    planned(cell)

    with pytest.raises(commands.HalfTaken):
        planned(cell)
    assert planned(cell, kind="EXTRA", half=None).half is None


def test_cancelled_meeting_leaves_its_half_free(cell, secretary):
    meeting = planned(cell, by=secretary)
    commands.cancel_meeting(actor=secretary, meeting=meeting, reason="Bão số 9.")

    assert planned(cell, by=secretary).pk != meeting.pk


def test_workplace_cell_plans_no_meeting(db):
    cell = workplace_cell()

    with pytest.raises(commands.NoCell):
        planned(cell)


def test_stranger_plans_no_meeting(cell):
    with pytest.raises(NotAllowed):
        planned(cell, by=secretary_of(residence_cell(ward(), code="X")))


def test_change_meeting_moves_it(cell, secretary):
    meeting = planned(cell, by=secretary)

    change(secretary, meeting, place="Trường Hiệp Thành")

    assert fresh(meeting).place == "Trường Hiệp Thành"
    entry = Entry.objects.get(verb=commands.CHANGED)
    assert entry.changes == {"place": ["Nhà văn hóa khóm 2", "Trường Hiệp Thành"]}


def test_meeting_is_not_moved_into_a_half_that_has_its_own(cell, secretary):
    last_year = clock.moment(dt.date(2025, 12, 10), 19)
    planned(cell, by=secretary, held_at=last_year)
    meeting = planned(cell, by=secretary)

    with pytest.raises(commands.HalfTaken):
        change(secretary, meeting, held_at=last_year + dt.timedelta(days=3))
    assert fresh(meeting).held_at == TONIGHT


def test_second_writer_sees_what_stands(cell, secretary):
    meeting = planned(cell, by=secretary)
    change(secretary, meeting, place="Trường Hiệp Thành")

    with pytest.raises(ChangedMeanwhile) as refusal:
        change(secretary, meeting, version=0, place="Nhà ông Năm")
    assert refusal.value.theirs["place"] == "Trường Hiệp Thành"
    assert fresh(meeting).place == "Trường Hiệp Thành"


def test_meeting_that_began_is_not_moved(cell, secretary):
    meeting = opened(cell, by=secretary)

    with pytest.raises(commands.MovedOn):
        change(secretary, meeting, place="Nhà ông Năm")


def test_announce_meeting_counts_who_is_expected(cell, secretary):
    member_at(cell)
    ExemptionFactory(member=member_at(cell))

    meeting = announced(cell, by=secretary)

    assert fresh(meeting).state == "ANNOUNCED"
    entry = Entry.objects.get(verb=commands.ANNOUNCED)
    assert entry.changes["expected"] == [None, 1]


def test_announce_meeting_once(cell, secretary):
    member_at(cell)
    meeting = announced(cell, by=secretary)

    with pytest.raises(commands.MovedOn) as refusal:
        commands.announce_meeting(actor=secretary, meeting=meeting)
    assert "đã mời" in str(refusal.value)


def test_announce_meeting_refuses_an_empty_room(cell, secretary):
    with pytest.raises(commands.NobodyExpected):
        announced(cell, by=secretary)


def test_announce_meeting_refuses_an_hour_that_has_passed(cell, secretary):
    member_at(cell)
    meeting = planned(cell, by=secretary)

    with clock.at(TONIGHT), pytest.raises(commands.DayPast):
        commands.announce_meeting(actor=secretary, meeting=meeting)
    assert fresh(meeting).announced_at is None


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [(" ", commands.ReasonMissing), ("x" * 281, commands.LineTooLong)],
)
def test_cancel_meeting_asks_why(cell, secretary, reason, refusal):
    meeting = planned(cell, by=secretary)

    with pytest.raises(refusal):
        commands.cancel_meeting(actor=secretary, meeting=meeting, reason=reason)
    assert fresh(meeting).state == "PLANNED"


def test_closed_meeting_is_not_cancelled(cell, secretary):
    meeting = closed(cell, by=secretary)

    with pytest.raises(commands.MovedOn) as refusal:
        commands.cancel_meeting(actor=secretary, meeting=meeting, reason="Nhầm.")
    assert "đã kết thúc" in str(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_two_who_plan_the_same_half_at_once_have_one_meeting():
    cell = residence_cell(ward())
    actors = [secretary_of(cell), secretary_of(cell)]

    outcomes = race(*(lambda by=by: planned(cell, by=by) for by in actors))

    assert sum(isinstance(each, commands.HalfTaken) for each in outcomes) == 1
    assert Meeting.objects.count() == 1
