"""The season of reviews: asked for, written, answered, sent back, confirmed, used."""

from tests.e2e.papers import assert_a4, assert_says
from tests.e2e.spring import CELL, HOSPITAL, WARD
from tests.e2e.town import Town

NAME = "Lê Thị Sáu"
WHY_NOT_FULLY = "Họp tổ dân cư tháng 8 đồng chí vắng, chưa báo."
REPLY = "Tối họp tổ tháng 8 tôi trực đêm, có nhắn tổ trưởng."
SENT_BACK = "Mục 7 xin ghi rõ việc đồng chí đã làm cho khóm."
WORDS = "Đo huyết áp cho các cụ khóm 2 mỗi sáng thứ Bảy."
USE = "Đưa vào đánh giá đảng viên cuối năm 2026."
LEVELS = {
    "1. ": "Nêu gương tốt",
    "2. ": "Chưa đủ thông tin để nhận xét",
    "3. ": "Tham gia chưa đầy đủ",
    "4. ": "Thường xuyên",
    "5. ": "Tích cực",
    "6. ": "Biểu dương",
}


def workplace_asks(town: Town) -> None:
    khang = town.officer
    khang.take_road("Nhận xét")
    khang.follow("Xin ý kiến nơi cư trú")
    khang.follow(WARD)
    khang.choose("Nhận xét hằng năm")
    khang.write({"Cần nhận lại trước ngày": "30/11/2026"})
    khang.choose_like(NAME)
    khang.press("Xem lại trước khi gửi")
    khang.press("Gửi phiếu xin ý kiến")
    paper = khang.takes_out("Phiếu xin ý kiến")
    assert_a4(paper)
    assert_says(paper, NAME, WARD, HOSPITAL)


def ward_opens_the_season(town: Town) -> None:
    ha = town.clerk
    ha.take_road("Nhận xét")
    ha.follow("Mở đợt nhận xét năm 2026")
    ha.write({"Ngày bắt đầu": "02/11/2026", "Hạn của chi bộ": "16/11/2026"})
    ha.write({"Hạn của phường": "30/11/2026"})
    ha.press("Mở đợt nhận xét")
    ha.reads(CELL)


def cell_writes_with_the_record_beside_it(town: Town) -> None:
    """The record says that she came; the cell knows of a day when she did not."""
    nam = town.secretary
    nam.take_road("Nhận xét")
    nam.follow(NAME)
    nam.follow("Sửa nhận xét")
    nam.reads("1 buổi: có mặt 1", "Đo huyết áp cho các cụ khóm 2", "Ý kiến đã nêu: 1")
    for criterion, level in LEVELS.items():
        nam.choose(level, within=criterion)
    nam.write({"Lý do, một hai câu. Lý do đi kèm phiếu.": WHY_NOT_FULLY})
    nam.photograph("phieu-nhan-xet-can-cu", at="3. Tham gia các cuộc họp")
    nam.press("Xong, đồng chí kế")
    cell_notes_that_it_met_the_front(town)
    cell_shows_it(town)


def cell_notes_that_it_met_the_front(town: Town) -> None:
    nam = town.secretary
    nam.take_road("Nhận xét")
    nam.follow("Ghi ngày họp")
    nam.write({"Ngày họp với ban công tác mặt trận": "05/11/2026"})
    nam.press("Ghi ngày họp")


def cell_shows_it(town: Town) -> None:
    nam = town.secretary
    nam.take_road("Nhận xét")
    nam.follow("Cho đọc 1 phiếu đã xong")
    nam.press("Cho 1 đồng chí đọc phiếu của mình")


def member_reads_and_replies(town: Town) -> None:
    sau = town.member
    sau.go_home()
    sau.follow("nhận xét")
    sau.reads("Tham gia chưa đầy đủ", WHY_NOT_FULLY, "Chưa đủ thông tin để nhận xét")
    sau.photograph("dang-vien-doc-phieu", at="3. Tham gia các cuộc họp")
    sau.write({"Ý kiến của đồng chí": REPLY})
    sau.press("Xem lại rồi gửi")
    sau.press("Gửi ý kiến này")
    sau.reads(REPLY)


def ward_sends_it_back_once(town: Town) -> None:
    ha = town.clerk
    ha.take_road("Nhận xét")
    ha.follow("Năm 2026")
    ha.photograph("bang-nhan-xet-phuong")
    ha.follow(CELL)
    ha.follow(NAME)
    ha.reads(REPLY)
    ha.unfold("Trả lại chi bộ")
    ha.write({"Vì sao trả lại": SENT_BACK})
    ha.press("Trả lại kèm lý do này")


def cell_writes_it_again(town: Town) -> None:
    nam = town.secretary
    nam.take_road("Nhận xét")
    nam.follow(NAME)
    nam.reads(SENT_BACK, REPLY)
    nam.follow("Sửa nhận xét")
    nam.write({"Chi bộ ghi": WORDS})
    nam.press("Xong, đồng chí kế")
    cell_shows_it(town)


def member_agrees(town: Town) -> None:
    sau = town.member
    sau.take_road("Nhận xét")
    sau.follow("Năm 2026")
    sau.reads(WORDS)
    sau.follow("Đã đọc, không có ý kiến gì thêm")
    sau.press("Đúng, không có ý kiến gì thêm")


def ward_confirms(town: Town) -> None:
    ha = town.clerk
    ha.take_road("Nhận xét")
    ha.follow("Năm 2026")
    ha.follow("Xác nhận", near=CELL)
    ha.reads("1 mục khác với sổ", "1 mục chưa đủ thông tin")
    ha.choose_like(f"Xác nhận phiếu của đồng chí {NAME}")
    ha.press("Xem lại các phiếu đã chọn")
    ha.press("Xác nhận 1 phiếu")
    ha.take_road("Tiến độ")
    ha.follow("từng chi bộ")
    ha.reads("Khóm 2", "1 đã xác nhận")
    ha.photograph("tien-do-phuong")


def workplace_reads_and_says_what_for(town: Town) -> None:
    khang = town.officer
    khang.take_road("Nhận xét")
    khang.follow(NAME)
    khang.reads(WHY_NOT_FULLY, WORDS)
    khang.write({"Phiếu được dùng vào việc gì": USE})
    khang.press("Gửi phản hồi")
    khang.reads(USE)
    khang.photograph("noi-cong-tac-doc-phieu")
    paper = khang.takes_out("Phiếu nhận xét", picture="phieu-nhan-xet")
    assert_a4(paper, pages=None)
    assert_says(paper, "PHIẾU NHẬN XÉT", NAME, "x tham gia chưa đầy đủ", WORDS)
    assert_says(paper, "Mục 2: chưa đủ thông tin để nhận xét.", WHY_NOT_FULLY)


def member_reads_who_looked(town: Town) -> None:
    sau = town.member
    sau.take_road("Nhận xét")
    sau.follow("Năm 2026")
    sau.reads(USE)
    sau.take_road(NAME)
    sau.follow("Ai đã xem hồ sơ của tôi")
    sau.reads("Trần Văn Năm", "Nguyễn Thị Thu Hà", "Đỗ Minh Khang")
    sau.photograph("ai-da-xem")
