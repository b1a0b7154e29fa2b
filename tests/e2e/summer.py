"""Spring into summer: a notice, an opinion, and the meeting of the half-year."""

from playwright.sync_api import expect

from tests.e2e.papers import assert_a4, assert_says
from tests.e2e.people import Someone
from tests.e2e.spring import CELL, WARD
from tests.e2e.town import Town

TITLE = "Dọn vệ sinh hẻm 5 sáng Chủ Nhật"
LAMP = "Đèn đường hẻm 12 hỏng"


def member_gives_an_address(town: Town) -> None:
    sau = town.member
    sau.take_road("Lê Thị Sáu")
    sau.write({"Thư điện tử": "sau@example.vn"})
    sau.press("Lưu")


def cell_writes_to_its_members(town: Town) -> None:
    nam = town.secretary
    nam.take_road("Thông báo")
    nam.follow("Soạn thông báo")
    nam.write({"Tiêu đề": TITLE, "Nội dung": "6 giờ sáng, mang theo chổi."})
    nam.press("Xem lại trước khi gửi")
    nam.press("Gửi cho 3 đồng chí")
    nam.reads("Đã gửi cho 3 đồng chí.")


def member_has_a_letter_and_reads_the_notice(town: Town) -> None:
    letters = town.mail.to("sau@example.vn")
    assert [letter["Subject"].strip() for letter in letters] == [f"Thông báo: {TITLE}"]
    sau = town.member
    sau.go_home()
    sau.follow(TITLE)
    sau.reads("6 giờ sáng, mang theo chổi.")


def member_raises_an_opinion(town: Town) -> None:
    sau = town.member
    sau.take_road("Ý kiến")
    sau.follow("Nêu ý kiến")
    sau.write(
        {
            "Việc gì?": LAMP,
            "Ở đâu?": "Đầu hẻm 12, đường Trần Phú",
            "Nội dung": "Ba bóng hỏng từ Tết, bà con đi tối té xe.",
        }
    )
    sau.photograph("neu-y-kien")
    sau.press("Gửi ý kiến cho chi bộ")
    sau.reads("Số ý kiến")


def cell_receives_it_and_passes_it_up(town: Town) -> None:
    nam = town.secretary
    nam.take_road("Ý kiến")
    nam.follow(LAMP)
    nam.press("Tiếp nhận để giải quyết")
    nam.follow(f"Chuyển lên {WARD}")
    nam.write({"Vì sao phải chuyển lên?": "Cột đèn do phường quản lý."})
    nam.press("Xem lại trước khi chuyển")
    nam.press(f"Chuyển lên {WARD}")
    nam.reads("Cột đèn do phường quản lý.")


def cell_calls_its_meeting(town: Town) -> None:
    nam = town.secretary
    nam.take_road("Sinh hoạt")
    nam.follow("Lên lịch sinh hoạt")
    nam.choose("Định kỳ 6 tháng đầu năm")
    nam.write({"Ngày họp": "13/06/2026", "Giờ họp": "19 giờ"})
    nam.write({"Họp ở đâu?": "Nhà văn hóa khóm 2"})
    nam.press("Lên lịch")
    nam.follow("Soạn")
    nam.reads("Tình hình các ý kiến")
    nam.write({"Nội dung": "Góp ý mở rộng hẻm 12"})
    nam.press("Thêm vào chương trình")
    nam.press("Xong chương trình")
    nam.follow("Mời họp")
    nam.press("Mời 3 đồng chí")


def member_sees_when_and_where(town: Town) -> None:
    sau = town.member
    sau.go_home()
    sau.reads("Nhà văn hóa khóm 2")


def cell_holds_its_meeting(town: Town) -> None:
    nam = town.secretary
    nam.go_home()
    nam.photograph("trang-dau-bi-thu")
    nam.take_road("Sinh hoạt")
    nam.follow("Sinh hoạt 6 tháng đầu năm 2026")
    nam.press("Bắt đầu họp")
    nam.press("Bắt đầu ngay bây giờ")
    tick(nam, "Lê Thị Sáu", "Có mặt")
    tick(nam, "Nguyễn Văn Bảy", "Có phép")
    tick(nam, "Kim Thị Sa Rương", "Vắng")
    nam.follow("Người đến thêm")
    nam.search("danh thach")
    nam.press("Ghi có mặt", near="Danh Thạch")
    nam.photograph("diem-danh", at="Tất cả")
    nam.follow("Ghi ý kiến")
    nam.pick("Đồng chí nào nêu?", "Danh Thạch")
    nam.write({"Việc gì?": "Cống hẻm 12 nghẹt", "Nội dung": "Mưa là ngập nửa ngày."})
    nam.press("Ghi ý kiến")


def tick(nam: Someone, name: str, presence: str) -> None:
    row = nam.page.get_by_role("listitem").filter(has_text=name)
    row.get_by_role("radio", name=presence).check()
    expect(row).to_contain_text("Năm ghi")


def cell_closes_its_meeting(town: Town) -> None:
    nam = town.secretary
    nam.take_road("Sinh hoạt")
    nam.follow("Sinh hoạt 6 tháng đầu năm 2026")
    nam.follow("Ghi biên bản")
    nam.write({"3. Góp ý mở rộng hẻm 12": "Các hộ đồng ý lùi rào nửa mét."})
    nam.write({"Kết luận": "Chi bộ vận động từng hộ, xong trước ngày 02/9."})
    nam.press("Lưu biên bản")
    nam.follow("Kết thúc")
    nam.write({"Người ghi biên bản": "Lý Thị Hoa"})
    nam.press("Kết thúc và khóa biên bản")
    nam.reads("Đã kết thúc")
    paper = nam.takes_out("Biên bản để in và ký")
    assert_a4(paper, pages=2)
    assert_says(paper, "Lê Thị Sáu", "Danh Thạch", "Góp ý mở rộng hẻm 12", CELL[8:])


def ward_answers(town: Town) -> None:
    ha = town.clerk
    ha.take_road("Ý kiến")
    ha.follow(LAMP)
    ha.follow("Trả lời người nêu")
    ha.choose("Đã giải quyết")
    ha.write({"Trả lời": "Đã thay ba bóng ngày 18/6."})
    ha.press("Xem lại trước khi gửi")
    ha.press("Gửi câu trả lời")


def only_the_proposer_says_that_it_is_solved(town: Town) -> None:
    sau = town.member
    sau.go_home()
    sau.follow(LAMP)
    sau.reads("Đã thay ba bóng ngày 18/6.")
    sau.photograph("tra-loi-y-kien")
    sau.follow("Đã xong")
    sau.press("Đúng, đã xong")
    sau.reads("Người nêu đồng ý là xong")


def cell_notes_a_visit_and_what_she_did(town: Town) -> None:
    nam = town.secretary
    nam.take_road("Đảng viên")
    nam.follow("Lê Thị Sáu")
    nam.press("Đã đến nhà")
    nam.follow("Những lần gặp")
    nam.follow("Ghi việc đã làm")
    nam.write({"Đã làm việc gì?": "Đo huyết áp cho các cụ khóm 2,\nmỗi sáng thứ Bảy."})
    nam.pick("Loại việc", "Giúp bằng tay nghề")
    nam.press("Ghi việc này")
    nam.reads("Đo huyết áp cho các cụ khóm 2")
