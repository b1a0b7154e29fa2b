import datetime as dt
from uuid import uuid4

import pytest

from ganket.kernel import clock
from ganket.meetings import commands, queries
from ganket.meetings.models import Meeting
from tests.factories import member_at
from tests.factories.meetings import (
    TONIGHT,
    announced,
    closed,
    fresh,
    mark,
    opened,
    planned,
    secretary_of,
)
from tests.factories.org import residence_cell, ward
from tests.meetings.pages import at, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell():
    return residence_cell(ward())


@pytest.fixture
def secretary(cell):
    return secretary_of(cell)


@pytest.fixture
def as_secretary(client, secretary):
    client.force_login(secretary)
    return client


def close(meeting, *, by, **values):
    commands.close_meeting(
        actor=by,
        meeting=meeting,
        version=meeting.version,
        unmarked_are_absent=True,
        **values,
    )


def sheet_of(meeting):
    return queries.minutes_sheet(fresh(meeting), 1)


def fields_of(meeting):
    return {each.label: each.value for each in sheet_of(meeting).fields}


class TestHour:
    @pytest.mark.parametrize(
        ("now", "asks"),
        [
            (TONIGHT - dt.timedelta(minutes=61), True),
            (TONIGHT - dt.timedelta(minutes=60), False),
            (TONIGHT + dt.timedelta(hours=2), False),
        ],
    )
    def test_begin_asks_long_before_the_hour(
        self, as_secretary, cell, secretary, now, asks
    ):
        meeting = planned(cell, by=secretary)

        with clock.at(now):
            page = as_secretary.post(at("begin", meeting.pk))

        assert ("Giờ họp là 19 giờ. Bắt đầu ngay" in text_of(page)) is asks
        assert fresh(meeting).state == ("PLANNED" if asks else "OPEN")

    def test_begin_asks_on_another_day(self, as_secretary, cell, secretary):
        meeting = planned(cell, by=secretary)

        with clock.at(TONIGHT + dt.timedelta(days=1)):
            asked = text_of(as_secretary.post(at("begin", meeting.pk)))
            as_secretary.post(at("begin", meeting.pk), {"sure": "yes"})

        assert "Buổi họp ghi lúc 19 giờ, 23/11/2026. Bắt đầu ngay" in asked
        assert fresh(meeting).state == "OPEN"

    def test_begin_of_tomorrow_is_refused_and_not_asked(
        self, as_secretary, cell, secretary
    ):
        meeting = planned(cell, by=secretary, held_at=TONIGHT + dt.timedelta(days=1))

        page = as_secretary.post(at("begin", meeting.pk))

        assert page.status_code == 409
        assert "Chưa đến ngày họp." in text_of(page)

    @pytest.mark.parametrize(
        ("began", "said"),
        [
            (TONIGHT, "bắt đầu 19 giờ, 23/11/2026"),
            (
                TONIGHT - dt.timedelta(minutes=50),
                "bắt đầu 18 giờ 10, 23/11/2026 (giờ mời họp: 19 giờ)",
            ),
        ],
    )
    def test_minutes_print_the_real_start(self, cell, secretary, began, said):
        with clock.at(began):
            meeting = closed(cell, by=secretary)

        assert fields_of(meeting)["Thời gian"] == said

    def test_minutes_written_up_later_print_both_days(self, cell, secretary):
        meeting = planned(cell, by=secretary)
        with clock.at(TONIGHT + dt.timedelta(days=1)):
            commands.open_meeting(actor=secretary, meeting=meeting)
            close(meeting, by=secretary)

        fields = fields_of(meeting)
        assert fields["Thời gian"] == "19 giờ, 23/11/2026"
        assert fields["Ghi vào hệ thống"] == "19 giờ, 24/11/2026"


