import datetime as dt
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ganket.kernel import clock
from ganket.meetings import queries
from ganket.meetings.models import Meeting
from ganket.opinions.models import Opinion
from ganket.org.enums import Role
from tests.factories import AccountFactory, member_at
from tests.factories.meetings import (
    announced,
    closed,
    fresh,
    mark,
    opened,
    planned,
    secretary_of,
)
from tests.factories.opinions import WORDS, raised
from tests.factories.org import residence_cell, ward
from tests.meetings.pages import at, text_of

pytestmark = pytest.mark.django_db

PLAN = {
    "which": "2",
    "title": "Sinh hoạt 6 tháng cuối năm 2026",
    "day": "05/12/2026",
    "hour": "19 giờ 30",
    "place": "Nhà văn hóa khóm 2",
}


def test_list_is_narrowed_to_one_cell(client):
    top = ward()
    here, beside = (residence_cell(top, name=f"Khóm {n}") for n in (1, 2))
    for cell in (here, beside):
        planned(cell, title=f"Buổi của {cell.name}")
    client.force_login(AccountFactory(holds=[(Role.CLERK, top)]))

    page = text_of(client.get(at("list"), {"unit": beside.code}))

    assert "Buổi của Khóm 2" in page
    assert "Buổi của Khóm 1" not in page
    assert "Xem tất cả" in page


class TestPlan:
    def test_meeting_is_planned_from_plain_words(self, as_secretary, cell):
        page = as_secretary.post(at("plan"), PLAN | {"client_key": uuid4()})

        meeting = Meeting.objects.get()
        assert page.url == at("detail", meeting.pk)
        assert (meeting.unit, meeting.half) == (cell, 2)
        assert meeting.held_at == clock.moment(dt.date(2026, 12, 5), 19, 30)

    def test_form_begins_with_the_meeting_of_this_half(self, as_secretary, cell):
        page = text_of(as_secretary.get(at("plan")))

        assert "Sinh hoạt 6 tháng cuối năm 2026" in page

    @pytest.mark.parametrize("hour", ["19:00", "19h", "19 giờ", "19", "19.00"])
    def test_hours_are_read_as_people_write_them(self, as_secretary, cell, hour):
        as_secretary.post(at("plan"), PLAN | {"hour": hour, "client_key": uuid4()})

        assert clock.local(Meeting.objects.get().held_at).hour == 19

    @pytest.mark.parametrize(
        ("change", "status", "sentence"),
        [
            ({"day": "31/02/2026"}, 422, "không có trong lịch"),
            ({"hour": "25:00"}, 422, "Chưa hiểu giờ này."),
            ({"hour": "tối"}, 422, "Chưa hiểu giờ này."),
            ({"place": ""}, 422, "Chưa ghi họp ở đâu."),
            ({"which": "1"}, 409, "không nằm trong kỳ"),
            ({"day": "05/12/2045"}, 409, "Ngày họp quá xa"),
        ],
    )
    def test_bad_input_is_told_and_kept(
        self, as_secretary, cell, change, status, sentence
    ):
        values = PLAN | {"client_key": uuid4()} | change

        page = as_secretary.post(at("plan"), values)

        assert page.status_code == status
        assert sentence in text_of(page)
        assert values["title"] in text_of(page)
        assert not Meeting.objects.exists()

    def test_same_form_posted_twice_plans_once(self, as_secretary, cell):
        values = PLAN | {"client_key": uuid4()}

        pages = [as_secretary.post(at("plan"), values) for _ in range(2)]

        assert pages[0].url == pages[1].url
        assert Meeting.objects.count() == 1

    def test_ward_chooses_the_cell_first(self, client, cell):
        client.force_login(AccountFactory(holds=[(Role.CLERK, cell.parent)]))
        residence_cell(cell.parent, code="K9")

        page = text_of(client.get(at("plan")))

        assert f"?unit={cell.code}" in page

    def test_member_plans_nothing(self, as_member):
        assert as_member.get(at("plan")).status_code == 403


