import datetime as dt
from itertools import cycle
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from ganket.journal.models import Entry
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.meetings import commands, queries
from ganket.meetings.commands.attendance import Standing, standing_of
from ganket.meetings.models import Attendance, Mark
from ganket.meetings.queries import Figures
from ganket.org.enums import Role
from tests.factories import AccountFactory, ExemptionFactory, member_at
from tests.factories.meetings import (
    TONIGHT,
    announced,
    closed,
    line,
    mark,
    opened,
    planned,
    secretary_of,
)
from tests.factories.org import residence_cell, ward
from tests.racing import race


class Room:
    """An open meeting of a cell with some members, and two who mark."""

    def __init__(self, members=3):
        self.cell = residence_cell(ward())
        self.members = [member_at(self.cell, account=True) for _ in range(members)]
        self.secretary = secretary_of(self.cell)
        self.deputy = AccountFactory(holds=[(Role.DEPUTY, self.cell)])
        self.meeting = opened(self.cell, by=self.secretary)

    def mark(self, presence="PRESENT", *, by=None, member=0, **values):
        by = by or self.secretary
        return mark(self.meeting, self.members[member], presence, by=by, **values)

    def line(self, member=0):
        return line(self.meeting, self.members[member])


@pytest.fixture
def room(db):
    return Room()


class TestRoll:
    def test_open_meeting_expects_who_lives_there_that_day(self, room):
        cell = room.cell
        later = member_at(cell, since=dt.date(2026, 11, 24))
        exempt = ExemptionFactory(member=member_at(cell)).member

        rows = queries.roll_of(opened(residence_cell(ward(), code="X")))
        extra = opened(cell, kind="EXTRA", half=None)

        assert not rows.exists()
        expected = set(queries.roll_of(extra).values_list("member", flat=True))
        assert expected == {m.pk for m in room.members}
        assert later.pk not in expected
        assert exempt.pk not in expected

    def test_roll_is_ordered_by_given_name(self, db):
        cell = residence_cell(ward())
        for name in ["Nguyễn Văn Đức", "Trần Thị Ánh", "Lê Văn Dũng"]:
            member_at(cell, name=name)

        names = [row.member.person.given_name for row in queries.roll_of(opened(cell))]

        assert names == ["Ánh", "Dũng", "Đức"]


