import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganket.roster.reading.days import Calendar, Day, Flaw, day_of
from tests.messy.sheets import DAYS

CALENDAR = Calendar(dt.date(2026, 11, 23))
BIRTH = "1975-03-12"


@pytest.mark.parametrize(
    "cell",
    [
        "12/3/75", "12.3.1975", "12-3-1975", "1975-03-12", " 12 / 3 / 1975 ", "12/03/1975.",
        "'12/03/1975", "12,3,1975", "12\\3\\1975", "12 tháng 3 năm 1975", "120375",
        "ngày 12 tháng 03 năm 1975", "Sinh ngày 12/3/1975", "12/03/1975 00:00:00",
        "1975-03-12T00:00:00", "12031975", "19750312", "12-Mar-75", "March 12, 1975",
        "12/III/1975", "l2/O3/1975", "27465", "27465.0", 27465, 27465.0, 12031975,
        dt.date(1975, 3, 12), dt.datetime(1975, 3, 12, 8, 30),  # noqa: DTZ001 - Excel has no zones
    ],
)  # fmt: skip
def test_day_is_read_however_it_was_typed(cell):
    assert day_of(cell, CALENDAR) == Day(BIRTH)


@pytest.mark.parametrize(
    "cell",
    [
        "1975", 1975, 1975.0, "1975.0", "Sinh năm 1975", "1975 (51 tuổi)", "00/00/1975",
        "../../1975", "…/…/1975", "?/?/1975", "__/__/75", dt.date(1905, 5, 28), "75",
    ],
)  # fmt: skip
def test_year_alone_is_a_year(cell):
    assert day_of(cell, CALENDAR) == Day("1975")


@pytest.mark.parametrize(
    ("cell", "value", "flaw"),
    [
        ("3/1975", "1975", Flaw.MONTH_ONLY),
        ("tháng 3 năm 1975", "1975", Flaw.MONTH_ONLY),
        (3.1975, "1975", Flaw.MONTH_ONLY),
        ("31/02/1975", "", Flaw.NOT_IN_CALENDAR),
        ("12/13/1975", "", Flaw.NOT_IN_CALENDAR),
        ("5/7/15", "", Flaw.CENTURY_UNKNOWN),
        ("15", "", Flaw.CENTURY_UNKNOWN),
        ("12/3/19755", "", Flaw.UNREADABLE),
        ("12/3", "", Flaw.UNREADABLE),
        ("không rõ", "", Flaw.UNREADABLE),
        (True, "", Flaw.UNREADABLE),
        (-5, "", Flaw.UNREADABLE),
        ("15/7/2012", "2012-07-15", Flaw.TOO_YOUNG),
        ("1/1/1910", "1910-01-01", Flaw.TOO_OLD),
        ("1/1/2027", "", Flaw.FUTURE),
        (dt.date(2027, 1, 1), "", Flaw.FUTURE),
        (None, "", None),
    ],
)
def test_doubtful_day_is_never_guessed(cell, value, flaw):
    assert day_of(cell, CALENDAR) == Day(value, flaw)


@pytest.mark.parametrize(
    ("written", "born"), [("05/07/05", "2005-07-05"), ("05/07/26", "1926-07-05")]
)
def test_century_is_filled_in_where_only_one_is_possible(written, born):
    assert day_of(written, CALENDAR) == Day(born)


def test_serial_numbers_may_count_from_1904():
    calendar = Calendar(CALENDAR.today, counts_from_1904=True)

    assert day_of(27465 - 1462, calendar) == Day(BIRTH)


@given(
    st.dates(dt.date(1935, 1, 1), dt.date(2004, 12, 31)),
    st.sampled_from(sorted(set(DAYS) - {"year"})),
)
def test_every_birth_of_a_grown_person_comes_back(born, form):
    assert day_of(DAYS[form](born, None), CALENDAR) == Day(born.isoformat())


@given(st.text(max_size=20))
def test_any_text_gives_a_day_of_the_calendar_or_a_flaw(written):
    found = day_of(written, CALENDAR)

    if len(found.value) > 4:
        assert dt.date.fromisoformat(found.value) <= CALENDAR.today
    elif not found.value:
        assert found.flaw is not None
