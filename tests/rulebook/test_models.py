import datetime as dt
import unicodedata

import pytest

from ganket.kernel import records
from ganket.rulebook import queries
from ganket.rulebook.enums import DeadlineKind, Mark, Party

QD213 = queries.get_pack("qd213")
QD76 = queries.get_pack("qd76")


@pytest.mark.parametrize(
    ("party", "count"),
    [(Party.MEMBER, 7), (Party.WORKPLACE, 5), (Party.RESIDENCE, 6)],
)
def test_213_has_the_duties_of_its_articles(party, count):
    assert len(QD213.duties_of(party)) == count


def test_213_exempt_member_keeps_five_duties():
    duties = QD213.duties_of(Party.MEMBER, exempt=True)

    assert [duty.number for duty in duties] == [1, 2, 5, 6, 7]


def test_213_says_which_duties_are_recalled_only():
    duties = QD213.duties_of(Party.MEMBER)

    assert [duty.number for duty in duties if duty.mark is Mark.RECALLED] == [6, 7]


def test_213_long_form_has_the_official_levels():
    form = QD213.review_form_for(exempt=False)

    assert [
        " / ".join(level.label for level in criterion.levels)
        for criterion in form.criteria
    ] == [
        "nêu gương tốt / nêu gương / chưa nêu gương",
        "gương mẫu đi đầu / gương mẫu / chưa gương mẫu",
        "tham gia đầy đủ / tham gia chưa đầy đủ / không tham gia",
        "thường xuyên, tích cực / thường xuyên / chưa thường xuyên",
        "rất tích cực / tích cực / chưa tích cực",
        "biểu dương / không đề nghị / xem xét xử lý",
        "",
    ]


def test_213_short_form_judges_three_things():
    form = QD213.review_form_for(exempt=True)

    assert [
        " / ".join(level.label for level in criterion.levels)
        for criterion in form.criteria
    ] == [
        "nêu gương tốt / nêu gương / chưa nêu gương",
        "thực hiện tốt / thực hiện / chưa thực hiện",
        "thực hiện tốt / thực hiện / chưa thực hiện",
        "",
    ]


def test_76_review_is_free_text_whoever_it_is_about():
    attending = QD76.review_form_for(exempt=False)
    exempt = QD76.review_form_for(exempt=True)

    assert attending == exempt
    assert all(not criterion.levels for criterion in attending.criteria)
    assert attending.proposal == attending.criterion("PROPOSAL")


@pytest.mark.parametrize(
    ("key", "is_introduced"),
    [("BARRACKS", True), ("STUDENT_AWAY", True), ("SECRET_IDENTITY", False)],
)
def test_exemption_says_who_is_never_entered(key, is_introduced):
    exemption = QD213.exemption(key)

    assert exemption.is_introduced is is_introduced
    assert not exemption.attends_meetings
    assert not exemption.is_reviewed_yearly


def test_period_spans_meet_at_midyear_and_new_year():
    first, second = QD213.periods

    assert first.span(2026) == (dt.date(2026, 1, 1), dt.date(2026, 7, 1))
    assert second.span(2026) == (dt.date(2026, 7, 1), dt.date(2027, 1, 1))
    assert QD213.period_on(dt.date(2026, 6, 30)) == first
    assert QD213.period_on(dt.date(2026, 7, 1)) == second


def test_working_days_come_from_the_pack():
    assert QD213.working_days(DeadlineKind.OPINION_ANSWER) == 10
    assert QD213.working_days(DeadlineKind.MEMBER_REPLY) == 5


@pytest.mark.parametrize("pack", queries.packs(), ids=lambda pack: pack.key)
def test_pack_is_written_in_composed_letters(pack):
    text = str(records.plain(pack))

    assert unicodedata.is_normalized("NFC", text)
    assert "uỷ" not in text
