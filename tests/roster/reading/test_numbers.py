import pytest

from ganket.roster.reading.numbers import (
    Number,
    NumberFlaw,
    card_of,
    citizen_of,
    phone_of,
)


@pytest.mark.parametrize(
    "cell",
    [
        "0913555012", "0913 555 012", "0913.555.012", "0913-555-012", "+84 913 555 012",
        "84913555012", "0084913555012", 913555012, 913555012.0, "913555012", "'0913555012",
        '="0913555012"', "0913555012/0987654321", "0913555012; nhà riêng", "ĐT: 0913555012",
    ],
)  # fmt: skip
def test_phone_is_read_however_it_was_typed(cell):
    assert phone_of(cell) == Number("0913555012")


@pytest.mark.parametrize(
    ("cell", "value"), [("01663123456", "0363123456"), (1201234567, "0701234567")]
)
def test_phone_of_eleven_digits_gets_its_new_beginning(cell, value):
    assert phone_of(cell) == Number(value)


@pytest.mark.parametrize("cell", ["12345", "9.13E+08", "0913 555", "abc 12"])
def test_other_phone_is_doubtful(cell):
    assert phone_of(cell).flaw is not None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("096075000123", Number("096075000123")),
        ("096 075 000 123", Number("096075000123")),
        (96075000123, Number("096075000123", NumberFlaw.ZEROS_LOST)),
        (1075000123, Number("001075000123", NumberFlaw.ZEROS_LOST)),
        ("365123456", Number("365123456", NumberFlaw.OLD_KIND)),
        (365123456, Number("365123456", NumberFlaw.OLD_KIND)),
        ("9,6075E+10", Number(flaw=NumberFlaw.CUT_SHORT)),
        ("0960750001234", Number(flaw=NumberFlaw.UNREADABLE)),
        (None, Number()),
        ("chưa có", Number()),
    ],
)
def test_citizen_number_is_told_with_what_it_lost(cell, number):
    assert citizen_of(cell) == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("85.123456", Number("85.123456")),
        ("85 123 456", Number("85 123 456")),
        (85123456, Number("85123456")),
        (85.123456, Number("85.123456")),
        (85.12345, Number("85.123450", NumberFlaw.ZEROS_LOST)),
        (5123456, Number("05123456", NumberFlaw.ZEROS_LOST)),
        ("1.2E+7", Number(flaw=NumberFlaw.CUT_SHORT)),
        ("chờ cấp 12", Number(flaw=NumberFlaw.UNREADABLE)),
        (None, Number()),
    ],
)
def test_card_number_is_told_with_what_it_lost(cell, number):
    assert card_of(cell) == number