class TestMark:
    def test_record_mark_says_who_and_when(self, room):
        row = room.mark("EXCUSED", reason="Trực đêm")

        assert row == room.line()
        row = room.line()
        assert (row.presence, row.reason) == ("EXCUSED", "Trực đêm")
        assert row.marked_by == room.secretary.person
        assert row.marked_at == clock.now()
        entry = Entry.objects.get(verb=commands.MARKED)
        assert entry.about == f"people.person:{room.members[0].person_id}"

    def test_same_key_writes_nothing_twice(self, room):
        key = uuid4()

        room.mark("PRESENT", key=key)
        again = room.mark("ABSENT", key=key)

        assert again.presence == "PRESENT"
        assert Mark.objects.count() == 1
        assert Entry.objects.filter(verb=commands.MARKED).count() == 1

    def test_key_of_another_line_is_refused(self, room):
        key = uuid4()
        room.mark("PRESENT", key=key)

        with pytest.raises(commands.KeyUsed), transaction.atomic():
            room.mark("PRESENT", member=1, key=key)
        assert room.line(1).presence == ""

    def test_one_person_may_think_again(self, room):
        room.mark("ABSENT")
        row = room.mark("PRESENT")

        assert (row.presence, row.is_disputed) == ("PRESENT", False)

    def test_two_who_disagree_are_shown(self, room):
        room.mark("PRESENT")
        row = room.mark("ABSENT", by=room.deputy)

        assert (row.presence, row.is_disputed) == ("ABSENT", True)
        marks = queries.disputed_marks(room.meeting)[row.pk]
        assert [m.by for m in marks] == [room.secretary.person, room.deputy.person]

    def test_agreement_ends_the_dispute(self, room):
        room.mark("PRESENT")
        room.mark("ABSENT", by=room.deputy)

        row = room.mark("PRESENT", by=room.deputy)

        assert (row.presence, row.is_disputed) == ("PRESENT", False)

    def test_settling_ends_the_dispute(self, room):
        room.mark("PRESENT")
        room.mark("ABSENT", by=room.deputy)

        row = room.mark("PRESENT", is_settling=True)

        assert (row.presence, row.is_disputed) == ("PRESENT", False)
        assert Mark.objects.count() == 3

    @pytest.mark.parametrize(
        ("values", "refusal"),
        [
            ({"presence": ""}, commands.PresenceUnknown),
            ({"presence": "LATE"}, commands.PresenceUnknown),
            ({"presence": "EXCUSED", "reason": "x" * 201}, commands.ReasonTooLong),
        ],
    )
    def test_record_mark_refuses_and_writes_nothing(self, room, values, refusal):
        with pytest.raises(refusal):
            room.mark(**values)
        assert not Mark.objects.exists()
        assert room.line().version == 0

    def test_record_mark_waits_for_the_meeting_to_begin(self, room):
        meeting = announced(room.cell, kind="EXTRA", half=None)
        row = Attendance.objects.create(meeting=meeting, member=room.members[0])

        with pytest.raises(commands.MovedOn) as refusal, transaction.atomic():
            mark(meeting, row.member, by=room.secretary)
        assert "chưa bắt đầu" in str(refusal.value)

    def test_record_mark_ends_with_the_meeting(self, db):
        cell = residence_cell(ward())
        member, secretary = member_at(cell), secretary_of(cell)
        meeting = closed(cell, by=secretary, marks={member: "PRESENT"})

        with pytest.raises(commands.MovedOn), transaction.atomic():
            mark(meeting, member, "ABSENT", by=secretary)
        assert line(meeting, member).presence == "PRESENT"

    def test_marks_are_only_ever_added(self, room):
        room.mark()

        with pytest.raises(DatabaseError), transaction.atomic():
            Mark.objects.update(presence="ABSENT")
        with pytest.raises(DatabaseError), transaction.atomic():
            Mark.objects.all().delete()

    @pytest.mark.parametrize("role", Role)
    def test_record_mark_asks_for_an_office(self, room, role):
        actor = AccountFactory(holds=[(role, room.cell)])
        may = {Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER, Role.CLERK}

        if role in may:
            assert room.mark(by=actor).presence == "PRESENT"
        else:
            with pytest.raises(NotAllowed):
                room.mark(by=actor)


class TestWalkIn:
    def walk_in(self, room, member, by=None):
        return commands.add_walk_in(
            actor=by or room.secretary, meeting=room.meeting, member=member, key=uuid4()
        )

    def test_walk_in_is_present(self, room):
        guest = member_at(residence_cell(room.cell.parent, code="K9"))

        row = self.walk_in(room, guest)

        assert (row.presence, row.is_walk_in) == ("PRESENT", True)
        assert queries.figures_of(room.meeting) == Figures(
            present=1, unmarked=3, walk_ins=1
        )

    def test_walk_in_who_was_expected_is_marked(self, room):
        row = self.walk_in(room, room.members[0])

        assert (row.presence, row.is_walk_in) == ("PRESENT", False)

    def test_walk_in_by_mistake_leaves_no_trace_in_the_counts(self, room):
        guest = member_at(residence_cell(room.cell.parent, code="K9"))
        self.walk_in(room, guest)

        mark(room.meeting, guest, "ABSENT", by=room.secretary)

        assert queries.figures_of(room.meeting) == Figures(unmarked=3)
        found = queries.walk_ins_for(room.meeting, guest.person.full_name)
        assert found == [guest]

    def test_walk_in_on_whom_two_disagree_stays_until_it_is_settled(self, room):
        guest = member_at(residence_cell(room.cell.parent, code="K9"))
        row = self.walk_in(room, guest)
        mark(room.meeting, guest, "ABSENT", by=room.deputy)

        assert row in queries.roll_of(room.meeting)
        assert queries.figures_of(room.meeting).disputed == 1

        mark(room.meeting, guest, "ABSENT", by=room.deputy, is_settling=True)

        assert row not in queries.roll_of(room.meeting)
        commands.close_meeting(
            actor=room.secretary,
            meeting=room.meeting,
            version=room.meeting.version,
            unmarked_are_absent=True,
        )

    def test_walk_in_from_elsewhere_is_refused(self, room):
        stranger = member_at(residence_cell(ward(), code="X"))

        with pytest.raises(commands.NotOfTheWard):
            self.walk_in(room, stranger)
        assert queries.figures_of(room.meeting).total == 3

    def test_search_for_walk_ins_stays_in_the_ward_and_off_the_roll(self, room):
        guest = member_at(
            residence_cell(room.cell.parent, code="K9"), name="Đặng Thị Ánh"
        )
        member_at(residence_cell(ward(), code="X"), name="Đặng Thị Ánh")
        member_at(room.cell, name="Đặng Văn Ánh")
        on_roll = opened(room.cell, kind="EXTRA", half=None)

        assert queries.walk_ins_for(on_roll, "anh dang") == [guest]


