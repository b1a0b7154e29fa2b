"""The same work on a telephone whose browser runs no scripts."""

import pytest
from playwright.sync_api import expect

from tests.e2e.people import PHONE, Someone
from tests.e2e.pictures import Pictures
from tests.factories.accounts import PASSWORD
from tests.factories.meetings import opened
from tests.reviews.scene import scene

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def made():
    return scene(2)


@pytest.fixture
def at_a_plain_phone(page_at, live_server):
    def sit_down(account):
        page = page_at(PHONE, java_script_enabled=False)
        pictures = Pictures(wanted=False)
        someone = Someone(page, live_server.url, pictures, set(), has_scripts=False)
        someone.open("/")
        login = {"Số điện thoại, thư điện tử hoặc mã đăng nhập": account.handle}
        someone.write({**login, "Mật khẩu": PASSWORD})
        someone.press("Đăng nhập")
        someone.reads("Chào đồng chí")
        return someone

    return sit_down


def test_room_is_marked_and_its_minutes_are_closed(made, at_a_plain_phone):
    meeting = opened(made.cell)
    here, away = (each.person.full_name for each in made.members)
    nam = at_a_plain_phone(made.secretary)

    nam.take_road("Sinh hoạt")
    nam.follow(meeting.title)
    nam.follow("Điểm danh")
    row = nam.page.get_by_role("listitem").filter(has_text=here)
    row.get_by_role("radio", name="Có mặt").check()
    row.get_by_role("button", name="Ghi").click()
    nam.follow("Ghi cả danh sách một lượt")
    row = nam.page.get_by_role("listitem").filter(has_text=away)
    row.get_by_role("radio", name="Vắng").check()
    nam.press("Ghi tất cả")
    nam.follow("Kết thúc")
    nam.write({"Người ghi biên bản": "Lý Thị Hoa"})
    nam.press("Kết thúc và khóa biên bản")

    nam.reads("Đã kết thúc")
    expect(nam.page.get_by_text("1 có mặt")).to_be_visible()


def test_opinion_is_raised_answered_and_settled(made, at_a_plain_phone):
    sau, nam = at_a_plain_phone(made.member), at_a_plain_phone(made.secretary)

    sau.take_road("Ý kiến")
    sau.follow("Nêu ý kiến")
    sau.write({"Việc gì?": "Cống hẻm 12 nghẹt", "Nội dung": "Mưa là ngập."})
    sau.press("Gửi ý kiến cho chi bộ")
    nam.take_road("Ý kiến")
    nam.follow("Cống hẻm 12 nghẹt")
    nam.follow("Trả lời người nêu")
    nam.choose("Đã giải quyết")
    nam.write({"Trả lời": "Đã nạo vét sáng nay."})
    nam.press("Xem lại trước khi gửi")
    nam.press("Gửi câu trả lời")
    sau.follow("Theo dõi ý kiến này")
    sau.follow("Đã xong")
    sau.press("Đúng, đã xong")

    sau.reads("Người nêu đồng ý là xong")


def test_review_is_written_and_shown(made, at_a_plain_phone):
    name = made.members[0].person.full_name
    nam, sau = at_a_plain_phone(made.secretary), at_a_plain_phone(made.member)

    nam.take_road("Nhận xét")
    nam.follow(name)
    nam.follow("Sửa nhận xét")
    nam.choose("Nêu gương", within="1. ")
    nam.choose("Gương mẫu", within="2. ")
    nam.press("Xong, đồng chí kế")
    nam.take_road("Nhận xét")
    nam.follow("Cho đọc 1 phiếu đã xong")
    nam.press("Cho 1 đồng chí đọc phiếu của mình")
    sau.take_road("Nhận xét")
    sau.follow("Năm 2026")
    sau.follow("Đã đọc, không có ý kiến gì thêm")
    sau.press("Đúng, không có ý kiến gì thêm")

    sau.reads("Đã đọc, không có ý kiến gì thêm.")
