"""What the pages of reviews do so that nobody is hurried, accused or talked over."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from ganket.kernel import clock
from ganket.reviews import commands, queries
from ganket.reviews.commands import Given
from tests.reviews.scene import (
    OPENS,
    drafted,
    helped,
    opened,
    raised,
    sat,
    scene,
    shown,
    whole,
)

pytestmark = pytest.mark.django_db

FULLY = Given(level="FULLY")


def get(client, account, name, *args):
    client.force_login(account)
    return client.get(reverse(f"reviews:{name}", args=args)).content.decode()


def post(client, account, name, *args, **typed):
    client.force_login(account)
    return client.post(reverse(f"reviews:{name}", args=args), typed)


def typed_of(answers, **more):
    levels = {f"level_{key}": each.level for key, each in answers.items()}
    words = {f"text_{key}": each.text for key, each in answers.items()}
    reasons = {f"reason_{key}": each.reason for key, each in answers.items()}
    return {**levels, **words, **reasons, **more}


@pytest.mark.parametrize("reason", ["x", "xxxxxxxxxxxxxxx", "vì có .........", "a b"])
def test_reason_of_a_letter_or_a_word_is_none(reason):
    made = scene()
    sat(made.members[0], made.cell, "ABSENT")
    answer = Given(level="FULLY", reason=reason)

    with pytest.raises(commands.DraftIncomplete) as refusal:
        drafted(made, ATTENDANCE=answer)

    assert "Lý do ngắn quá" in refusal.value.gaps["ATTENDANCE"]


def test_reason_of_two_words_is_one():
    made = scene()
    sat(made.members[0], made.cell, "ABSENT")

    drafted(made, ATTENDANCE=Given(level="FULLY", reason="trực bệnh viện"))

    assert made.review().is_finished


def test_untouched_review_accuses_nobody(client):
    made = scene()
    sat(made.members[0], made.cell, "PRESENT")
    for number in (1, 2, 3):
        raised(made.members[0], made.cell, number)
    helped(made.members[0], made.cell)
    unknown = [
        criterion.key
        for criterion in made.review().paper.criteria
        if queries.level_disagrees(
            criterion, "UNKNOWN", queries.evidence_of(made.members[0], 2026)
        )
    ]

    page = get(client, made.secretary, "write", made.review().pk)

    assert unknown
    assert 'value="UNKNOWN" data-differs' not in " ".join(page.split())
    assert "data-differs" in page


def test_summary_names_the_criterion_and_no_line_twice(client):
    made = scene()
    sat(made.members[0], made.cell, "ABSENT")
    answers = whole(ATTENDANCE=FULLY, MOVEMENTS=Given(level="VERY_ACTIVE"))

    answer = post(
        client,
        made.secretary,
        "write",
        made.review().pk,
        **typed_of(answers, version=0),
    )

    summary = answer.content.decode().partition("errors__list")[2].partition("</ul>")[0]
    lines = [line.strip() for line in summary.split("\n") if "href" in line]
    assert answer.status_code == 422
    assert any(">3. " in line for line in lines)
    assert len(lines) == len(set(lines))
    assert ".: " not in summary


def test_going_to_the_next_keeps_what_was_typed(client):
    made = scene(2)
    first = queries.reviews_of(made.cell, 2026)[0]
    around = queries.neighbours_of(first, made.secretary)
    answers = whole()

    answer = post(
        client,
        made.secretary,
        "write",
        first.pk,
        **typed_of(answers, version=0, then="after"),
    )

    first.refresh_from_db()
    assert answer.url == reverse("reviews:write", args=[around.next])
    assert queries.answers_of(first)["REMARKS"].text == "Sống hòa nhã."
    assert not first.is_finished


def test_forms_of_many_words_ask_before_they_are_left(client):
    made = scene()
    writing = get(client, made.secretary, "write", made.review().pk)
    review = shown(made)

    answering = get(client, made.member, "detail", review.pk)

    assert (
        re.search(r'<form[^>]*id="draft"[^>]*>', writing)[0].count("data-guard=") == 1
    )
    assert (
        re.search(r'<form[^>]*id="reply"[^>]*>', answering)[0].count("data-guard=") == 1
    )


def test_leafing_through_writes_nothing(client):
    made = scene(2)
    first = queries.reviews_of(made.cell, 2026)[0]
    neutral = whole(
        EXAMPLE=Given(level="UNKNOWN"),
        CITIZEN=Given(level="UNKNOWN"),
        REMARKS=Given(),
    )

    answer = post(
        client,
        made.secretary,
        "write",
        first.pk,
        **typed_of(neutral, version=0, then="after"),
    )

    first.refresh_from_db()
    assert answer.status_code == 302
    assert first.version == 0
    assert queries.answers_of(first) == {}


def test_frozen_record_says_of_which_day_it_is(client):
    made = scene()
    sat(made.members[0], made.cell, "PRESENT")
    live = get(client, made.secretary, "write", made.review().pk)
    shown(made, ATTENDANCE=FULLY)

    with clock.at(clock.moment(dt.date(2026, 11, 25), 9)):
        frozen = get(client, made.member, "detail", made.review().pk)

    assert "Trong sổ, tính đến ngày 23/11/2026" in frozen
    assert "tính đến ngày" not in live


def test_agreeing_asks_before_it_is_final(client):
    made = scene()
    review = shown(made)

    asked = get(client, made.member, "agree", review.pk)
    before = made.review().agreed_at
    post(client, made.member, "agree", review.pk)

    assert "Mỗi phiếu trả lời một lần" in asked
    assert before is None
    assert made.review().agreed_at is not None


def test_answer_is_looked_over_before_it_goes(client):
    made = scene()
    review = shown(made)
    words = "Tôi có dự họp tổ.\nNgày 3/5."

    look = post(client, made.member, "reply", review.pk, reply=words)
    edit = post(client, made.member, "reply", review.pk, reply=words, then="edit")
    before = made.review().reply
    post(client, made.member, "reply", review.pk, reply=words, then="send")

    assert "Gửi ý kiến này" in look.content.decode()
    assert "Tôi có dự họp tổ." in look.content.decode()
    assert "Ngày 3/5.</textarea>" in edit.content.decode()
    assert before == ""
    assert made.review().reply == words


def test_page_says_how_many_days_and_leads_to_its_history_once(client):
    made = scene()
    review = drafted(made)

    page = get(client, made.secretary, "detail", review.pk)

    assert "có 5 ngày làm việc để trả lời" in page
    assert page.count(f"/history/reviews.review/{review.pk}/") == 1


def test_cell_page_says_when_the_cells_day_has_passed(client):
    made = scene()
    in_time = get(client, made.secretary, "cell", made.cell.code, 2026)

    with clock.at(clock.moment(dt.date(2026, 12, 1), 9)):
        late = get(client, made.secretary, "cell", made.cell.code, 2026)

    assert "Đã quá hạn của chi bộ" not in in_time
    assert "Đã quá hạn của chi bộ (30/11/2026)" in late


def test_cell_page_says_when_the_whole_cell_can_be_printed(client):
    made = scene()
    drafted(made)
    before = get(client, made.secretary, "cell", made.cell.code, 2026)
    review = agreed_after(made)
    commands.confirm_review(actor=made.clerk, review=review, version=review.version)

    after = get(client, made.secretary, "cell", made.cell.code, 2026)

    assert "xác nhận phiếu đầu tiên rồi thì in được" in before
    assert "xác nhận phiếu đầu tiên rồi thì in được" not in after
    assert "In cả chi bộ" in after


def agreed_after(made):
    review = made.review()
    commands.show_to_member(actor=made.secretary, review=review)
    commands.agree_to_review(actor=made.member, review=review)
    return review


def test_home_names_the_cells_day_as_the_cells(client):
    made = scene()
    client.force_login(made.secretary)
    home = reverse("shell:home")

    in_time = client.get(home).content.decode()
    with clock.at(clock.moment(dt.date(2026, 12, 1), 9)):
        client.force_login(made.secretary)
        late = client.get(home).content.decode()

    assert "Hạn của chi bộ: 30/11/2026" in in_time
    assert "Hạn của phường" not in in_time
    assert "Đã quá hạn của chi bộ: 30/11/2026" in late


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (
            {"closes_on": dt.date(2030, 12, 11)},
            "closes_on",
            "trước hết ngày 31/03/2027",
        ),
        ({"cells_due_on": dt.date(2026, 11, 22)}, "cells_due_on", "đã qua"),
    ],
)
def test_round_with_a_day_that_cannot_be_says_which(change, field, words):
    made = scene(is_open=False)

    with pytest.raises(commands.CycleDayImpossible, match=words) as refusal:
        opened(made, **change)

    assert refusal.value.field == field


def test_round_may_end_in_the_next_spring():
    made = scene(is_open=False)

    assert opened(made, closes_on=dt.date(2027, 3, 31)).closes_on.year == 2027


def test_day_is_not_moved_into_the_past_but_a_passed_one_may_stay():
    made = scene()
    days = {"opens_on": OPENS, "actor": made.clerk, "cycle": made.cycle}

    with clock.at(clock.moment(dt.date(2026, 12, 2), 9)):
        with pytest.raises(commands.CycleDayImpossible):
            commands.change_days(
                version=0,
                cells_due_on=dt.date(2026, 11, 25),
                closes_on=dt.date(2026, 12, 15),
                **days,
            )
        commands.change_days(
            version=0,
            cells_due_on=dt.date(2026, 11, 30),
            closes_on=dt.date(2026, 12, 20),
            **days,
        )

    made.cycle.refresh_from_db()
    assert made.cycle.closes_on == dt.date(2026, 12, 20)


def test_second_writer_of_the_days_sees_both_side_by_side(client):
    made = scene()
    where = (made.ward.code, 2026)
    days = {"opens_on": "02/11/2026", "cells_due_on": "30/11/2026", "version": 0}
    post(client, made.clerk, "days", *where, **days, closes_on="20/12/2026")

    second = post(client, made.clerk, "days", *where, **days, closes_on="18/12/2026")
    third = post(
        client,
        made.clerk,
        "days",
        *where,
        **{**days, "version": 1},
        closes_on="18/12/2026",
    )

    page = second.content.decode()
    assert second.status_code == 409
    assert f"Đồng chí {made.clerk.person.full_name} đã đổi ngày lúc" in page
    assert "20/12/2026" in page
    assert 'value="18/12/2026"' in page
    assert page.count("Khác nhau") == 1
    assert 'name="version" value="1"' in page
    assert third.status_code == 302


def test_choice_that_was_sent_is_told_that_it_differs_with_its_reason_kept(client):
    made = scene()
    sat(made.members[0], made.cell, "PRESENT")
    answers = whole(ATTENDANCE=Given(level="UNKNOWN"))

    answer = post(
        client,
        made.secretary,
        "write",
        made.review().pk,
        **typed_of(answers, version=0),
    )

    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert "Mức này khác với sổ ghi. Hãy ghi lý do" in page
    assert "data-differs checked" in page