class TestEdit:
    def values(self, meeting, **change):
        return {
            "title": meeting.title,
            "day": "23/11/2026",
            "hour": "20:00",
            "place": "Trường Hiệp Thành",
            "version": meeting.version,
        } | change

    def test_second_writer_sees_both_and_chooses(self, as_secretary, cell, secretary):
        meeting = planned(cell, by=secretary)
        as_secretary.post(at("edit", meeting.pk), self.values(meeting))

        page = as_secretary.post(
            at("edit", meeting.pk), self.values(meeting, place="Nhà ông Năm")
        )
        mine = re.search(r'name="version" value="(\d+)"', text_of(page))
        as_secretary.post(
            at("edit", meeting.pk),
            self.values(meeting, place="Nhà ông Năm", version=mine[1]),
        )

        assert page.status_code == 409
        assert "Trường Hiệp Thành" in text_of(page)
        assert "Nhà ông Năm" in text_of(page)
        assert fresh(meeting).place == "Nhà ông Năm"


class TestAgenda:
    @pytest.fixture
    def meeting(self, cell, secretary):
        return planned(cell, by=secretary)

    def test_done_button_saves_what_is_typed(self, as_secretary, meeting):
        typed = {"title": "Đường hẻm", "kind": "TOPIC", "client_key": uuid4()}

        page = as_secretary.post(
            at("add_item", meeting.pk), typed | {"then": "done", "text": ""}
        )

        assert page.url == at("detail", meeting.pk)
        assert queries.agenda_of(meeting).last().title == "Đường hẻm"

    def test_done_button_with_nothing_typed_leads_back(self, as_secretary, meeting):
        empty = {"title": " ", "text": "", "kind": "TOPIC", "client_key": uuid4()}

        page = as_secretary.post(at("add_item", meeting.pk), empty | {"then": "done"})

        assert page.url == at("detail", meeting.pk)
        assert queries.agenda_of(meeting).count() == 2

    def test_done_button_keeps_details_without_a_title(self, as_secretary, meeting):
        half = {"title": "", "text": "Bàn thêm.", "kind": "TOPIC"}

        page = as_secretary.post(
            at("add_item", meeting.pk), half | {"then": "done", "client_key": uuid4()}
        )

        assert page.status_code == 422
        assert "Bàn thêm." in page.content.decode()

    def test_agenda_is_put_in_order_without_scripts(
        self, as_secretary, cell, secretary
    ):
        meeting = planned(cell, by=secretary)
        for title in ("Đường hẻm", "Cây xanh"):
            as_secretary.post(
                at("add_item", meeting.pk),
                {"title": title, "kind": "TOPIC", "client_key": uuid4()},
            )
        last = queries.agenda_of(meeting).last()

        as_secretary.post(at("move_item", meeting.pk, last.pk), {"to": "up"})
        first = queries.agenda_of(meeting).get(position=2)
        as_secretary.post(at("remove_item", meeting.pk, first.pk))

        titles = queries.agenda_of(meeting).values_list("title", flat=True)
        assert list(titles)[1:] == ["Cây xanh", "Đường hẻm"]

    def test_first_item_is_not_to_be_touched(self, as_secretary, cell, secretary):
        meeting = planned(cell, by=secretary)
        first = queries.agenda_of(meeting).get(position=1)

        page = as_secretary.post(at("remove_item", meeting.pk, first.pk))

        assert page.status_code == 403
        assert "luôn là mục đầu" in text_of(page)

    def test_item_of_another_meeting_is_not_there(self, as_secretary, cell, secretary):
        meeting = planned(cell, by=secretary)
        other = planned(residence_cell(ward(), code="X"))
        item = queries.agenda_of(other).get(position=2)

        page = as_secretary.post(at("remove_item", meeting.pk, item.pk))

        assert page.status_code == 404

    def test_second_writer_of_an_item_sees_both(self, as_secretary, cell, secretary):
        meeting = planned(cell, by=secretary)
        item = queries.agenda_of(meeting).get(position=2)
        values = {"title": "Bản đầu", "kind": "TOPIC", "text": "", "version": 0}
        as_secretary.post(at("edit_item", meeting.pk, item.pk), values)

        page = as_secretary.post(
            at("edit_item", meeting.pk, item.pk), values | {"title": "Bản sau"}
        )

        assert page.status_code == 409
        assert "Bản đầu" in text_of(page)
        assert "Bản sau" in text_of(page)


