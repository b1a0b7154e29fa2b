"""Words typed into a form, and every way by which a page may be left."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ganket.meetings import queries
from tests.factories.meetings import opened, planned, secretary_of
from tests.factories.opinions import raised
from tests.factories.org import residence_cell, ward
from tests.looking import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


class Desk:
    def __init__(self, live_server, page_at, **kwargs):
        self.cell = residence_cell(ward())
        self.secretary = secretary_of(self.cell)
        self.server = live_server
        self.page = signed_in(page_at(360, **kwargs), live_server, self.secretary)
        self.asked = []
        self.answer = "dismiss"
        self.page.on("dialog", self.hear)

    def hear(self, dialog):
        self.asked.append(dialog.message)
        getattr(dialog, self.answer)()

    def open(self, name, *args):
        self.page.goto(self.server.url + reverse(name, args=args))


@pytest.fixture
def desk(live_server, page_at):
    return Desk(live_server, page_at)


@pytest.fixture
def strict_desk(live_server, page_at):
    """Where what is typed is sent back: the console tells of the 422."""
    return Desk(live_server, page_at, tolerant=True)


def test_leaving_by_a_link_asks_and_words_stay(desk):
    meeting = opened(desk.cell, by=desk.secretary)
    desk.open("meetings:minutes", meeting.pk)
    conclusion = desk.page.get_by_label("Kết luận")
    conclusion.fill("Thống nhất mở rộng hẻm 12.")

    desk.page.locator(".page a[href]").first.click()

    assert desk.asked == [
        "Nội dung đang viết chưa được lưu. Rời trang này là mất. Vẫn rời trang?"
    ]
    expect(conclusion).to_have_value("Thống nhất mở rộng hẻm 12.")


def test_who_wants_to_leave_leaves(desk):
    meeting = opened(desk.cell, by=desk.secretary)
    desk.open("meetings:minutes", meeting.pk)
    desk.page.get_by_label("Kết luận").fill("Thôi.")
    desk.answer = "accept"

    desk.page.locator(".page a[href]").first.click()

    desk.page.wait_for_url("**" + reverse("meetings:detail", args=[meeting.pk]))
    assert len(desk.asked) == 1


def test_saving_asks_nothing(desk):
    meeting = opened(desk.cell, by=desk.secretary)
    desk.open("meetings:minutes", meeting.pk)
    desk.page.get_by_label("Kết luận").fill("Thống nhất.")

    desk.page.get_by_role("button", name="Lưu biên bản").click()

    desk.page.wait_for_url("**" + reverse("meetings:detail", args=[meeting.pk]))
    assert desk.asked == []


def test_nothing_typed_asks_nothing(desk):
    meeting = opened(desk.cell, by=desk.secretary)
    desk.open("meetings:minutes", meeting.pk)

    desk.page.locator(".page a[href]").first.click()

    desk.page.wait_for_url("**" + reverse("meetings:detail", args=[meeting.pk]))
    assert desk.asked == []


def test_form_sent_back_empty_asks_nothing(strict_desk):
    strict_desk.open("opinions:note")
    strict_desk.page.get_by_role("button", name="Ghi ý kiến").click()
    expect(strict_desk.page.get_by_role("alert")).to_be_visible()

    strict_desk.page.locator(".page a[href^='/']").first.click()

    strict_desk.page.wait_for_url(lambda address: "/note/" not in address)
    assert strict_desk.asked == []


def test_form_sent_back_with_words_asks(strict_desk):
    strict_desk.open("opinions:note")
    strict_desk.page.get_by_label("Việc gì?").fill("Đèn đường hỏng")
    strict_desk.page.get_by_role("button", name="Ghi ý kiến").click()
    expect(strict_desk.page.get_by_role("alert")).to_be_visible()

    strict_desk.page.locator(".page a[href^='/']").first.click()

    assert len(strict_desk.asked) == 1


def test_another_form_of_the_page_asks_before_typed_words_are_lost(desk):
    meeting = planned(desk.cell, by=desk.secretary)
    desk.open("meetings:agenda", meeting.pk)
    title = desk.page.get_by_label("Nội dung")
    title.fill("Vệ sinh đường hẻm")

    desk.page.get_by_role("button", name="Bỏ").first.click()

    assert len(desk.asked) == 1
    expect(title).to_have_value("Vệ sinh đường hẻm")
    assert queries.agenda_of(meeting).count() == 2


def test_done_with_the_agenda_saves_the_item_being_typed(desk):
    meeting = planned(desk.cell, by=desk.secretary)
    desk.open("meetings:agenda", meeting.pk)
    desk.page.get_by_label("Nội dung").fill("Vệ sinh đường hẻm")

    desk.page.get_by_role("button", name="Xong chương trình").click()

    desk.page.wait_for_url("**" + reverse("meetings:detail", args=[meeting.pk]))
    assert queries.agenda_of(meeting).last().title == "Vệ sinh đường hẻm"
    assert desk.asked == []


def test_what_was_looked_over_is_sent_without_a_question(desk):
    opinion = raised(desk.cell)
    desk.open("opinions:pass_up", opinion.pk)
    desk.page.get_by_label("Vì sao phải chuyển lên?").fill("Cột đèn của phường.")
    desk.page.get_by_role("button", name="Xem lại trước khi chuyển").click()

    desk.page.locator("main").get_by_role("button", name="Chuyển lên").click()

    desk.page.wait_for_url("**" + reverse("opinions:detail", args=[opinion.pk]))
    assert desk.asked == []
