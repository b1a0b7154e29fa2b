import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from ganket.org.enums import Role
from ganket.roster import commands
from ganket.roster.models import HomeLink
from tests.browser import assert_accessible, assert_no_sideways_scroll
from tests.factories import AccountFactory
from tests.factories.org import workplace_cell
from tests.roster.pages import place

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LONG = "Nguyễn Phước Công Tằng Tôn Nữ Bích Thảo Nguyên"


@pytest.fixture
def here():
    return place()


def signed_in(page, live_server, account):
    browser = Client()
    browser.force_login(account)
    value = browser.cookies["sessionid"].value
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": value, "url": live_server.url}]
    )
    return page


def addresses(here):
    """Every page of the roster that may be opened, by who opens it."""
    living = here.neighbour(LONG, account=True)
    waiting = here.paper(here.worker("Trần Hữu Cường"), address="12 Trần Phú")
    received = here.received(here.worker("Lê Thị Ánh"), group=here.group)
    free = here.worker("Võ Văn Khác")
    listed = commands.plan_import(
        actor=here.officer,
        unit=here.work,
        file_name="danh sách.csv",
        content="Họ tên;Ngày sinh;Chi bộ\nLê Mới;1980;\nLê Sai;31/02/1980;".encode(),
    )

    def at(name, *args, query=""):
        return reverse(name, args=args) + query

    ward_pages = [
        at("roster:members"),
        at("roster:left"),
        at("roster:take_in"),
        at("roster:introductions"),
        at("roster:introductions", query="?state=RECEIVED"),
        at("roster:introduction", waiting.pk),
        at("roster:refuse", waiting.pk),
        at("roster:receive_many", query=f"?paper={waiting.pk}"),
        at("roster:assign_many", query=f"?paper={received.introduction.pk}"),
        at("roster:move", living.pk),
        at("roster:leave_home", living.pk),
    ]
    work_pages = [
        at("roster:members"),
        at("roster:introductions"),
        at("roster:add"),
        at("roster:take"),
        at("roster:introduce", free.pk, query="?q=bac"),
        at("roster:introduce", free.pk, query="?ward=31825"),
        at("roster:introduce_many", query=f"?member={free.pk}&ward=31825"),
        at("roster:correct", free.pk),
        at("roster:exempt", free.pk),
        at("roster:bring"),
        at("roster:list", listed.pk),
    ]
    return [
        (here.clerk, ward_pages),
        (here.officer, work_pages),
        (
            here.secretary,
            [
                at("roster:members"),
                at("shell:member", living.pk),
                at("roster:invite_many"),
                at("roster:contact", living.pk),
            ],
        ),
        (living.person.account, [at("roster:own"), at("shell:member", living.pk)]),
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_the_roster_are_open_to_everybody(here, live_server, page_at, width):
    page = page_at(width)

    for account, pages in addresses(here):
        signed_in(page, live_server, account)
        for address in pages:
            answer = page.goto(live_server.url + address)
            assert answer.status == 200, address
            assert_accessible(page)
            assert_no_sideways_scroll(page)


def test_member_goes_from_workplace_to_cell(here, live_server, page_at):
    here.worker("Trần Hữu Cường")
    desk, phone = page_at(1280), page_at(360)

    signed_in(desk, live_server, here.officer)
    desk.goto(live_server.url + reverse("roster:members") + "?show=not-introduced")
    desk.get_by_role("link", name="Trần Hữu Cường").click()
    desk.get_by_role("link", name="Giới thiệu về nơi cư trú").click()
    desk.get_by_label("Tìm xã, phường, đặc khu").fill("bac lieu")
    desk.locator("main").get_by_role("button", name="Tìm").click()
    desk.get_by_role("link", name="Phường Bạc Liêu").click()
    desk.get_by_label("Số nhà, đường").fill("12 Trần Phú")
    desk.get_by_label("Khóm, ấp").select_option(label="Khóm 2")
    desk.get_by_role("button", name="Xem lại trước khi gửi").click()
    desk.get_by_role("button", name="Viết giấy và gửi").click()
    expect(desk.locator("[aria-current=step]")).to_contain_text("tiếp nhận")

    signed_in(desk, live_server, here.clerk)
    desk.goto(live_server.url + reverse("roster:introductions"))
    desk.get_by_role("link", name="Chọn tất cả trang này").click()
    desk.get_by_role("button", name="Tiếp nhận các giấy đã chọn").click()
    desk.get_by_role("button", name="Tiếp nhận 1 đồng chí").click()
    desk.get_by_role("link", name="Chọn tất cả trang này").click()
    desk.get_by_role("button", name="Phân về chi bộ các đồng chí đã chọn").click()
    desk.get_by_role("button", name="Xem lại trước khi phân").click()
    desk.get_by_role("button", name="Phân về các chi bộ này").click()
    expect(desk.get_by_role("status").first).to_contain_text("Đã phân 1 đồng chí")

    leader = AccountFactory(holds=[(Role.SECRETARY, here.cells[1])])
    signed_in(phone, live_server, leader)
    phone.goto(live_server.url + reverse("roster:members"))
    phone.get_by_label("Tìm theo tên").fill("cuong")
    phone.locator("main").get_by_role("button", name="Tìm").click()
    phone.get_by_role("link", name="Trần Hữu Cường").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Trần Hữu Cường")
    assert HomeLink.objects.get().cell == here.cells[1]


def test_list_is_brought_in_from_a_desk(here, live_server, page_at, tmp_path):
    workplace_cell(here.work, name="Phòng Kế toán", code="96.DL.KE")
    file = tmp_path / "danh sách.csv"
    file.write_text(
        "Họ và tên;Ngày sinh;Chi bộ\n"
        "Lê Thị Mới;14/02/1980;Phòng Kế toán\n"
        "Lê Văn Sai;31/02/1980;Phòng Kế toán\n",
        encoding="utf-8",
    )
    desk = signed_in(page_at(1280), live_server, here.officer)

    desk.goto(live_server.url + reverse("roster:bring"))
    desk.get_by_label("Tệp danh sách").set_input_files(file)
    desk.get_by_role("button", name="Đọc tệp và xem trước").click()
    expect(desk.get_by_text("31/02/1980 không có trong lịch")).to_be_visible()
    desk.get_by_role("button", name="Nhập danh sách này").click()

    expect(desk.get_by_text("Đã nhập: 1 đồng chí mới")).to_be_visible()
    desk.goto(live_server.url + reverse("roster:members") + "?q=moi")
    expect(desk.get_by_role("link", name="Lê Thị Mới")).to_be_visible()
