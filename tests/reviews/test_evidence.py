import dataclasses
import datetime as dt

import pytest

from ganket.opinions.models import Opinion
from ganket.reviews import queries
from ganket.reviews.models import Review
from ganket.roster.models import Member
from ganket.rulebook.enums import Measure
from ganket.rulebook.evidence import Evidence
from tests.factories.org import residence_cell
from tests.reviews.scene import helped, met, raised, sat, scene, shown

pytestmark = pytest.mark.django_db

# Nothing of money, of sign-ins, of what was read: these names and no others.
ALLOWED = {
    "meetings_held",
    "present",
    "excused",
    "absent",
    "opinions_raised",
    "opinions_closed",
    "contributions",
    "contacts",
}


def test_kept_evidence_has_exactly_the_allowed_names():
    made = scene()

    shown(made)

    assert set(Review.objects.get().evidence) == ALLOWED
    assert {f.name for f in dataclasses.fields(Evidence)} == ALLOWED


def test_kept_evidence_is_counts_and_nothing_else():
    made = scene()

    shown(made)

    assert {type(value) for value in Review.objects.get().evidence.values()} == {int}


def test_evidence_counts_what_is_on_record_in_the_year():
    made = scene()
    member, cell = made.members[0], made.cell
    for presence in ("PRESENT", "EXCUSED", "ABSENT", ""):
        sat(member, cell, presence)
    raised(member, cell, number=1)
    raised(member, cell, number=2)
    Opinion.objects.filter(number=2).update(
        state="CLOSED",
        outcome="SOLVED",
        closed_at=dt.datetime(2026, 7, 1, tzinfo=dt.UTC),
    )
    helped(member, cell)
    met(member, cell)

    assert queries.evidence_of(member, 2026) == Evidence(
        meetings_held=4,
        present=1,
        excused=1,
        absent=1,
        opinions_raised=2,
        opinions_closed=1,
        contributions=1,
        contacts=1,
    )


def test_evidence_of_a_year_ends_with_it():
    made = scene()
    member, cell = made.members[0], made.cell
    for day in (dt.date(2025, 12, 31), dt.date(2027, 1, 1)):
        sat(member, cell, "ABSENT", day)
        raised(member, cell, day.year, day)
        helped(member, cell, day)
        met(member, cell, day)

    assert queries.evidence_of(member, 2026) == Evidence()


def test_evidence_follows_a_member_from_one_cell_to_another():
    made = scene()
    helped(made.members[0], residence_cell())

    assert queries.evidence_of(made.members[0], 2026).contributions == 1


@pytest.mark.parametrize("members", [1, 3])
def test_evidence_asks_no_more_for_more_members(members, django_assert_num_queries):
    made = scene(members)
    everyone = list(Member.objects.all())

    with django_assert_num_queries(4):
        found = queries.evidence_for(everyone, 2026)

    assert len(found) == len(made.members)


@pytest.mark.parametrize(
    ("measure", "evidence", "words"),
    [
        (
            Measure.ATTENDANCE,
            Evidence(),
            "Trong năm chưa có buổi sinh hoạt nào mời đồng chí.",
        ),
        (
            Measure.ATTENDANCE,
            Evidence(meetings_held=4, present=1, excused=1, absent=1),
            "4 buổi: có mặt 1, có phép 1, vắng 1, chưa ghi 1.",
        ),
        (
            Measure.OPINIONS,
            Evidence(opinions_raised=2, opinions_closed=1, contacts=3),
            "Ý kiến đã nêu: 2, trong đó 1 đã xong. Số lần gặp, liên hệ: 3.",
        ),
        (
            Measure.OPINIONS,
            Evidence(),
            "Chưa ghi nhận ý kiến nào, chưa ghi nhận lần gặp nào.",
        ),
        (
            Measure.CONTRIBUTIONS,
            Evidence(contributions=2),
            "Việc đã làm cho nơi ở: 2.",
        ),
        (Measure.CONTRIBUTIONS, Evidence(), "Chưa ghi nhận việc nào."),
        (None, Evidence(present=1, meetings_held=1), ""),
    ],
)
def test_record_is_said_in_words(measure, evidence, words):
    assert queries.words_of(measure, evidence) == words
