"""Every page of reviews in a real browser, as a phone and as a desk shows it."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from ganket.reviews import commands
from ganket.reviews.commands import Given
from ganket.reviews.enums import RequestReason
from ganket.reviews.models import Review
from tests.browser import (
    assert_accessible,
    assert_no_sideways_scroll,
    photograph,
)
from tests.factories import ExemptionFactory, member_at
from tests.factories.org import residence_cell
from tests.reviews.scene import (
    acknowledged,
    agreed,
    confirmed,
    drafted,
    helped,
    met,
    opened,
    raised,
    sat,
    scene,
    shown,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NAMES = [
    "Trần Hữu Cường",
    "Nguyễn Thị Kim Anh",
    "Lê Quốc Bảo",
    "Huỳnh Nguyễn Trường Quyền Đoan Trang",
    "Phạm Văn Út",
    "Võ Thị Mỹ Hạnh",
    "Đặng Minh Khôi",
]


def season():
    """A ward in the middle of its season, with a review at every step."""
    made = scene(0, is_open=False)
    for name in NAMES:
        made.members.append(
            member_at(made.cell, workplace_cell=made.work_cell, name=name, account=True)
        )
    member_at(residence_cell(made.ward, name="Ấp Giồng Nhãn A"), name="Ngô Văn Sáu")
    ExemptionFactory(
        member=member_at(made.cell, workplace_cell=made.work_cell, name="Lý Thị Ngọc")
    )
    _year_of(made)
    opened(made)
    shown(made, 1, ATTENDANCE=Given(level="FULLY", reason="Dự đủ các buổi họp tổ."))
    drafted(made, 2)
    review = shown(made, 3)
    commands.reply_to_review(
        actor=made.members[3].person.account,
        review=review,
        reply="Kỳ họp tháng sáu tôi đi công tác, có báo bí thư qua điện thoại.",
    )
    confirmed(made, 4)
    acknowledged(made, 5)
    back = agreed(made, 6)
    commands.send_back(
        actor=made.clerk, review=back, reason="Mục 4 chưa nêu việc cụ thể."
    )
    member_at(made.cell, name="Bùi Văn Mới")
    commands.request_reviews(
        actor=made.officer,
        from_unit=made.work,
        to_ward=made.ward,
        members=made.members[:2],
        reason=RequestReason.APPOINTMENT,
        client_key=uuid.uuid4(),
    )
    return made


def _year_of(made):
    first = made.members[0]
    sat(first, made.cell, "ABSENT")
    sat(first, made.cell, "EXCUSED", dt.date(2026, 10, 10))
    sat(made.members[1], made.cell, "ABSENT", dt.date(2026, 10, 11))
    raised(first, made.cell)
    helped(first, made.cell)
    met(first, made.cell)


def pages_of(made):
    """Name every page with who looks at it."""
    year = 2026
    secretary, clerk, officer_ = made.secretary, made.clerk, made.officer
    first = Review.objects.get(member=made.members[0], request=None)
    asked = Review.objects.filter(request__isnull=False).first().request
    own = Review.objects.get(member=made.members[1], request=None)

    def of(place, name="reviews:detail"):
        review = Review.objects.get(member=made.members[place], request=None)
        return reverse(name, args=[review.pk])

    both = made.members[1].person.account
    cell, top, work = made.cell.code, made.ward.code, made.work.code
    return {
        "list": (both, reverse("reviews:list")),
        "cell": (secretary, reverse("reviews:cell", args=[cell, year])),
        "write": (secretary, reverse("reviews:write", args=[first.pk])),
        "write_back": (secretary, of(6, "reviews:write")),
        "written": (secretary, of(2)),
        "show_cell": (secretary, reverse("reviews:show_cell", args=[cell, year])),
        "own": (both, reverse("reviews:detail", args=[own.pk])),
        "to_confirm": (clerk, of(3)),
        "ward": (clerk, reverse("reviews:ward", args=[top])),
        "open": (clerk, reverse("reviews:open", args=[top])),
        "board": (clerk, reverse("reviews:board", args=[top, year])),
        "days": (clerk, reverse("reviews:days", args=[top, year])),
        "due": (clerk, reverse("reviews:due", args=[top, year])),
        "confirm_cell": (clerk, reverse("reviews:confirm_cell", args=[cell, year])),
        "work": (officer_, reverse("reviews:work", args=[work, year])),
        "to_acknowledge": (officer_, of(4)),
        "acknowledged": (officer_, of(5)),
        "ask_ward": (officer_, reverse("reviews:ask", args=[work])),
        "ask": (officer_, reverse("reviews:ask", args=[work]) + f"?ward={top}"),
        "request": (officer_, reverse("reviews:request", args=[asked.pk])),
        "history": (
            clerk,
            reverse("shell:history", args=["reviews.review", first.pk]),
        ),
    }


def signed_in(page, live_server, account):
    client = Client()
    client.force_login(account)
    cookie = client.cookies["sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_are_accessible(width, live_server, page_at):
    made = season()
    page = page_at(width)

    for name, (account, address) in pages_of(made).items():
        signed_in(page, live_server, account)
        response = page.goto(live_server.url + address)

        photograph(page, f"reviews_{name}_{width}")
        assert response.status == 200, name
        assert_no_sideways_scroll(page)
        assert_accessible(page)


def test_box_for_the_reason_opens_with_the_level_that_wants_it(live_server, page_at):
    made = season()
    page = page_at(360)
    account, address = pages_of(made)["write"]
    signed_in(page, live_server, account)
    page.goto(live_server.url + address)
    reason = page.locator("#id_reason_ATTENDANCE")

    page.get_by_label("Tham gia chưa đầy đủ", exact=True).check()
    as_recorded = reason.is_visible()
    page.get_by_label("Tham gia đầy đủ", exact=True).check()

    assert not as_recorded
    assert reason.is_visible()
