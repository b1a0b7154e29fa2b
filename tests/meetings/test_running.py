import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction

from ganket.journal.models import Entry
from ganket.kernel import clock
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.meetings import commands, queries
from ganket.meetings.models import Attendance, Mark
from ganket.opinions import commands as opinion_commands
from ganket.opinions.enums import Source
from ganket.opinions.models import Opinion
from ganket.org.enums import Role
from ganket.tallies.commands import faults
from ganket.tallies.queries import counts_of
from tests.factories import AccountFactory, member_at
from tests.factories.meetings import (
    closed,
    fresh,
    line,
    mark,
    opened,
    planned,
    secretary_of,
)
from tests.factories.opinions import WORDS, answered, raised
from tests.factories.org import residence_cell, ward
from tests.racing import race


def close(actor, meeting, **change):
    values = {"version": meeting.version, "unmarked_are_absent": True} | change
    commands.close_meeting(actor=actor, meeting=meeting, **values)


def write(actor, meeting, **change):
    values = {"version": meeting.version, "said": {}, "minutes": "Đã bàn."} | change
    commands.write_minutes(actor=actor, meeting=meeting, **values)


class TestOpen:
    def test_open_meeting_begins_once(self, cell, secretary):
        member_at(cell)
        meeting = opened(cell, by=secretary)

        with pytest.raises(commands.MovedOn):
            commands.open_meeting(actor=secretary, meeting=meeting)
        assert fresh(meeting).state == "OPEN"
        assert Attendance.objects.count() == 1

    def test_open_meeting_waits_for_its_day(self, cell, secretary):
        tomorrow = clock.moment(dt.date(2026, 11, 24), 7)
        meeting = planned(cell, by=secretary, held_at=tomorrow)

        with pytest.raises(commands.NotYet):
            commands.open_meeting(actor=secretary, meeting=meeting)
        assert not Attendance.objects.exists()


class TestNumber:
    def test_numbers_follow_the_closings_and_not_the_printing(self, cell, secretary):
        first = closed(cell, by=secretary)
        second = closed(cell, by=secretary, kind="EXTRA", half=None, title="Bàn hẻm 12")

        later = commands.issue_minutes(actor=secretary, meeting=fresh(second))
        earlier = commands.issue_minutes(actor=secretary, meeting=fresh(first))

        assert (fresh(first).number, fresh(second).number) == (1, 2)
        assert (earlier.number, later.number) == (1, 2)

    def test_refused_closing_takes_no_number(self, cell, secretary):
        member_at(cell)
        meeting = opened(cell, by=secretary)

        with pytest.raises(commands.Unmarked):
            commands.close_meeting(
                actor=secretary, meeting=meeting, version=meeting.version
            )

        extra = {"kind": "EXTRA", "half": None, "title": "Bàn hẻm 12"}
        assert fresh(closed(cell, by=secretary, **extra)).number == 1


class TestMinutes:
    def test_write_minutes_keeps_what_was_said(self, cell, secretary):
        meeting = opened(cell, by=secretary)
        item = queries.agenda_of(meeting).get(position=2)

        write(secretary, meeting, said={item.pk: "Nhất trí."}, chair="Lê Văn Tư")

        item.refresh_from_db()
        assert item.said == "Nhất trí."
        assert fresh(meeting).chair == "Lê Văn Tư"
        assert Entry.objects.filter(verb=commands.MINUTES_WRITTEN).count() == 1

    def test_item_of_another_meeting_is_left_alone(self, cell, secretary):
        other = opened(cell, kind="EXTRA", half=None)
        item = queries.agenda_of(other).get(position=2)

        write(secretary, opened(cell, by=secretary), said={item.pk: "Nhầm."})

        item.refresh_from_db()
        assert item.said == ""

    def test_second_writer_sees_what_stands(self, cell, secretary):
        meeting = opened(cell, by=secretary)
        item = queries.agenda_of(meeting).get(position=2)
        write(secretary, meeting, said={item.pk: "Bản đầu."})

        with pytest.raises(ChangedMeanwhile) as refusal, transaction.atomic():
            write(secretary, meeting, version=0, minutes="Bản sau.")
        assert refusal.value.theirs["minutes"] == "Đã bàn."
        assert refusal.value.theirs[f"said_{item.pk}"] == "Bản đầu."

    @pytest.mark.parametrize("change", [{"minutes": "x" * 20001}, {"said": 5001}])
    def test_write_minutes_refuses_too_much(self, cell, secretary, change):
        meeting = opened(cell, by=secretary)
        if "said" in change:
            item = queries.agenda_of(meeting).get(position=2)
            change = {"said": {item.pk: "x" * change["said"]}}

        with pytest.raises(commands.TextTooLong):
            write(secretary, meeting, **change)
        assert fresh(meeting).version == 0

    def test_write_minutes_refuses_a_name_that_is_none(self, cell, secretary):
        with pytest.raises(commands.NameTooLong):
            write(secretary, opened(cell, by=secretary), chair="x" * 121)

    @pytest.mark.parametrize("make", [planned, closed])
    def test_write_minutes_is_for_an_open_meeting(self, cell, secretary, make):
        meeting = make(cell, by=secretary)

        with pytest.raises(commands.MovedOn):
            write(secretary, meeting)

    def test_committee_member_marks_but_writes_no_minutes(self, cell):
        actor = AccountFactory(holds=[(Role.COMMITTEE_MEMBER, cell)])

        with pytest.raises(NotAllowed):
            write(actor, opened(cell))


