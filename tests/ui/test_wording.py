import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from ganket.kernel import clock
from ganket.ui import wording

EVENING = dt.datetime(2026, 12, 5, 19, 30, tzinfo=clock.ZONE)
# Still the day before where servers keep their clocks.
EARLY = dt.datetime(2026, 12, 4, 23, 0, tzinfo=dt.UTC)


def test_date_is_written_day_first():
    assert wording.date(dt.date(2026, 11, 3)) == "03/11/2026"


def test_date_of_a_moment_is_the_local_day():
    assert wording.date(EARLY) == "05/12/2026"


def test_weekday_is_written_in_words():
    assert wording.weekday_date(dt.date(2026, 11, 23)) == "Thứ Hai, 23/11/2026"
    assert wording.weekday_date(dt.date(2026, 11, 29)) == "Chủ Nhật, 29/11/2026"


@pytest.mark.parametrize(
    ("moment", "text"),
    [(EVENING, "19 giờ 30"), (EARLY, "6 giờ"), (dt.time(7, 5), "7 giờ 05")],
)
def test_hour_is_spoken(moment, text):
    assert wording.hour(moment) == text


def test_datetime_gives_hour_and_day():
    assert wording.datetime(EVENING) == "19 giờ 30, 05/12/2026"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (1063, "1.063", "1,063"),
        (Decimal("0.5"), "0,5", "0.5"),
        (-1200, "-1.200", "-1,200"),
    ],
)
def test_number_follows_the_language(value, vietnamese, english):
    with translation.override("vi"):
        assert wording.number(value) == vietnamese
    with translation.override("en"):
        assert wording.number(value) == english


def test_number_keeps_the_places_asked_for():
    assert wording.number(81, 1) == "81,0"


@pytest.mark.parametrize(
    "write",
    [
        wording.date,
        wording.weekday_date,
        wording.hour,
        wording.datetime,
        wording.number,
    ],
)
def test_nothing_is_written_for_nothing(write):
    assert write(None) == ""


def test_hour_and_day_in_english():
    with translation.override("en"):
        assert wording.hour(EVENING) == "19:30"
        assert wording.hour(EARLY) == "6:00"
        assert wording.weekday_date(dt.date(2026, 11, 23)) == "Monday, 23/11/2026"


def test_words_of_a_form_say_that_they_are_vietnamese():
    assert wording.official("nêu gương <tốt>") == "nêu gương <tốt>"
    with translation.override("en"):
        shown = wording.official("nêu gương <tốt>")
        assert shown == '<span lang="vi">nêu gương &lt;tốt&gt;</span>'
        assert wording.official("") == ""