class TestLeave:
    def ask(self, meeting, member, reason="Trực đêm", actor=None):
        return commands.ask_leave(
            actor=actor or member.person.account,
            meeting=meeting,
            reason=reason,
            key=uuid4(),
        )

    @pytest.fixture
    def cell(self, db):
        return residence_cell(ward())

    @pytest.fixture
    def member(self, cell):
        return member_at(cell, account=True)

    def test_ask_leave_stands_as_excused_until_the_cell_marks(self, cell, member):
        meeting = announced(cell)

        row = self.ask(meeting, member)

        assert (row.presence, row.asked_leave) == ("EXCUSED", True)
        assert row.reason == "Trực đêm"
        assert queries.figures_of(meeting).excused == 1

    def test_mark_of_the_cell_overrides_without_a_dispute(self, cell, member):
        secretary = secretary_of(cell)
        meeting = announced(cell, by=secretary)
        self.ask(meeting, member)
        commands.open_meeting(actor=secretary, meeting=meeting)

        row = mark(meeting, member, "PRESENT", by=secretary)

        assert (row.presence, row.is_disputed) == ("PRESENT", False)
        assert (row.reason, row.asked_leave) == ("", False)

    def test_confirmed_leave_keeps_the_members_reason(self, cell, member):
        secretary = secretary_of(cell)
        meeting = announced(cell, by=secretary)
        self.ask(meeting, member)
        commands.open_meeting(actor=secretary, meeting=meeting)

        row = mark(meeting, member, "EXCUSED", by=secretary)

        assert (row.reason, row.asked_leave) == ("Trực đêm", False)

    def test_helper_asks_for_the_person_they_serve(self, cell, member):
        helper = AccountFactory(holds=[(Role.HELPER, cell)])
        helper.helping_id = member.person_id

        row = self.ask(announced(cell), member, actor=helper)

        assert row.marked_by == member.person

    @pytest.mark.parametrize(
        ("reason", "refusal"),
        [
            (" ", commands.LeaveReasonMissing),
            ("x" * 201, commands.ReasonTooLong),
        ],
    )
    def test_ask_leave_asks_why(self, cell, member, reason, refusal):
        with pytest.raises(refusal):
            self.ask(announced(cell), member, reason)
        assert not Mark.objects.exists()

    def test_ask_leave_ends_with_the_hour(self, cell, member):
        meeting = announced(cell)

        with clock.at(TONIGHT), pytest.raises(commands.LeaveTooLate):
            self.ask(meeting, member)

    def test_ask_leave_is_for_announced_meetings(self, cell, member):
        with pytest.raises(NotAllowed):
            self.ask(planned(cell), member)

    def test_exempt_member_need_not_ask(self, cell, member):
        member_at(cell)
        meeting = announced(cell)
        ExemptionFactory(member=member)

        with pytest.raises(commands.NotExpected):
            self.ask(meeting, member)

    def test_nobody_asks_for_another(self, cell, member):
        meeting = announced(cell)
        elsewhere = member_at(residence_cell(ward(), code="X"), account=True)

        with pytest.raises(NotAllowed):
            self.ask(meeting, elsewhere)
        with pytest.raises(NotAllowed):
            self.ask(meeting, member, actor=secretary_of(cell))