class TestClose:
    def test_close_meeting_freezes_and_counts(self, cell, secretary):
        member = member_at(cell)
        opinion = raised(cell)
        meeting = opened(cell, by=secretary)
        mark(meeting, member, by=secretary)

        close(secretary, meeting)

        assert meeting.state == fresh(meeting).state == "CLOSED"
        assert fresh(meeting).closed_at == clock.now()
        block = queries.opinions_block(fresh(meeting))
        assert [each.code for each in block.lines] == [opinion.code]
        counts = counts_of([cell, cell.parent], year=2026)
        assert [c["MEETINGS_CLOSED"] for c in counts.values()] == [1, 1]
        assert [f for f in faults() if f.measure == "MEETINGS_CLOSED"] == []

    def test_frozen_block_stays_as_it_was(self, cell, secretary):
        opinion = raised(cell)
        meeting = closed(cell, by=secretary)
        before = queries.opinions_block(fresh(meeting))

        opinion_commands.answer_opinion(
            actor=secretary, opinion=opinion, version=0, text="Xong.", outcome="SOLVED"
        )

        assert queries.opinions_block(fresh(meeting)) == before
        assert queries.live_block(fresh(meeting)) != before

    def test_unmarked_are_absent_only_where_one_says_so(self, cell, secretary):
        member = member_at(cell)
        meeting = opened(cell, by=secretary)

        with pytest.raises(commands.Unmarked) as refusal, transaction.atomic():
            close(secretary, meeting, unmarked_are_absent=False)
        before = (line(meeting, member).presence, fresh(meeting).state)
        close(secretary, meeting)

        assert before == ("", "OPEN")
        assert "1 đồng chí" in str(refusal.value)
        row = line(meeting, member)
        assert (row.presence, row.marked_by) == ("ABSENT", secretary.person)
        assert row.marks.count() == 1

    def test_close_meeting_waits_for_a_human_to_settle(self, cell, secretary):
        member, deputy = member_at(cell), AccountFactory(holds=[(Role.DEPUTY, cell)])
        meeting = opened(cell, by=secretary)
        mark(meeting, member, "PRESENT", by=secretary)
        mark(meeting, member, "ABSENT", by=deputy)

        with pytest.raises(commands.StillDisputed), transaction.atomic():
            close(secretary, meeting)
        assert fresh(meeting).state == "OPEN"

    def test_close_meeting_refuses_a_stale_summary(self, cell, secretary):
        meeting = opened(cell, by=secretary)
        write(secretary, meeting)

        with pytest.raises(commands.SummaryStale):
            close(secretary, meeting, version=0)

    def test_close_meeting_once(self, cell, secretary):
        meeting = closed(cell, by=secretary)

        with pytest.raises(commands.MovedOn):
            close(secretary, meeting)
        assert counts_of([cell], year=2026)[cell.pk]["MEETINGS_CLOSED"] == 1

    def test_closed_meeting_cannot_be_without_its_block(self, cell, secretary):
        from django.db import IntegrityError

        from ganket.meetings.models import Meeting

        meeting = closed(cell, by=secretary)

        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(opinions=None)


