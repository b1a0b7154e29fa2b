import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ganket.kernel.records import Malformed
from ganket.rulebook import queries
from ganket.rulebook.evidence import Evidence, disagrees, suggested_level

INVENTED = Path(__file__).with_name("invented.toml")


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (dt.date(2000, 6, 15), "qd76"),
        (dt.date(2018, 9, 17), "qd76"),
        (dt.date(2019, 12, 31), "qd76"),
        (dt.date(2020, 1, 1), "qd76"),
        (dt.date(2020, 1, 2), "qd213"),
        (dt.date(2026, 11, 23), "qd213"),
        (dt.date(2099, 12, 31), "qd213"),
    ],
)
def test_pack_on_answers_for_the_day(day, key):
    assert queries.pack_on(day).key == key


def test_pack_on_knows_no_regulation_before_the_first():
    with pytest.raises(queries.NoRegulation, match="14/06/2000"):
        queries.pack_on(dt.date(2000, 6, 14))


def test_no_day_since_the_first_is_without_a_regulation():
    first = queries.packs()[0].in_force_from
    days = (first + dt.timedelta(days=step) for step in range(40 * 366))

    assert {queries.pack_on(day).key for day in days} == {"qd76", "qd213"}


def test_get_pack_finds_by_key():
    assert queries.get_pack("qd213").short_title == "Quy định số 213-QĐ/TW"
    with pytest.raises(KeyError):
        queries.get_pack("qd214")


def test_new_regulation_is_data_alone():
    qd213 = replace(queries.get_pack("qd213"), in_force_until=dt.date(2027, 6, 1))
    invented = queries.read_pack(INVENTED)

    book = queries.Rulebook((queries.get_pack("qd76"), qd213, invented))

    assert book.on(dt.date(2027, 5, 31)) == qd213
    assert book.on(dt.date(2027, 6, 1)) == invented
    came = invented.criterion("ONLY", "CAME")
    half = Evidence(meetings_held=4, present=1, excused=1, absent=2)
    suggested = suggested_level(came, half)
    assert suggested == came.level("MOSTLY")
    assert disagrees(came, came.level("ALWAYS"), half)
    assert invented.period_on(dt.date(2028, 4, 1)).key == "REST"


def test_rulebook_refuses_two_regulations_for_a_day():
    qd213 = queries.get_pack("qd213")

    with pytest.raises(ValueError, match="qd213 ends on None, qd999 starts on"):
        queries.Rulebook((qd213, queries.read_pack(INVENTED)))


def test_rulebook_refuses_a_key_used_twice():
    qd76 = queries.get_pack("qd76")

    with pytest.raises(ValueError, match="same key"):
        queries.Rulebook((qd76, qd76))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('issuer = "Bộ', 'isuer = "Bộ', "bad.toml: unknown name 'isuer'"),
        (
            "working_days = 7",
            'working_days = "7"',
            "bad.toml.deadlines[6].working_days: int is expected, not '7'",
        ),
        ("working_days = 3", "working_days = 0", "at least one working day"),
        ('"OPINION_ANSWER"', '"MEMBER_REPLY"', "MEMBER_REPLY stands there twice"),
        (
            'number = 2\ntext = "Ý khác"',
            'number = 3\ntext = "Ý khác"',
            "bad.toml.review_forms[0]: criteria are not numbered from 1 on",
        ),
        ("rank = 3", "rank = 2", "criteria[0]: levels are two or more, best first"),
        ('levels = ["SELDOM"]', 'levels = ["RARE"]', "steps name RARE, no level"),
        ("at_least = 0.5", "at_least = 1.5", "highest floor down"),
        (
            '    { at_least = 0, levels = ["NEVER"] },\n',
            "",
            "the last step is not at_least = 0",
        ),
        (
            "at_least = 0.5,",
            "at_least = 0.5, more_than = 0.4,",
            "either at_least or more_than",
        ),
        ("nhận xét {member}:", "nhận xét {name}:", "nothing fills {name}"),
        ("nhận xét {member}:", "nhận xét {member.id}:", "no plain place"),
        ("first_month = 4", "first_month = 5", "do not cover each month"),
        ("last_month = 3", "last_month = 0", "runs forward within one year"),
        ('party = "WORKPLACE"', 'party = "MEMBER"', "MEMBER are not numbered from 1"),
        ('unknown_remark = "Chưa rõ mục {numbers}."', "", "needs unknown_remark"),
        ('key = "NAME"', 'key = "SEX"', "NAME is missing"),
        ('"Chi bộ", "Nơi ở"]', '"Chi bộ"]', "columns are five"),
        ("2027-06-01", "2027-06-01\nin_force_until = 2027-06-01", "does not come"),
        ("mark = ", "mark ", "bad.toml: Expected '='"),
    ],
)
def test_read_pack_names_the_fault(tmp_path, before, after, problem):
    text = INVENTED.read_text(encoding="utf-8")
    assert before in text
    bad = tmp_path / "bad.toml"
    bad.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(Malformed) as fault:
        queries.read_pack(bad)

    assert problem in str(fault.value)
