"""The pages of the shell, of notices and of boards, in a real browser at both widths."""

import pytest
from django.urls import reverse

from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure
from tests import world
from tests.browser import (
    assert_accessible,
    assert_no_sideways_scroll,
    photograph,
)
from tests.factories import AccountFactory
from tests.factories.notices import NoticeFactory, sent_notice
from tests.looking import signed_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def pages_of(made):
    cell = made.cells[0]
    draft = NoticeFactory(unit=cell, title="Mời họp khóm tối thứ Bảy")
    sent = sent_notice(cell, title="Lịch cúp điện ngày 25/11")
    tallies.add(Measure.OPINIONS_RAISED, unit=cell, year=2025)
    ward, province = made.ward, made.ward.parent
    return {
        "secretary": {
            "home": reverse("shell:home"),
            "notices": reverse("notices:written"),
            "notice-new": reverse("notices:new"),
            "notice-check": reverse("notices:check", args=[draft.pk]),
            "notice": reverse("notices:detail", args=[sent.pk]),
            "notice-paper": reverse("notices:print", args=[sent.pk]),
            "notice-withdraw": reverse("notices:withdraw", args=[sent.pk]),
            "history": reverse("shell:history", args=["notices.notice", sent.pk]),
            "search": reverse("shell:search") + "?q=tran",
            "letters": reverse("notifications:failed"),
        },
        "member": {
            "home": reverse("shell:home"),
            "inbox": reverse("notices:inbox"),
            "missing": "/khong-co-trang-nay/",
        },
        "clerk": {
            "home": reverse("shell:home"),
            "board": reverse("reporting:ward", args=[ward.code]),
        },
        "workplace": {
            "home": reverse("shell:home"),
            "board": reverse("reporting:work", args=[made.workplace.code]),
        },
        "province": {
            "home": reverse("shell:home"),
            "board": reverse("reporting:sums", args=[province.code]),
        },
        "administrator": {
            "home": reverse("shell:home"),
            "machine": reverse("shell:machine"),
        },
        "stranger": {
            "home": reverse("shell:home"),
            "help": reverse("shell:help"),
            "privacy": reverse("shell:privacy"),
            "about": reverse("shell:about"),
        },
    }


@pytest.mark.parametrize(
    ("width", "theme"), [(360, "light"), (1280, "light"), (360, "dark")]
)
def test_pages_are_accessible_and_fit(live_server, page_at, width, theme):
    made = world.build()
    accounts = {**made.accounts, "stranger": AccountFactory()}
    # One page is not there on purpose, and browsers complain of that.
    page = page_at(width, theme=theme, tolerant=True)

    for who, pages in pages_of(made).items():
        signed_in(page, live_server, accounts[who])
        for name, address in pages.items():
            page.goto(live_server.url + address)
            assert_accessible(page)
            assert_no_sideways_scroll(page)
            if theme == "light":
                photograph(page, f"shell-{who}-{name}-{width}")


@pytest.mark.parametrize("name", ["shell:help", "notices:written"])
def test_page_works_without_scripts(live_server, page_at, name):
    made = world.build()
    page = page_at(360, java_script_enabled=False)
    signed_in(page, live_server, made.accounts["secretary"])

    page.goto(live_server.url + reverse(name))

    assert page.locator("h1").count() == 1


def test_notice_goes_out_from_a_phone(live_server, page_at):
    made = world.build()
    page = page_at(360)
    signed_in(page, live_server, made.accounts["secretary"])

    page.goto(live_server.url + reverse("notices:written"))
    page.get_by_role("link", name="Soạn thông báo").click()
    page.get_by_label("Tiêu đề").fill("Dọn vệ sinh hẻm 5 sáng Chủ Nhật")
    page.get_by_label("Nội dung").fill("6 giờ sáng.\nMang theo chổi.")
    page.get_by_role("button", name="Xem lại trước khi gửi").click()
    page.get_by_role("button", name="Gửi cho 6 đồng chí").click()

    assert page.get_by_text("Đã gửi cho 6 đồng chí.").is_visible()
    assert page.get_by_text("Chưa báo được, cần gọi hoặc đưa bản in").is_visible()
