import pytest

from ganket.accounts.queries import clerk_of_the_house
from ganket.roster import commands
from ganket.roster.commands import Do
from ganket.roster.models import Member
from tests.factories.org import residence_cell, ward
from tests.messy.legacy import old
from tests.messy.making import Alphabet

pytestmark = pytest.mark.django_db

MESSY = """ĐẢNG ỦY PHƯỜNG BẠC LIÊU;;;;
DANH SÁCH ĐẢNG VIÊN GIỮ MỐI LIÊN HỆ;;;;
;;;;
Số;Họ và;Năm sinh;;Điện
TT;tên;Nam;Nữ;thoại
1;2;3;4;5
1;LÊ  VĂN TÁM;12/3/75;;913555012
2;Võ Thị Ba;;1.1.1970;
3;Lý Bé;;31/2/80;
;Tổng cộng: 3 đồng chí;;;
;Người lập;;;
;Trần Ký;;;
"""


@pytest.fixture
def cell():
    return residence_cell(ward(code="31825"), code="31825.K02")


def plan(cell, text):
    return commands.plan_import(
        actor=clerk_of_the_house(),
        unit=cell,
        file_name="danh sách.csv",
        content=text.encode(),
    )


def test_messy_list_is_planned_with_its_rows_and_reasons(cell):
    planned = plan(cell, MESSY)

    rows = commands.rows_of_import(planned)
    assert [(row.number, row.name, row.do) for row in rows] == [
        (7, "Lê Văn Tám", Do.NEW),
        (8, "Võ Thị Ba", Do.NEW),
        (9, "Lý Bé", Do.REFUSED),
    ]
    assert rows[2].why == ("Ngày sinh 31/2/80 không có trong lịch. Hãy xem lại.",)


def test_messy_list_is_applied_like_any_other(cell):
    planned = plan(cell, MESSY)

    commands.apply_import(actor=clerk_of_the_house(), roster_import=planned)

    found = Member.objects.order_by("birth_year")
    assert [(m.person.full_name, str(m.born_on), m.sex) for m in found] == [
        ("Võ Thị Ba", "1970-01-01", "FEMALE"),
        ("Lê Văn Tám", "1975-03-12", "MALE"),
    ]


def test_list_in_old_letters_is_planned_in_unicode(cell):
    planned = plan(cell, old(MESSY, Alphabet.VNI))

    assert [row.name for row in commands.rows_of_import(planned)][1] == "Võ Thị Ba"


def test_columns_that_nobody_asked_for_are_named(cell):
    text = "Danh sách\nHọ và tên;Ngày sinh;Tôn giáo;Đơn vị\nLê Tám;1975;Không;Báo\n"

    assert plan(cell, text).plan["unused"] == ["Tôn giáo", "Đơn vị"]
