"""Pages of a meeting that has moved on, and what stays beside a mark."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from ganket.meetings import commands, queries
from ganket.meetings.forms.planning import HourField
from ganket.opinions.models import Opinion
from tests.factories import member_at
from tests.factories.meetings import (
    announced,
    closed,
    fresh,
    line,
    mark,
    opened,
    planned,
    secretary_of,
)
from tests.factories.opinions import WORDS
from tests.factories.org import residence_cell, ward

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)


def text_of(page):
    return page.content.decode()


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


@pytest.mark.parametrize(
    "name",
    ["minutes", "walk_in", "opinion", "close", "sheet", "edit", "agenda", "cancel"],
)
def test_closed_meeting_offers_no_form(as_secretary, cell, secretary, name):
    meeting = closed(cell, by=secretary)

    page = as_secretary.get(at(name, meeting.pk), follow=True)

    assert page.redirect_chain == [(at("detail", meeting.pk), 302)]
    assert "Buổi sinh hoạt đã kết thúc" in text_of(page)


def test_second_closer_is_led_to_the_closed_meeting(as_secretary, cell, secretary):
    meeting = closed(cell, by=secretary)

    page = as_secretary.post(at("close", meeting.pk), {"version": 0}, follow=True)

    assert page.redirect_chain == [(at("detail", meeting.pk), 302)]
    shown = text_of(page)
    assert "Buổi sinh hoạt đã kết thúc" in shown
    assert "Ghi tiếp" not in shown


def test_own_request_for_leave_stays_beside_the_mark(
    as_secretary, client, cell, secretary
):
    member = member_at(cell, account=True)
    meeting = announced(cell, by=secretary)
    commands.ask_leave(
        actor=member.person.account,
        meeting=meeting,
        reason="Trực ca ở cơ quan",
        key=uuid4(),
    )
    commands.open_meeting(actor=secretary, meeting=meeting)

    mark(meeting, member, "ABSENT", by=secretary)

    row = line(meeting, member)
    assert (row.presence, row.reason, row.own_reason) == (
        "ABSENT",
        "",
        "Trực ca ở cơ quan",
    )
    page = text_of(as_secretary.get(at("attendance", meeting.pk)))
    assert "Tự xin phép: Trực ca ở cơ quan" in page


def test_closed_meeting_names_chair_recorder_and_number(as_secretary, cell, secretary):
    meeting = opened(cell, by=secretary)
    commands.write_minutes(
        actor=secretary,
        meeting=meeting,
        version=meeting.version,
        said={},
        minutes="Thống nhất.",
        chair="Lê Văn Chủ",
    )
    commands.close_meeting(actor=secretary, meeting=meeting, version=meeting.version)

    page = text_of(as_secretary.get(at("detail", meeting.pk)))

    assert "Lê Văn Chủ" in page
    assert re.search(r"Biên bản số.{0,80}\b1\b", page, re.DOTALL)
    fields = {each.label: each.value for each in sheet_of(meeting).fields}
    assert fields["Chủ trì"] == "Lê Văn Chủ"
    assert fields["Ghi biên bản"].strip(".") == ""
    assert len(fields["Ghi biên bản"]) > 20


def sheet_of(meeting):
    return queries.minutes_sheet(fresh(meeting), 1)


def test_ending_is_not_under_the_thumb(as_secretary, cell, secretary):
    meeting = opened(cell, by=secretary)

    page = text_of(as_secretary.get(at("attendance", meeting.pk)))

    bar = page[page.index('class="bar"') :]
    assert at("opinion", meeting.pk) in bar
    assert at("walk_in", meeting.pk) in bar
    assert at("close", meeting.pk) not in bar
    assert at("close", meeting.pk) in page


def test_walk_ins_are_told_apart(as_secretary, cell, secretary):
    beside = residence_cell(cell.parent, code="K9", name="Chi bộ khóm 9")
    guest = member_at(beside, name="Trần Văn Trùng")
    guest.birth_year = 1961
    guest.save()
    meeting = opened(cell, by=secretary)

    page = text_of(as_secretary.get(at("walk_in", meeting.pk), {"q": "trung"}))

    assert "sinh 1961" in page
    assert beside.name in page


def test_walk_in_shows_no_results_before_a_search(as_secretary, cell, secretary):
    meeting = opened(cell, by=secretary)

    assert "Kết quả tìm" not in text_of(as_secretary.get(at("walk_in", meeting.pk)))


class TestAgendaUndo:
    @pytest.fixture
    def meeting(self, cell, secretary):
        meeting = planned(cell, by=secretary)
        for title in ("Đường hẻm", "Cây xanh"):
            commands.add_item(
                actor=secretary,
                meeting=meeting,
                kind="TOPIC",
                title=title,
                client_key=uuid4(),
            )
        return meeting

    def test_removed_item_comes_back_into_its_place(self, as_secretary, meeting):
        item = queries.agenda_of(meeting).get(position=3)
        before = list(queries.agenda_of(meeting).values_list("title", flat=True))

        page = as_secretary.post(at("remove_item", meeting.pk, item.pk), follow=True)
        form = re.findall(
            r'name="(title|kind|text|position|client_key)" value="([^"]*)"',
            text_of(page).split("Lấy lại mục này", maxsplit=1)[0],
        )
        as_secretary.post(at("add_item", meeting.pk), dict(form))

        assert "Đã bỏ mục “Đường hẻm”" in text_of(page)
        assert (
            list(queries.agenda_of(meeting).values_list("title", flat=True)) == before
        )

    def test_every_item_but_the_first_can_be_moved(self, as_secretary, meeting):
        page = text_of(as_secretary.get(at("agenda", meeting.pk)))

        places = {
            item.position: page.count(at("move_item", meeting.pk, item.pk))
            for item in queries.agenda_of(meeting)
        }
        assert places == {1: 0, 2: 1, 3: 2, 4: 1}


class TestRoomOpinion:
    def test_page_gone_back_to_and_sent_again_is_one_opinion(
        self, as_secretary, cell, secretary
    ):
        member = member_at(cell)
        meeting = opened(cell, by=secretary)
        mark(meeting, member, by=secretary)

        for _ in range(2):
            page = as_secretary.post(
                at("opinion", meeting.pk),
                {"member": member.pk, "client_key": uuid4(), **WORDS},
                follow=True,
            )

        assert Opinion.objects.count() == 1
        assert "Đã ghi ý kiến số 001/2026" in text_of(page)

    def test_form_says_that_it_knows_only_those_present(
        self, as_secretary, cell, secretary
    ):
        here, away = member_at(cell, name="Lê Thị Ánh"), member_at(cell, name="Hồ Vắng")
        meeting = opened(cell, by=secretary)
        mark(meeting, here, by=secretary)

        page = text_of(as_secretary.get(at("opinion", meeting.pk)))

        assert "Chỉ có tên những đồng chí đã được ghi có mặt" in page
        assert '<optgroup label="A">' in page
        assert away.person.full_name not in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("19:00", "19:00"),
        ("19h30", "19:30"),
        ("7 giờ tối", "19:00"),
        ("7 giờ 30 tối", "19:30"),
        ("7 rưỡi tối", "19:30"),
        ("2h chiều", "14:00"),
        ("8 giờ sáng", "08:00"),
        ("19 giờ tối", "19:00"),
        ("12 giờ trưa", "12:00"),
        ("25 giờ", None),
        ("tối nay", None),
    ],
)
def test_hour_is_read_as_people_write_it(typed, shown):
    hour = HourField(required=False).to_python(typed)

    assert (f"{hour:%H:%M}" if hour else None) == shown
