import datetime as dt
import sys
from functools import partial

import pytest

from ganket.rulebook import calendar
from tests.racing import race

# Worked out by hand from the announcements of each year (2027: from the law alone),
# days on which offices would work but for the holiday.
CLOSED = {
    2025: "01-01 27-01 28-01 29-01 30-01 31-01 07-04 30-04 01-05 02-05 01-09 02-09",
    2026: "01-01 02-01 16-02 17-02 18-02 19-02 20-02 27-04 30-04 01-05 31-08 01-09"
    " 02-09 24-11",
    2027: "01-01 04-02 05-02 08-02 09-02 10-02 16-04 30-04 03-05 02-09 03-09 24-11",
}
# Saturdays worked for a day of rest before.
OPENED = {2025: "26-04", 2026: "10-01 22-08", 2027: ""}


def days(year, text):
    pairs = (day.split("-") for day in text.split())
    return {dt.date(year, int(month), int(day)) for day, month in pairs}


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_working_days_are_those_of_the_hand_made_table(year):
    every_day = [
        dt.date(year, 1, 1) + dt.timedelta(days=step)
        for step in range((dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days)
    ]
    weekdays = {day for day in every_day if day.weekday() < 5}

    working = {day for day in every_day if calendar.is_working_day(day)}

    assert weekdays - working == days(year, CLOSED[year])
    assert working - weekdays == days(year, OPENED[year])


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (dt.date(2026, 11, 9), 10, dt.date(2026, 11, 23)),
        (dt.date(2026, 11, 10), 10, dt.date(2026, 11, 25)),
        (dt.date(2026, 2, 13), 1, dt.date(2026, 2, 23)),
        (dt.date(2026, 8, 21), 1, dt.date(2026, 8, 22)),
        (dt.date(2026, 8, 28), 1, dt.date(2026, 9, 3)),
        (dt.date(2026, 11, 21), 0, dt.date(2026, 11, 21)),
    ],
)
def test_add_working_days_steps_over_rest(start, count, end):
    assert calendar.add_working_days(start, count) == end
    assert calendar.working_days_between(start, end) == count


def test_add_working_days_refuses_a_wait_backwards():
    with pytest.raises(ValueError, match="not shorter"):
        calendar.add_working_days(dt.date(2026, 11, 23), -1)


def test_between_is_below_zero_when_late():
    due, today = dt.date(2026, 11, 20), dt.date(2026, 11, 25)

    assert calendar.working_days_between(today, due) == -2


def test_committee_may_close_and_open_days():
    friday, saturday = dt.date(2026, 11, 20), dt.date(2026, 11, 21)

    assert calendar.is_working_day(friday)
    assert not calendar.is_working_day(friday, closed={friday})
    assert calendar.is_working_day(saturday, opened={saturday})
    assert not calendar.is_working_day(saturday, closed={saturday}, opened={saturday})
    assert (
        calendar.add_working_days(
            dt.date(2026, 11, 19), 1, closed={friday}, opened={saturday}
        )
        == saturday
    )


def test_swaps_across_the_new_year_are_known_to_the_other_year():
    # Monday 31/12/2018 was given for Saturday 05/01/2019, and 02/01/2015 likewise.
    assert calendar.is_working_day(dt.date(2019, 1, 5))
    assert not calendar.is_working_day(dt.date(2018, 12, 31))
    assert calendar.is_working_day(dt.date(2014, 12, 27))


def test_many_who_ask_at_once_hear_of_the_same_holidays():
    asked = [dt.date(year, 5, 1) for year in range(2031, 2071)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        heard = race(*[partial(calendar.is_working_day, day) for day in asked * 2])
    finally:
        sys.setswitchinterval(interval)

    assert set(heard) <= {False}