class TestAnnounce:
    def test_summary_comes_first(self, as_secretary, cell, secretary, member):
        meeting = planned(cell, by=secretary)

        page = text_of(as_secretary.get(at("announce", meeting.pk)))
        before = fresh(meeting).state
        as_secretary.post(at("announce", meeting.pk))

        assert "Mời 1 đồng chí" in page
        assert (before, fresh(meeting).state) == ("PLANNED", "ANNOUNCED")

    def test_empty_room_is_told_before_the_button(self, as_secretary, cell, secretary):
        page = text_of(as_secretary.get(at("announce", planned(cell, by=secretary).pk)))

        assert "Chưa có ai để mời" in page


class TestRead:
    def test_member_reads_the_agenda_and_no_names(self, as_member, cell):
        neighbour = member_at(cell, name="Lê Thị Kín", account=True)
        raised(member=neighbour, subject="Rác")
        meeting = announced(cell)

        page = text_of(as_member.get(at("detail", meeting.pk)))

        assert "Nhà văn hóa khóm 2" in page
        assert "Rác" in page
        assert "Lê Thị Kín" not in page

    def test_member_reads_the_minutes_once_closed(self, as_member, cell, member):
        secretary = secretary_of(cell)
        meeting = opened(cell, by=secretary)
        Meeting.objects.update(minutes="Thống nhất làm đường.")
        before = text_of(as_member.get(at("detail", meeting.pk)))
        closing = {"version": 0, "unmarked_are_absent": "yes", "recorder": "Lý Hoa"}
        as_member.force_login(secretary)
        as_member.post(at("close", meeting.pk), closing)
        as_member.force_login(member.person.account)

        after = text_of(as_member.get(at("detail", meeting.pk)))

        assert "Thống nhất làm đường." not in before
        assert "Thống nhất làm đường." in after
        assert "Chi bộ ghi đồng chí: vắng" in after

    def test_draft_is_not_there_for_members(self, as_member, cell):
        assert as_member.get(at("detail", planned(cell).pk)).status_code == 404

    @pytest.mark.parametrize(
        "name",
        ["edit", "agenda", "announce", "attendance", "minutes", "close", "walk_in"],
    )
    def test_pages_of_the_keepers_are_closed_to_members(self, as_member, cell, name):
        meeting = announced(cell)

        assert as_member.get(at(name, meeting.pk)).status_code == 403

    def test_member_asks_leave(self, as_member, cell, member, client):
        meeting = announced(cell)

        page = as_member.post(
            at("leave", meeting.pk), {"reason": "Trực đêm", "key": uuid4()}, follow=True
        )
        client.force_login(secretary_of(cell))
        kept = text_of(client.get(at("detail", meeting.pk)))

        assert "Đồng chí đã xin phép vắng" in text_of(page)
        assert "Đã xin phép vắng" in kept
        assert "Trực đêm" in kept

    def test_leave_without_a_reason_is_told(self, as_member, cell):
        page = as_member.post(at("leave", announced(cell).pk), {"key": uuid4()})

        assert page.status_code == 422
        assert "Chưa ghi lý do." in text_of(page)

    def test_list_holds_what_one_is_called_to(self, as_member, cell):
        told = announced(cell)
        planned(cell, kind="EXTRA", half=None, title="Bản nháp")
        planned(residence_cell(cell.parent, code="K9"), title="Khóm bên")

        page = text_of(as_member.get(at("list")))

        assert at("detail", told.pk) in page
        assert "Bản nháp" not in page
        assert "Khóm bên" not in page

    @pytest.mark.parametrize("who", ["secretary", "member"])
    def test_list_asks_no_more_for_more_meetings(self, client, cell, member, who):
        by = secretary_of(cell)
        client.force_login(by if who == "secretary" else member.person.account)
        counts = []
        for _ in range(2):
            for _ in range(2):
                announced(cell, by=by, kind="EXTRA", half=None)
            with CaptureQueriesContext(connection) as asked:
                client.get(at("list"))
            counts.append(len(asked))

        assert counts[0] == counts[1]


