"""The first half of the story: offices, the introduction, the cell gets to know her."""

import json
import re

from click.testing import CliRunner

from ganket.cli.main import main
from tests.e2e.papers import is_one_a4, text_of
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
    give_office(town, "31825", WARD, "Huỳnh Quốc Việt", "Bí thư", "0913 555 002")
    clerk = "Cán bộ Ban Xây dựng Đảng"
    give_office(town, "31825", WARD, "Nguyễn Thị Thu Hà", clerk, "0913 555 003")
    give_office(town, "31825.K02", CELL, "Trần Văn Năm", "Bí thư", "0913 555 012")
    officer = "Cán bộ phụ trách nơi công tác"
    give_office(town, "96.BV", HOSPITAL, "Đỗ Minh Khang", officer, "0913 555 004")


def give_office(
    town: Town, code: str, unit: str, name: str, role: str, phone: str
) -> None:
    """Write a holder down, and keep the code off the slip printed for them."""
    thinh = town.administrator
    open_unit_page(thinh, code, unit)
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


def workplace_introduces_her(town: Town) -> None:
    khang = town.officer
    come_in(khang, town.codes["Đỗ Minh Khang"])
    khang.take_road("Đảng viên")
    khang.follow("Ghi đảng viên mới")
    khang.write({"Họ và tên": "Lê Thị Sáu", "Ngày sinh": "14/02/1975"})
    khang.choose("Nữ")
    khang.write({"Ngày vào Đảng": "19/05/2003", "Ngày chính thức": "19/05/2004"})
    khang.write({"Số thẻ đảng viên": "96.012345", "Chức vụ": "Điều dưỡng trưởng"})
    khang.write({"Số điện thoại": "0913 555 006", "Thư điện tử": "sau@example.vn"})
    khang.press("Ghi tên đồng chí này")
    khang.follow("Giới thiệu về nơi cư trú")
    khang.search("bac lieu")
    khang.follow("Phường Bạc Liêu")
    khang.write({"Số nhà, đường": "Số 12, đường Trần Phú"})
    khang.pick("Khóm, ấp", "Khóm 2")
    khang.press("Viết giấy và gửi cho xã, phường")
    paper = khang.takes_out("Giấy giới thiệu để in")
    assert is_one_a4(paper)
    assert {"GIẤY GIỚI THIỆU", "Lê Thị Sáu", "19/05/2003"} <= text_of(paper).words
"""
