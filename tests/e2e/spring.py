"""The first half of the story: offices, the introduction, the cell gets to know her."""

import json
import re

from click.testing import CliRunner
from pypdf import PdfReader

from ganket.cli.main import main
from tests.e2e.papers import assert_a4, assert_says, text_of
from tests.e2e.people import Someone
from tests.e2e.town import Town

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{2}")
WARD, CELL = "Đảng ủy phường Bạc Liêu", "Chi bộ khóm 2"
HOSPITAL = "Bệnh viện Đa khoa Bạc Liêu"
PASSWORD = "nhà tôi có cây mận"
NEIGHBOURS = """\
Họ và tên,Ngày sinh,Giới tính,Số nhà,Chi bộ nơi cư trú
Nguyễn Văn Bảy,19/05/1978,Nam,"Số 14, đường Trần Phú",31825.K02
Kim Thị Sa Rương,02/09/1985,Nữ,"Số 3, đường Hòa Bình",31825.K02
Danh Thạch,08/03/1969,Nam,"Số 40, đường Hòa Bình",
"""


def somebody_installs_it(town: Town) -> None:
    words = ["init", "--name", "Quách Vĩnh Thịnh", "--phone", "0913555001", "--json"]
    told = CliRunner().invoke(main, words, catch_exceptions=False)
    come_in(town.administrator, json.loads(told.stdout)["code"])


def come_in(who: Someone, code: str) -> None:
    """Sign in for the first time: a code off a slip, and a password of one's own."""
    who.open("/")
    who.follow("Tôi có mã mời")
    who.write({"Mã mời": code, "Đặt mật khẩu của đồng chí": PASSWORD})
    who.press("Đặt mật khẩu và đăng nhập")
    who.reads("Chào đồng chí")


def administrator_lays_out_the_units(town: Town) -> None:
    thinh = town.administrator
    open_unit_page(thinh, "phuong bac lieu", WARD)
    thinh.follow("Lập đơn vị trực thuộc")
    thinh.write({"Tên": "Khóm 2", "Mã": "31825.K02"})
    thinh.press("Lập đơn vị")
    thinh.follow(WARD)
    thinh.follow("Thêm tổ dân cư")
    thinh.write({"Số hoặc tên": "2"})
    thinh.press("Thêm tổ dân cư")
    thinh.pick("Thuộc chi bộ", CELL)
    thinh.press("Xếp về chi bộ")
    open_unit_page(thinh, "ca mau", "Đảng bộ tỉnh Cà Mau")
    thinh.follow("Lập đơn vị trực thuộc")
    thinh.follow("Đảng ủy cơ sở nơi công tác")
    thinh.write({"Tên": HOSPITAL, "Mã": "96.BV"})
    thinh.press("Lập đơn vị")
    thinh.follow("Lập đơn vị trực thuộc")
    thinh.follow("Chi bộ nơi công tác")
    thinh.write({"Tên": "Khoa Nội", "Mã": "96.BV.C01"})
    thinh.press("Lập đơn vị")


def open_unit_page(who: Someone, words: str, name: str) -> None:
    who.take_road("Đơn vị")
    who.search(words)
    who.follow(name)


def administrator_gives_offices(town: Town) -> None:
    give_office(town, WARD, "Huỳnh Quốc Việt", "Bí thư", "0913 555 002")
    clerk = "Cán bộ Ban Xây dựng Đảng"
    give_office(town, WARD, "Nguyễn Thị Thu Hà", clerk, "0913 555 003")
    give_office(town, CELL, "Trần Văn Năm", "Bí thư", "0913 555 012")
    officer = "Cán bộ phụ trách nơi công tác"
    give_office(town, HOSPITAL, "Đỗ Minh Khang", officer, "0913 555 004")


def give_office(town: Town, unit: str, name: str, role: str, phone: str) -> None:
    """Write a holder down, and keep the code off the slip printed for them."""
    thinh = town.administrator
    open_unit_page(thinh, unit, unit)
    thinh.follow("Giao chức vụ")
    thinh.search(name)
    thinh.follow("Ghi người mới")
    thinh.pick("Chức vụ, nhiệm vụ", role)
    thinh.write({"Số điện thoại": phone})
    thinh.press("Giao chức vụ")
    thinh.follow("Cấp mã mời")
    slip = thinh.prints("Cấp mã và tải phiếu PDF")
    assert name in text_of(slip)
    town.codes[name] = CODE.search(text_of(slip))[0]


