import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganket.roster.reading.names import Name, cased, name_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("  nguyễn  văn   an ", "Nguyễn Văn An"),
        ("Nguyễn văn AN", "Nguyễn Văn An"),
        ("đoàn Thị ÁNH", "Đoàn Thị Ánh"),
        ("Đ/c Nguyễn Văn An", "Nguyễn Văn An"),
        ("đồng chí: Nguyễn Văn An", "Nguyễn Văn An"),
        ("ThS. Nguyễn Văn An", "Nguyễn Văn An"),
        ("12. Nguyễn Văn An", "Nguyễn Văn An"),
        ("Nguyễn Văn An (Ba An)", "Nguyễn Văn An"),
        ("Nguyễn Văn An, Bí thư", "Nguyễn Văn An"),
        ("Nguyễn Văn An - Phó Bí thư", "Nguyễn Văn An"),
        ("Nguyễn Văn An *", "Nguyễn Văn An"),
        ("Nguyễn Văn An (1)", "Nguyễn Văn An"),
        ("Nguyễn Văn Hùng B", "Nguyễn Văn Hùng B"),
        ("Ông Văn Tùng", "Ông Văn Tùng"),
        ("Anh Đức", "Anh Đức"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("K’Brơi", "K'Brơi"),
        ("Y Thanh Hà NiêKđăm", "Y Thanh Hà NiêKđăm"),
        ("Y LY NIÊ KĐĂM", "Y Ly Niê Kđăm"),
    ],
)
def test_name_is_what_is_left_without_the_rest(written, name):
    assert name_of(written).full == name
    assert name_of(written).is_whole


@pytest.mark.parametrize(
    ("written", "sex"), [("Bà Võ Thị Ba", "F"), ("Ông Lê Tám", "M"), ("Đ/c Lê Tám", "")]
)
def test_address_tells_the_sex(written, sex):
    assert name_of(written).sex == sex


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("Nguyễn Văn An (1975)", "1975"),
        ("Nguyễn Văn An, sinh năm 1975", "1975"),
        ("Nguyễn Văn An - 12/3/1975", "12/3/1975"),
    ],
)
def test_birth_beside_the_name_is_kept(written, born):
    assert name_of(written) == Name("Nguyễn Văn An", born=born)


@pytest.mark.parametrize("written", ['=HYPERLINK("http://x","An")', "@SUM(A1)", "+1+1"])
def test_formula_is_no_name(written):
    assert name_of(written).is_formula


def test_lost_letters_are_told():
    assert name_of("Nguy?n V?n An").has_lost_letters


@pytest.mark.parametrize("written", ["An", "Nguyễn", "N1 B2"])
def test_part_of_a_name_is_not_whole(written):
    assert not name_of(written).is_whole


@given(st.text(alphabet="aăđễÊÁNĐ '-?k"))
def test_casing_twice_changes_nothing(written):
    assert cased(cased(written)) == cased(written)