class TestExcuse:
    @pytest.fixture
    def overruled(self, cell, secretary):
        """A meeting at which one who sent word beforehand is marked absent."""
        member = member_at(cell, name="Lê Thị Sáu", account=True)
        meeting = announced(cell, by=secretary)
        commands.ask_leave(
            actor=member.person.account,
            meeting=meeting,
            reason="Trực ca ở cơ quan",
            key=uuid4(),
        )
        commands.open_meeting(actor=secretary, meeting=meeting)
        mark(meeting, member, "ABSENT", by=secretary)
        return meeting

    def test_own_excuse_stands_in_the_minutes_beside_absent(self, secretary, overruled):
        close(overruled, by=secretary)

        (row,) = sheet_of(overruled).attendance.rows
        assert row[2:] == ("vắng", "tự xin phép: Trực ca ở cơ quan")

    def test_own_excuse_stands_on_the_closing_page(self, as_secretary, overruled):
        page = text_of(as_secretary.get(at("close", overruled.pk)))

        assert "1 đồng chí tự xin phép mà được ghi vắng" in page
        assert "Lê Thị Sáu: Trực ca ở cơ quan" in page

    def test_excuse_that_was_granted_stands_once(self, cell, secretary):
        member = member_at(cell, account=True)
        meeting = announced(cell, by=secretary)
        word = {"reason": "Trực ca", "key": uuid4()}
        commands.ask_leave(actor=member.person.account, meeting=meeting, **word)
        commands.open_meeting(actor=secretary, meeting=meeting)
        close(meeting, by=secretary)

        (row,) = sheet_of(meeting).attendance.rows
        assert row[2:] == ("vắng có phép", "Trực ca")


class TestPaper:
    def test_items_keep_the_numbers_of_the_agenda_and_none_stays_bare(
        self, cell, secretary
    ):
        meeting = opened(cell, by=secretary)
        first, second, *others = queries.agenda_of(meeting)
        commands.write_minutes(
            actor=secretary,
            meeting=meeting,
            version=meeting.version,
            said={first.pk: "Đã nghe báo cáo.\nKhông ai hỏi thêm."},
            minutes="",
        )
        close(meeting, by=secretary)

        sheet = sheet_of(meeting)
        assert [each.number for each in sheet.agenda] == [
            each.position for each in (second, *others)
        ]
        assert sheet.agenda[0].number == 2
        assert sheet.agenda[0].said == ("Không có ý kiến.",)
        assert sheet.opinions_said == ("Đã nghe báo cáo.", "Không ai hỏi thêm.")
        assert "Đã nghe" not in sheet.opinions_summary
        assert "mục 1" in sheet.opinions_title


class TestRecorder:
    def test_closing_asks_for_the_recorder_where_nobody_is_named(
        self, as_secretary, cell, secretary
    ):
        meeting = opened(cell, by=secretary)
        page = text_of(as_secretary.get(at("close", meeting.pk)))
        refused = as_secretary.post(
            at("close", meeting.pk), {"version": 0, "recorder": " "}
        )
        before = fresh(meeting).state
        as_secretary.post(
            at("close", meeting.pk), {"version": 0, "recorder": "Lý  Thị Hoa"}
        )

        assert 'name="recorder"' in page
        assert refused.status_code == 409
        assert "Chưa ghi ai là người ghi biên bản." in text_of(refused)
        now = fresh(meeting)
        assert (before, now.state, now.recorder) == ("OPEN", "CLOSED", "Lý Thị Hoa")

    def test_closing_keeps_who_was_named_in_the_minutes(
        self, as_secretary, cell, secretary
    ):
        meeting = opened(cell, by=secretary)
        Meeting.objects.filter(pk=meeting.pk).update(recorder="Lý Thị Hoa")

        page = text_of(as_secretary.get(at("close", meeting.pk)))
        as_secretary.post(at("close", meeting.pk), {"version": 0, "recorder": "Ai đó"})

        assert 'name="recorder"' not in page
        assert fresh(meeting).recorder == "Lý Thị Hoa"

    def test_closing_refuses_a_name_that_is_none(self, cell, secretary):
        meeting = opened(cell, by=secretary)

        with pytest.raises(commands.NameTooLong):
            close(meeting, by=secretary, recorder="x" * 121)
        assert fresh(meeting).state == "OPEN"
