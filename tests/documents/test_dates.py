import datetime as dt

import pytest

from ganket.documents import dates


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 11, 23), "Bạc Liêu, ngày 23 tháng 11 năm 2026"),
        (dt.date(2026, 1, 9), "Bạc Liêu, ngày 09 tháng 01 năm 2026"),
        (dt.date(2026, 2, 10), "Bạc Liêu, ngày 10 tháng 02 năm 2026"),
        (dt.date(2026, 3, 1), "Bạc Liêu, ngày 01 tháng 3 năm 2026"),
        (dt.date(2026, 9, 30), "Bạc Liêu, ngày 30 tháng 9 năm 2026"),
        (dt.date(2026, 10, 2), "Bạc Liêu, ngày 02 tháng 10 năm 2026"),
    ],
)
def test_place_and_day_pads_what_could_be_altered(day, words):
    assert dates.place_and_day("Bạc Liêu", day) == words


def test_place_and_day_leaves_gaps_for_the_hand():
    line = dates.place_and_day("Bạc Liêu", None)

    assert line.replace("\u00a0", "") == "Bạc Liêu, ngàythángnăm"
    assert line.count("\u00a0") == 18


def test_short_day_is_day_month_year():
    assert dates.short_day(dt.date(2026, 2, 5)) == "05/02/2026"
    assert dates.short_day(None) == ""


@pytest.mark.parametrize(
    ("number", "line"),
    [(7, "Số 07-GGT/ĐU"), (127, "Số 127-GGT/ĐU"), (None, "Số \u00a0\u00a0\u00a0")],
)
def test_number_line_has_no_colon(number, line):
    assert dates.number_line("GGT/ĐU", number).startswith(line)