class TestRunning:
    def test_meeting_begins_on_its_day(self, as_secretary, cell, secretary, member):
        meeting = announced(cell, by=secretary)

        page = as_secretary.post(at("begin", meeting.pk), {"sure": "yes"})

        assert page.url == at("attendance", meeting.pk)
        assert fresh(meeting).state == "OPEN"

    def test_opinion_is_noted_for_who_is_present(
        self, as_secretary, cell, secretary, member
    ):
        absent = member_at(cell, name="Lê Thị Vắng")
        meeting = opened(cell, by=secretary)
        mark(meeting, member, by=secretary)

        page = text_of(as_secretary.get(at("opinion", meeting.pk)))
        values = WORDS | {"client_key": uuid4()}
        refused = as_secretary.post(
            at("opinion", meeting.pk), values | {"member": absent.pk}
        )
        as_secretary.post(at("opinion", meeting.pk), values | {"member": member.pk})

        assert "Lê Thị Vắng" not in page
        assert refused.status_code == 422
        assert Opinion.objects.get().source_id == meeting.pk

    def test_minutes_are_kept_and_the_second_writer_sees_both(
        self, as_secretary, cell, secretary
    ):
        meeting = opened(cell, by=secretary)
        item = queries.agenda_of(meeting).get(position=2)
        values = {"version": 0, f"said_{item.pk}": "Bản đầu.", "minutes": "Xong."}
        as_secretary.post(at("minutes", meeting.pk), values)

        page = as_secretary.post(
            at("minutes", meeting.pk), values | {f"said_{item.pk}": "Bản sau."}
        )

        item.refresh_from_db()
        assert item.said == "Bản đầu."
        assert page.status_code == 409
        assert "Bản đầu." in text_of(page)
        assert "Bản sau." in text_of(page)
        assert 'name="version" value="1"' in text_of(page)

    def test_closing_needs_the_summary_and_a_word_about_the_unmarked(
        self, as_secretary, cell, secretary, member
    ):
        meeting = opened(cell, by=secretary)

        page = text_of(as_secretary.get(at("close", meeting.pk)))
        closing = {"version": 0, "recorder": "Lý Thị Hoa"}
        refused = as_secretary.post(at("close", meeting.pk), closing)
        before = fresh(meeting).state
        as_secretary.post(
            at("close", meeting.pk), closing | {"unmarked_are_absent": "yes"}
        )

        assert "1 đồng chí chưa ghi thì tính là vắng" in page
        assert refused.status_code == 409
        assert "Còn 1 đồng chí chưa được ghi." in text_of(refused)
        assert (before, fresh(meeting).state) == ("OPEN", "CLOSED")

    def test_cancelled_meeting_tells_members_why(self, client, cell, secretary, member):
        meeting = announced(cell, by=secretary)
        client.force_login(secretary)
        client.post(at("cancel", meeting.pk), {"reason": "Bão số 9."})
        client.force_login(member.person.account)

        page = text_of(client.get(at("detail", meeting.pk)))

        assert "Bão số 9." in page


class TestPaper:
    def test_minutes_are_issued_once_as_a_pdf(self, as_secretary, cell, secretary):
        meeting = closed(cell, by=secretary)

        pages = [as_secretary.get(at("paper", meeting.pk)) for _ in range(2)]

        assert pages[0]["Content-Type"] == "application/pdf"
        assert pages[0]["Cache-Control"] == "private, no-store"
        assert pages[0].content.startswith(b"%PDF")
        assert pages[0].content == pages[1].content
        assert fresh(meeting).document.number == 1

    def test_minutes_of_an_open_meeting_are_not_there_yet(
        self, as_secretary, cell, secretary
    ):
        page = as_secretary.get(at("paper", opened(cell, by=secretary).pk))

        assert page.status_code == 409

    def test_minutes_with_names_are_not_for_members(self, as_member, cell, member):
        meeting = closed(cell, marks={member: "PRESENT"})

        assert as_member.get(at("paper", meeting.pk)).status_code == 403