class TestOpinionInTheRoom:
    def note(self, actor, meeting, member):
        return commands.note_opinion(
            actor=actor, meeting=meeting, member=member, client_key=uuid4(), **WORDS
        )

    def test_note_opinion_names_the_meeting(self, cell, secretary):
        member = member_at(cell)
        meeting = opened(cell, by=secretary)
        mark(meeting, member, by=secretary)

        opinion = self.note(secretary, meeting, member)

        assert (opinion.source, opinion.source_id) == (Source.MEETING, meeting.pk)
        assert opinion.unit == cell

    def test_note_opinion_is_for_who_is_present(self, cell, secretary):
        member = member_at(cell)
        meeting = opened(cell, by=secretary)

        with pytest.raises(commands.NotPresent):
            self.note(secretary, meeting, member)
        assert not Opinion.objects.exists()

    def test_note_opinion_ends_with_the_meeting(self, cell, secretary):
        member = member_at(cell)
        meeting = closed(cell, by=secretary, marks={member: "PRESENT"})

        with pytest.raises(commands.MovedOn):
            self.note(secretary, meeting, member)

    def test_note_opinion_asks_the_row_whether_the_meeting_goes_on(
        self, cell, secretary
    ):
        member = member_at(cell)
        meeting = opened(cell, by=secretary)
        mark(meeting, member, by=secretary)
        as_read_before = fresh(meeting)
        close(secretary, meeting)

        with pytest.raises(commands.MovedOn):
            self.note(secretary, as_read_before, member)
        assert not Opinion.objects.exists()

    def test_opinion_of_the_room_is_withdrawn_until_the_meeting_ends(
        self, cell, secretary
    ):
        member = member_at(cell)
        meeting = opened(cell, by=secretary)
        mark(meeting, member, by=secretary)
        slip, kept = (
            commands.note_opinion(
                actor=secretary,
                meeting=meeting,
                member=member,
                client_key=uuid4(),
                **WORDS | {"subject": subject},
            )
            for subject in ("Thoát nước", "Đèn đường")
        )
        withdraw(slip, by=secretary)
        close(secretary, fresh(meeting))

        with pytest.raises(opinion_commands.MeetingOver):
            withdraw(kept, by=secretary)
        slip.refresh_from_db()
        kept.refresh_from_db()
        assert (slip.state, kept.state) == ("WITHDRAWN", "RECEIVED")


def withdraw(opinion, *, by):
    opinion_commands.withdraw_opinion(
        actor=by, opinion=opinion, version=0, text="Ghi nhầm người nêu."
    )


class TestBlock:
    def test_block_tells_what_became_of_opinions_since_the_last_meeting(
        self, cell, secretary
    ):
        june = clock.moment(dt.date(2026, 6, 15), 19)
        with clock.at(clock.moment(dt.date(2026, 6, 15), 18)):
            waits = raised(cell)
            settled = answered(cell, by=secretary)
            closed(cell, by=secretary, half=1, held_at=june)
        with clock.at(clock.moment(dt.date(2026, 7, 1))):
            opinion_commands.accept_answer(
                actor=settled.member.person.account,
                opinion=settled,
                version=settled.version,
            )
        new = raised(cell)

        block = queries.live_block(planned(cell, by=secretary))

        assert block.since == dt.date(2026, 6, 15)
        assert (block.raised_since, block.closed_since, block.overdue) == (1, 1, 1)
        assert [each.code for each in block.lines] == [waits.code, new.code]
        assert [each.code for each in block.settled] == [settled.code]

    def test_block_takes_in_what_came_after_the_closing_on_the_same_day(
        self, cell, secretary
    ):
        june = dt.date(2026, 6, 15)
        with clock.at(clock.moment(june, 20)):
            before = raised(cell)
            closed(cell, by=secretary, half=1, held_at=clock.moment(june, 19))
        with clock.at(clock.moment(june, 21)):
            raised(cell)
            done = answered(cell, by=secretary)
            opinion_commands.accept_answer(
                actor=done.member.person.account, opinion=done, version=done.version
            )

        block = queries.live_block(planned(cell, by=secretary))

        assert (block.raised_since, block.closed_since) == (2, 1)
        assert before.code in [each.code for each in block.lines]

    def test_block_knows_no_names(self, cell, secretary):
        member = member_at(cell, name="Đặng Thị Mật", account=True)
        raised(member=member)

        block = queries.live_block(planned(cell, by=secretary))

        assert "Mật" not in repr(block)

    @pytest.mark.parametrize("opinions", [1, 3])
    def test_block_asks_no_more_for_more_opinions(
        self, cell, secretary, opinions, django_assert_num_queries
    ):
        for _ in range(opinions):
            raised(cell)
        meeting = planned(cell, by=secretary)

        with django_assert_num_queries(5):
            block = queries.live_block(meeting)

        assert len(block.lines) == opinions


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_once():
    cell = residence_cell(ward())
    member_at(cell)
    actors = [secretary_of(cell), AccountFactory(holds=[(Role.DEPUTY, cell)])]
    meeting = opened(cell, by=actors[0])

    outcomes = race(*(lambda by=by: close(by, fresh(meeting)) for by in actors))

    assert sum(isinstance(each, commands.MovedOn) for each in outcomes) == 1
    assert counts_of([cell], year=2026)[cell.pk]["MEETINGS_CLOSED"] == 1
    assert Mark.objects.count() == 1
