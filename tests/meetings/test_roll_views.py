import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ganket.meetings.models import Attendance, Mark
from ganket.org.enums import Role
from tests.factories import AccountFactory, member_at
from tests.factories.meetings import closed, line, mark, opened
from tests.factories.org import residence_cell, workplace_cell
from tests.meetings.pages import HX, at, text_of

pytestmark = pytest.mark.django_db


class TestAttendance:
    @pytest.fixture
    def meeting(self, cell, secretary, member):
        return opened(cell, by=secretary)

    def tap(self, client, meeting, member, presence="PRESENT", headers=HX, **values):
        row = line(meeting, member)
        values = {"presence": presence, "key": uuid4()} | values
        return client.post(at("mark", meeting.pk, row.pk), values, headers=headers)

    def test_tap_is_answered_with_its_line_and_the_figures(
        self, as_secretary, meeting, member
    ):
        page = self.tap(as_secretary, meeting, member)

        row = line(meeting, member)
        assert page.status_code == 200
        assert f'id="attendance-{row.pk}"' in text_of(page)
        assert 'id="roll-figures"' in text_of(page)
        assert re.search(r"<b>1</b>\s*có mặt", text_of(page))
        assert row.presence == "PRESENT"

    def test_line_is_the_same_in_the_page_and_alone(
        self, as_secretary, meeting, member
    ):
        alone = text_of(self.tap(as_secretary, meeting, member, "EXCUSED"))
        whole = text_of(as_secretary.get(at("attendance", meeting.pk)))

        pattern = r'<li class="roll__row".*?</li>'
        lines = [re.search(pattern, page, re.DOTALL)[0] for page in (alone, whole)]
        tokens = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
        assert tokens.sub("", lines[0]) == tokens.sub("", lines[1])

    def test_tap_without_scripts_returns_to_the_page(
        self, as_secretary, meeting, member
    ):
        page = self.tap(as_secretary, meeting, member, headers={}, key="")

        row = line(meeting, member)
        assert page.url == f"{at('attendance', meeting.pk)}#attendance-{row.pk}"
        assert row.presence == "PRESENT"

    @pytest.mark.parametrize(
        ("values", "status", "sentence"),
        [
            ({"presence": ""}, 409, "Chưa chọn có mặt"),
            ({"key": "nothing"}, 422, "Chưa chọn có mặt"),
            ({"presence": "EXCUSED", "reason": "x" * 201}, 409, "quá 200 ký tự"),
        ],
    )
    def test_refused_tap_says_why_in_its_line(
        self, as_secretary, meeting, values, status, sentence
    ):
        member = meeting.attendances.get().member

        page = self.tap(as_secretary, meeting, member, **values)

        assert page.status_code == status
        assert sentence in text_of(page)
        assert f'id="attendance-{line(meeting, member).pk}"' in text_of(page)
        assert not Mark.objects.exists()

    def test_tap_after_closing_is_a_409_in_its_line(
        self, as_secretary, cell, secretary
    ):
        member = member_at(cell)
        meeting = closed(cell, by=secretary)

        page = self.tap(as_secretary, meeting, member)

        assert page.status_code == 409
        assert "đã kết thúc" in text_of(page)
        assert line(meeting, member).presence == "ABSENT"

    def test_tap_asks_little_of_the_database(self, as_secretary, meeting, member):
        self.tap(as_secretary, meeting, member, "ABSENT")
        address = at("mark", meeting.pk, line(meeting, member).pk)
        values = {"presence": "PRESENT", "key": uuid4()}

        with CaptureQueriesContext(connection) as asked:
            as_secretary.post(address, values, headers=HX)

        told = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"]]
        assert len(told) == 11, told

    @pytest.mark.parametrize("role", [Role.FRONT_MEMBER, Role.HELPER])
    def test_tap_of_somebody_else_is_not_there(
        self, client, cell, meeting, member, role
    ):
        client.force_login(AccountFactory(holds=[(role, cell)]))

        assert self.tap(client, meeting, member).status_code == 404
        assert not Mark.objects.exists()

    def test_line_of_another_meeting_is_not_there(self, as_secretary, meeting, member):
        other = opened(meeting.unit, kind="EXTRA", half=None)
        row = line(meeting, member)

        page = as_secretary.post(
            at("mark", other.pk, row.pk), {"presence": "PRESENT"}, headers=HX
        )

        assert page.status_code == 404

    def test_dispute_is_shown_and_settled(self, as_secretary, cell, meeting, member):
        deputy = AccountFactory(holds=[(Role.DEPUTY, cell)])
        mark(meeting, member, "ABSENT", by=deputy)
        page = self.tap(as_secretary, meeting, member)

        settled = self.tap(as_secretary, meeting, member, settle="yes")

        assert "Hai người ghi khác nhau" in text_of(page)
        assert "Hai người ghi khác nhau" not in text_of(settled)

    def test_workplace_tells_namesakes_apart(self, as_secretary, cell):
        member_at(cell, name="Lê Văn An", workplace_cell=workplace_cell())
        meeting = opened(cell, kind="EXTRA", half=None)

        assert "Điện lực Bạc Liêu" in text_of(
            as_secretary.get(at("attendance", meeting.pk))
        )

    @pytest.mark.parametrize("show", ["", "unmarked", "disputed"])
    def test_page_asks_no_more_for_more_people(self, as_secretary, cell, show):
        counts = []
        for people in (3, 6):
            for _ in range(people):
                member_at(cell)
            meeting = opened(cell, kind="EXTRA", half=None)
            with CaptureQueriesContext(connection) as asked:
                as_secretary.get(at("attendance", meeting.pk), {"show": show})
            counts.append(len(asked))

        assert counts[0] == counts[1]

    def test_filter_keeps_who_is_not_marked(self, as_secretary, meeting, member):
        other = member_at(meeting.unit, name="Lê Thị Bé")
        Attendance.objects.create(meeting=meeting, member=other)
        self.tap(as_secretary, meeting, member)

        page = text_of(
            as_secretary.get(at("attendance", meeting.pk), {"show": "unmarked"})
        )

        assert "Lê Thị Bé" in page
        assert "Trần Thị Ánh" not in page

    def test_whole_sheet_is_marked_at_once(self, as_secretary, meeting, member):
        row, key = line(meeting, member), uuid4()
        values = {f"presence-{row.pk}": "EXCUSED", "client_key": key}

        for _ in range(2):
            page = as_secretary.post(at("sheet", meeting.pk), values, follow=True)

        assert line(meeting, member).presence == "EXCUSED"
        assert Mark.objects.count() == 1
        assert page.status_code == 200

    def test_walk_in_is_found_and_put_down(self, as_secretary, cell, meeting):
        guest = member_at(residence_cell(cell.parent, code="K9"), name="Đặng Văn Xa")

        found = text_of(as_secretary.get(at("walk_in", meeting.pk), {"q": "xa dang"}))
        values = {"member": guest.pk, "key": uuid4()}
        page = as_secretary.post(at("walk_in", meeting.pk), values, follow=True)

        assert "Đặng Văn Xa" in found
        assert "đến thêm" in text_of(page)
        assert line(meeting, guest).presence == "PRESENT"

    def test_page_offers_to_close_only_to_who_may(self, client, cell, meeting):
        shown = {}
        for role in (Role.DEPUTY, Role.COMMITTEE_MEMBER):
            client.force_login(AccountFactory(holds=[(role, cell)]))
            shown[role] = text_of(client.get(at("attendance", meeting.pk)))

        address = at("close", meeting.pk)
        assert address in shown[Role.DEPUTY]
        assert address not in shown[Role.COMMITTEE_MEMBER]

    @pytest.mark.parametrize("asked", ["0", "", "x"])
    def test_walk_in_who_is_nobody_is_refused(self, as_secretary, meeting, asked):
        page = as_secretary.post(
            at("walk_in", meeting.pk), {"member": asked, "key": uuid4()}
        )

        assert page.status_code == 409
