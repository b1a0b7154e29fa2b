"""A room of two hundred, marked by two people on two phones at the same time."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ganket.meetings import queries
from ganket.meetings.models import Mark
from ganket.org.enums import Role
from tests.browser import assert_accessible, assert_no_sideways_scroll
from tests.factories import AccountFactory, member_at
from tests.factories.meetings import opened
from tests.factories.org import residence_cell, ward
from tests.looking import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PEOPLE = 200
# Each marks their end of the room, and both the rows in the middle.
FIRST, SECOND = range(120), range(PEOPLE - 1, 79, -1)
ARGUED = {100, 101}


class Hall:
    def __init__(self, live_server, page_at):
        self.cell = residence_cell(ward())
        for number in range(PEOPLE):
            member_at(self.cell, name=f"Trần Văn Số {number:03d}")
        self.meeting = opened(self.cell)
        self.rows = list(queries.roll_of(self.meeting).values_list("pk", flat=True))
        self.address = live_server.url + reverse(
            "meetings:attendance", args=[self.meeting.pk]
        )
        self.pages = [
            self.open(live_server, page_at, role)
            for role in (Role.SECRETARY, Role.DEPUTY)
        ]

    def open(self, live_server, page_at, role):
        account = AccountFactory(holds=[(role, self.cell)])
        page = signed_in(page_at(360), live_server, account)
        page.goto(self.address)
        page.evaluate("window.stayed = true")
        return page

    def tap(self, page, place, presence):
        page.locator(f"#attendance-{self.rows[place]}-{presence}").check()


@pytest.fixture
def hall(live_server, page_at):
    return Hall(live_server, page_at)


def wait_until_all_is_sent(page):
    for _ in range(600):
        if page.evaluate("localStorage.length") == 0:
            return
        page.wait_for_timeout(100)
    pytest.fail("a tap was never sent")


def test_two_phones_mark_two_hundred_and_no_tap_is_lost(hall):
    first, second = hall.pages

    for mine, theirs in zip(FIRST, SECOND, strict=True):
        hall.tap(first, mine, "PRESENT")
        hall.tap(second, theirs, "ABSENT" if theirs in ARGUED else "PRESENT")
    for page in hall.pages:
        wait_until_all_is_sent(page)

    assert Mark.objects.count() == len(FIRST) + len(SECOND)
    figures = queries.figures_of(hall.meeting)
    assert (figures.unmarked, figures.disputed) == (0, len(ARGUED))
    for page in hall.pages:
        # Nothing was loaded anew, and the phone says nothing of a lost line.
        assert page.evaluate("window.stayed") is True
        expect(page.locator("[data-marks-state]")).to_be_empty()
    words = first.locator("#roll-figures")
    hall.tap(first, 0, "ABSENT")
    expect(words).to_contain_text(f"{figures.present - 1} có mặt")
    expect(words).to_contain_text("0 chưa ghi")


def test_roll_is_found_by_name_and_by_letter_on_the_phone(hall):
    page = hall.pages[0]
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("[data-roll-find]").fill("so 007")

    expect(page.locator(".roll__row:visible")).to_have_count(1)
    expect(page.locator("[data-roll-found]")).to_have_text("Thấy 1 đồng chí")
    page.locator("[data-roll-find]").fill("")
    expect(page.locator(".roll__row:visible")).to_have_count(PEOPLE)
    assert asked == []


def test_roll_of_two_hundred_is_light_and_accessible(hall):
    page = hall.pages[0]
    answer = page.request.get(hall.address, headers={"Accept-Encoding": "gzip"})

    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 60_000
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def test_reason_of_an_excuse_is_written_without_leaving_the_page(hall):
    page = hall.pages[0]
    row = page.locator(f"#attendance-{hall.rows[5]}")
    hall.tap(page, 5, "EXCUSED")
    row.get_by_text("Ghi lý do").click()

    row.get_by_label("Lý do vắng").fill("Trực đêm")
    row.get_by_role("button", name="Lưu lý do").click()

    expect(row).to_contain_text("Lý do: Trực đêm")
    assert page.evaluate("window.stayed") is True


def test_roll_is_marked_without_scripts(hall, live_server, page_at):
    account = AccountFactory(holds=[(Role.SECRETARY, hall.cell)])
    page = signed_in(page_at(360, java_script_enabled=False), live_server, account)
    page.goto(hall.address)
    row = page.locator(f"#attendance-{hall.rows[3]}")

    row.locator("input[value=PRESENT]").check()
    row.get_by_role("button", name="Ghi").click()
    page.get_by_role("link", name="Ghi cả danh sách một lượt").click()
    page.locator(f"#row-{hall.rows[4]}-ABSENT").check()
    page.get_by_role("button", name="Ghi tất cả").click()

    expect(page.get_by_text("Đã ghi 1 đồng chí.")).to_be_visible()
    figures = queries.figures_of(hall.meeting)
    assert (figures.present, figures.absent) == (1, 1)
