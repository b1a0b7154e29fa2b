import datetime as dt
import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from ganket.accounts import commands as accounts
from ganket.org import commands as org
from ganket.org.enums import GroupKind, Role
from ganket.people import commands as people
from tests.browser import assert_accessible, assert_no_sideways_scroll
from tests.factories import AccountFactory, OfficeFactory, PersonFactory, member_at
from tests.factories.accounts import house
from tests.factories.org import residence_cell, ward

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PHONE = "+84913555012"
GOOD = "nhà tôi có cây mận"


@pytest.fixture
def place():
    top = ward(code="31825", name="Phường Bạc Liêu")
    cell = residence_cell(top, code="31825.K02")
    member = member_at(
        cell, person__full_name="Nguyễn Phước Công Tằng Tôn Nữ Bích Thảo"
    )
    clerk = AccountFactory(
        owner=PersonFactory(full_name="Nguyễn Thị Ngọc", phone=PHONE),
        holds=[(Role.CLERK, top), (Role.HELPER, top), (Role.SECRETARY, cell)],
    )
    deputy = OfficeFactory(unit=cell, role=Role.DEPUTY)
    group = org.add_group(actor=clerk, ward=top, kind=GroupKind.QUARTER, name="2")
    org.place_group(actor=clerk, group=group, cell=cell, since=dt.date(2026, 1, 1))
    people.note_reading(actor=house(), person=clerk.person, what="Trang đảng viên")
    return {"clerk": clerk, "member": member, "deputy": deputy, "group": group}


def signed_in(page, live_server, account):
    browser = Client()
    browser.force_login(account)
    value = browser.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": value, "url": live_server.url}]
    )
    return page


SIGNED_OUT = ["/sign-in/", "/account/invitation/", "/people/lost-password/"]
SIGNED_IN = [
    "/account/devices/",
    "/account/password/",
    "/helping/",
    "/helping/{member.pk}/",
    "/org/groups/{group.pk}/",
    "/org/holders/{deputy.person_id}/",
    "/org/holders/{deputy.person_id}/correct/",
    "/org/holders/{deputy.person_id}/invite/",
    "/org/offices/{deputy.pk}/end/",
    "/org/units/",
    "/org/units/?q=khom",
    "/org/units/31825/",
    "/org/units/31825.K02/",
    "/org/units/31825.K02/close/",
    "/org/units/31825.K02/offices/?q=n",
    "/org/units/31825.K02/offices/new/",
    "/org/units/31825.K02/rename/",
    "/org/units/31825/groups/new/",
    "/org/units/31825/open/",
    "/people/me/",
    "/readers/",
    "/readers/changes/",
    "/readers/helpers/",
    "/sign-out/",
]


@pytest.mark.parametrize("width", [360, 1280])
def test_own_pages_are_accessible_and_fit_the_screen(
    page_at, live_server, place, width
):
    page = page_at(width)
    for address in SIGNED_OUT:
        look_at(page, live_server, address)
    signed_in(page, live_server, place["clerk"])

    for address in SIGNED_IN:
        look_at(page, live_server, address.format(**place))


def look_at(page, live_server, address):
    page.goto(live_server.url + address)
    assert page.url == live_server.url + address
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def test_invited_person_sets_a_password_and_comes_back_with_it(page_at, live_server):
    account = AccountFactory(owner=PersonFactory(phone=PHONE))
    code = accounts.open_invitation(actor=house(), account=account)
    page = page_at(360)

    page.goto(live_server.url + "/sign-in/")
    page.get_by_role("link", name="Tôi có mã mời").click()
    page.get_by_label("Mã mời").fill(code.lower().replace("-", " "))
    page.get_by_role("textbox", name="Đặt mật khẩu của đồng chí").fill(GOOD)
    page.get_by_role("button", name="Hiện mật khẩu").click()
    page.get_by_role("button", name="Đặt mật khẩu và đăng nhập").click()
    expect(page.get_by_text(account.handle)).to_be_visible()
    page.goto(live_server.url + "/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    page.goto(live_server.url + "/sign-in/")
    page.get_by_label("Số điện thoại, thư điện tử").fill("0913 555 012")
    page.get_by_role("textbox", name="Mật khẩu").fill(GOOD)
    page.get_by_role("button", name="Đăng nhập").click()

    page.goto(live_server.url + "/account/devices/")
    expect(page.get_by_text("Máy này", exact=True)).to_be_visible()


def test_helper_serves_a_member_under_a_band_until_done(page_at, live_server, place):
    page = signed_in(page_at(360), live_server, place["clerk"])

    page.goto(live_server.url + "/helping/")
    page.get_by_label("Giúp ai?").fill("thao")
    page.get_by_role("link", name=re.compile("Bích Thảo")).click()
    page.get_by_label("Đồng chí ấy đang có mặt và đồng ý cho tôi giúp").check()
    page.get_by_role("button", name="Bắt đầu giúp").click()
    band = page.get_by_role("complementary", name="Đang giúp")
    expect(band).to_contain_text("Bích Thảo")
    assert_accessible(page)
    page.mouse.wheel(0, 2000)
    expect(band).to_be_in_viewport()
    band.get_by_role("button", name="Xong").click()

    expect(band).to_have_count(0)


def test_code_is_shown_once_on_a_slip_and_printed_alone(page_at, live_server, place):
    page = signed_in(page_at(1280), live_server, place["clerk"])
    person = place["deputy"].person

    page.goto(f"{live_server.url}/org/holders/{person.pk}/invite/")
    page.get_by_role("button", name="Cấp mã", exact=True).click()
    page.emulate_media(media="print")

    code = page.locator(".sheet .code")
    expect(code).to_have_text(re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{2}"))
    expect(page.locator(".top")).to_be_hidden()
    page.emulate_media(media="screen")
    assert_accessible(page)