def workplace_introduces_two(town: Town) -> None:
    khang = town.officer
    come_in(khang, town.codes["Đỗ Minh Khang"])
    write_down(khang, "Lê Thị Sáu", "14/02/1975", phone="0913 555 006")
    paper = introduce(khang, "Số 12, đường Trần Phú")
    assert_a4(paper)
    assert_says(paper, "GIẤY GIỚI THIỆU", "Lê Thị Sáu", "19/05/2003", WARD)
    khang.photograph("giay-gioi-thieu")
    write_down(khang, "Phạm Văn Út", "20/11/1980", phone="0913 555 007")
    introduce(khang, "Ấp Biển Tây", quarter="Chưa rõ")


def write_down(khang: Someone, name: str, born: str, *, phone: str) -> None:
    khang.take_road("Đảng viên")
    khang.follow("Ghi đảng viên mới")
    khang.write({"Họ và tên": name, "Ngày sinh": born})
    khang.choose("Nữ" if "Thị" in name else "Nam")
    khang.write({"Ngày vào Đảng": "19/05/2003", "Ngày chính thức": "19/05/2004"})
    khang.write({"Chức vụ, nghề nghiệp": "Điều dưỡng", "Số điện thoại": phone})
    khang.press("Ghi tên đồng chí này")


def introduce(khang: Someone, address: str, quarter: str = "Khóm 2") -> PdfReader:
    khang.search("bac lieu")
    khang.follow("Phường Bạc Liêu")
    khang.write({"Số nhà, đường": address})
    khang.pick("Khóm, ấp", quarter)
    khang.press("Xem lại trước khi gửi")
    khang.press("Viết giấy và gửi cho xã, phường")
    return khang.takes_out("Giấy giới thiệu để in")


def ward_takes_one_in_and_sends_one_back(town: Town) -> None:
    ha = town.clerk
    come_in(ha, town.codes["Nguyễn Thị Thu Hà"])
    ha.take_road("Giới thiệu")
    ha.follow("Lê Thị Sáu")
    ha.press("Tiếp nhận hôm nay")
    ha.follow("Phân về chi bộ")
    ha.press("Phân về chi bộ")
    ha.reads(f"Phân về {CELL}")
    assert_says(ha.takes_out("Giấy giới thiệu để in"), "Lê Thị Sáu", CELL)
    ha.take_road("Giới thiệu")
    ha.follow("Phạm Văn Út")
    ha.follow("Trả lại kèm lý do")
    ha.write({"Lý do trả lại": "Ấp Biển Tây thuộc xã Vĩnh Hậu."})
    ha.press("Trả lại")


def workplace_reads_why(town: Town) -> None:
    khang = town.officer
    khang.go_home()
    khang.take_road("Giới thiệu")
    khang.follow("Bị trả lại")
    khang.follow("Phạm Văn Út")
    khang.reads("Nơi cư trú trả lại", "Ấp Biển Tây thuộc xã Vĩnh Hậu.")


def ward_brings_a_list_in(town: Town) -> None:
    ha = town.clerk
    ha.take_road("Đảng viên")
    ha.follow("Nhập danh sách")
    ha.upload("Tệp", "khom-2.csv", NEIGHBOURS)
    ha.press("Đọc tệp và xem trước")
    ha.reads("Nguyễn Văn Bảy", "Kim Thị Sa Rương")
    ha.photograph("nhap-danh-sach")
    ha.press("Nhập danh sách này")
    ha.reads("Đã nhập xong")


def cell_gets_to_know_her(town: Town) -> None:
    """The secretary signs in on a phone, and hands her the code on a slip."""
    nam = town.secretary
    come_in(nam, town.codes["Trần Văn Năm"])
    nam.take_road("Đảng viên")
    nam.search("le thi sau")
    nam.follow("Lê Thị Sáu")
    nam.follow("In phiếu mời")
    slip = nam.prints("Cấp mã và in phiếu")
    assert_a4(slip)
    assert_says(slip, "Lê Thị Sáu")
    come_in(town.member, CODE.search(text_of(slip))[0])
    town.member.reads("Chi bộ khóm 2")