MARKS = st.builds(
    Mark,
    presence=st.sampled_from(["PRESENT", "EXCUSED", "ABSENT"]),
    reason=st.sampled_from(["", "Ốm", "Trực"]),
    by_id=st.integers(1, 3),
    is_settling=st.booleans(),
    is_own=st.just(False),
)
OWN = st.builds(
    Mark,
    presence=st.just("EXCUSED"),
    reason=st.just("Đi xa"),
    by_id=st.just(9),
    is_own=st.just(True),
)


@given(own=st.lists(OWN, max_size=2), marks=st.lists(MARKS, max_size=12))
def test_standing_agrees_with_a_plain_reading_of_the_marks(own, marks):
    said = {}
    for each in marks:
        if each.is_settling:
            said = {}
        said.pop(each.by_id, None)
        said[each.by_id] = each

    standing = standing_of([*own, *marks])

    expected = list(said.values())[-1].presence if said else ""
    if not marks and own:
        expected = "EXCUSED"
    assert standing.presence == expected
    assert standing.is_disputed is (len({m.presence for m in said.values()}) > 1)
    assert standing.asked_leave is (bool(own) and not marks)
    if standing.presence != "EXCUSED":
        assert standing.reason == ""


def test_standing_of_no_marks_is_empty():
    assert standing_of([]) == Standing()


@pytest.mark.django_db(transaction=True)
def test_two_who_mark_the_same_person_at_once_lose_nothing():
    room = Room(members=1)
    pairs = [(room.secretary, "PRESENT"), (room.deputy, "ABSENT")]

    race(*(lambda by=by, p=p: room.mark(p, by=by) for by, p in pairs))

    assert Mark.objects.count() == 2
    assert room.line().is_disputed


@pytest.mark.django_db(transaction=True)
def test_two_hundred_taps_of_two_people_at_once_are_all_kept():
    room = Room(members=0)
    members = [member_at(room.cell) for _ in range(100)]
    meeting = opened(room.cell, kind="EXTRA", half=None)

    def tap_all(by, order):
        presences = cycle(["PRESENT", "PRESENT", "EXCUSED"])
        for member, presence in zip(order, presences, strict=False):
            mark(meeting, member, presence, by=by)

    race(
        lambda: tap_all(room.secretary, members),
        lambda: tap_all(room.deputy, members[::-1]),
    )

    assert Mark.objects.count() == 200
    for row in queries.roll_of(meeting).prefetch_related("marks"):
        told = standing_of(list(row.marks.all()))
        assert row.presence == told.presence
        assert row.is_disputed is told.is_disputed
        assert row.version == 2


@pytest.mark.django_db(transaction=True)
def test_tap_during_the_closing_is_counted_or_refused():
    room = Room(members=6)
    room.mark("PRESENT", member=0)

    def close():
        commands.close_meeting(
            actor=room.secretary,
            meeting=room.meeting,
            version=0,
            unmarked_are_absent=True,
        )

    outcomes = race(
        close, *(lambda n=n: room.mark("PRESENT", member=n) for n in range(1, 6))
    )

    for number, outcome in enumerate(outcomes[1:], start=1):
        was_refused = isinstance(outcome, commands.MovedOn)
        assert was_refused or isinstance(outcome, Attendance), outcome
        row = room.line(number)
        assert row.presence == ("ABSENT" if was_refused else "PRESENT")
        assert row.marks.count() == 1
