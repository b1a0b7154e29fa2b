import datetime as dt
import re

import pytest
from django.urls import reverse

from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.org.enums import Role
from ganket.people import commands as people
from ganket.reviews import commands, queries
from ganket.reviews.commands import Given
from ganket.reviews.enums import ReviewState
from tests.factories import member_at
from tests.reviews.scene import (
    acknowledged,
    agreed,
    confirmed,
    drafted,
    helped,
    officer,
    sat,
    scene,
    shown,
    whole,
)

pytestmark = pytest.mark.django_db


def page(client, account, name, *args):
    client.force_login(account)
    return client.get(reverse(f"reviews:{name}", args=args))


def send(client, account, name, *args, **typed):
    client.force_login(account)
    return client.post(reverse(f"reviews:{name}", args=args), typed)


def text_of(response):
    # The tokens differ on each page by design.
    return re.sub(r"\b\w{64}\b", "", response.content.decode())


def typed_draft(version=0, **changes):
    fields = {}
    for key, given in whole(**changes).items():
        fields |= {
            f"level_{key}": given.level,
            f"text_{key}": given.text,
            f"reason_{key}": given.reason,
        }
    return {"version": version, **{k: v for k, v in fields.items() if v}}


def chosen_on(text, name):
    found = re.search(rf'<input[^>]*name="{name}"[^>]*checked', text)
    return re.search(r'value="(\w*)"', found.group()).group(1) if found else None


def test_a_year_of_one_review_through_the_pages(client):
    made = scene(is_open=False)
    top, cell, member = made.ward.code, made.cell.code, made.members[0].person.full_name

    opened = send(
        client,
        made.clerk,
        "open",
        top,
        year=2026,
        opens_on="02/11/2026",
        cells_due_on="30/11/2026",
        closes_on="15/12/2026",
        reply_days=5,
    )
    review = made.review().pk
    written = send(client, made.secretary, "write", review, **typed_draft())
    early = send(client, made.secretary, "show", review)
    send(client, made.secretary, "front", cell, 2026, held_on="20/11/2026")
    told = send(client, made.secretary, "show", review)
    answered = send(
        client, made.member, "reply", review, reply="Tôi có dự họp tổ.", then="send"
    )
    version = made.review().version
    confirmed_ = send(client, made.clerk, "confirm", review, version=version)
    used = send(
        client, made.officer, "acknowledge", review, use_stated="Đưa vào kiểm điểm."
    )

    assert opened.url == reverse("reviews:board", args=[top, 2026])
    assert written.url == reverse("reviews:cell", args=[cell, 2026])
    assert early.url == reverse("reviews:cell", args=[cell, 2026])
    for step in (told, answered, confirmed_, used):
        assert step.url == reverse("reviews:detail", args=[review])
    own = text_of(page(client, made.member, "detail", review))
    assert "Đưa vào kiểm điểm." in own
    assert member in text_of(page(client, made.officer, "work", made.work.code, 2026))
    assert made.review().state == ReviewState.ACKNOWLEDGED


def test_page_opens_with_not_enough_known_and_no_praise(client):
    made = scene()
    sat(made.members[0], made.cell, "PRESENT")

    text = text_of(page(client, made.secretary, "write", made.review().pk))

    for key in ("EXAMPLE", "CITIZEN", "ATTENDANCE", "OPINIONS", "MOVEMENTS"):
        assert chosen_on(text, f"level_{key}") == "UNKNOWN"
    assert chosen_on(text, "level_PROPOSAL") == "NONE"
    assert "1 buổi: có mặt 1, có phép 0, vắng 0." in text


def test_work_stands_beside_its_criterion_as_it_was_noted(client):
    made = scene()
    helped(made.members[0], made.cell)

    text = text_of(page(client, made.secretary, "write", made.review().pk))

    assert "Sửa đèn nhà văn hóa." in text


def test_work_noted_after_showing_is_not_beside_the_review(client):
    made = scene()
    review = shown(made)
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        helped(made.members[0], made.cell)

        text = text_of(page(client, made.member, "detail", review.pk))

    assert "Sửa đèn nhà văn hóa." not in text


def test_form_of_76_is_written_in_words(client):
    with clock.at(clock.moment(dt.date(2018, 11, 26), 9)):
        made = scene(0, is_open=False)
        made.members.append(
            member_at(made.cell, account=True, since=dt.date(2010, 1, 1))
        )
        commands.open_cycle(
            actor=made.clerk,
            ward=made.ward,
            year=2018,
            opens_on=dt.date(2018, 11, 5),
            cells_due_on=dt.date(2018, 11, 30),
            closes_on=dt.date(2018, 12, 15),
        )
        review = made.review()
        typed = {
            "version": 0,
            "text_STRENGTHS": "Gương mẫu.",
            "text_PROPOSAL": "Không.",
        }

        text = text_of(page(client, made.secretary, "write", review.pk))
        answer = send(client, made.secretary, "write", review.pk, **typed)

    assert "Những việc chưa làm tốt" in text
    assert 'type="radio"' not in text
    assert answer.status_code == 302
    assert queries.answers_of(review)["STRENGTHS"].text == "Gương mẫu."


def test_finishing_leads_to_the_next_who_is_unwritten(client):
    made = scene(2)
    by_name = queries.reviews_for(made.secretary, queries.WRITE)
    first, second = by_name

    answer = send(client, made.secretary, "write", first.pk, **typed_draft())

    assert answer.url == reverse("reviews:write", args=[second.pk])


def test_saving_for_later_leads_back_to_the_list(client):
    made = scene()

    answer = send(
        client,
        made.secretary,
        "write",
        made.review().pk,
        version=0,
        level_EXAMPLE="EXAMPLE",
        then="later",
    )

    assert answer.url == reverse("reviews:cell", args=[made.cell.code, 2026])
    assert not made.review().is_finished


def test_missing_reason_comes_back_with_what_was_typed(client):
    made = scene()
    sat(made.members[0], made.cell, "ABSENT")
    typed = typed_draft(
        ATTENDANCE=Given(level="FULLY"), REMARKS=Given(text="Còn vắng họp.")
    )

    answer = send(client, made.secretary, "write", made.review().pk, **typed)

    text = text_of(answer)
    assert answer.status_code == 422
    assert "Mức này khác với sổ ghi." in text
    assert "Còn vắng họp." in text
    assert chosen_on(text, "level_ATTENDANCE") == "FULLY"
    assert made.review().version == 0


def test_fifty_thousand_letters_come_back_with_a_sentence(client):
    made = scene()
    typed = typed_draft(REMARKS=Given(text="x" * 50_000))

    answer = send(client, made.secretary, "write", made.review().pk, **typed)

    assert answer.status_code == 422
    assert "Dài quá 5000 chữ." in text_of(answer)
    assert made.review().version == 0


def test_two_writers_both_see_both(client):
    made = scene()
    drafted(made, EXAMPLE=Given(level="EXAMPLE"))
    typed = typed_draft(version=0, EXAMPLE=Given(level="NO_EXAMPLE"))

    answer = send(client, made.secretary, "write", made.review().pk, **typed)
    text = text_of(answer)
    version = re.search(r'name="version" value="(\d+)"', text).group(1)
    again = send(
        client,
        made.secretary,
        "write",
        made.review().pk,
        **typed | {"version": version},
    )

    assert answer.status_code == 409
    assert "Bản đang lưu" in text
    assert "Nêu gương" in text
    assert chosen_on(text, "level_EXAMPLE") == "NO_EXAMPLE"
    assert again.status_code == 302
    assert queries.answers_of(made.review())["EXAMPLE"].level == "NO_EXAMPLE"


def test_draft_posted_twice_is_kept_once(client):
    made = scene()

    answers = [
        send(client, made.secretary, "write", made.review().pk, **typed_draft())
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert made.review().version == 1


def test_writing_after_the_day_is_said_and_marked(client):
    made = scene()

    with clock.at(clock.moment(dt.date(2026, 12, 2), 8)):
        text = text_of(page(client, made.secretary, "write", made.review().pk))
        drafted(made)
        send(client, made.secretary, "show", made.review().pk)
        after = text_of(page(client, made.secretary, "detail", made.review().pk))

    assert "Đã quá hạn của chi bộ (30/11/2026)" in text
    assert "Phiếu ghi là trễ hạn." in after
    assert made.review().is_late


def test_member_is_shown_nothing_of_a_draft(client):
    made = scene()
    review = drafted(made)

    for name in ("detail", "print", "write"):
        assert page(client, made.member, name, review.pk).status_code == 404
    assert "Chưa có phiếu nhận xét nào" in text_of(page(client, made.member, "list"))


def test_those_who_may_read_but_not_write_are_told_so(client):
    made = scene()
    review = made.review().pk
    front = officer(Role.FRONT_MEMBER, made.cell)

    for reader in (front, made.clerk):
        assert page(client, reader, "detail", review).status_code == 200
        assert page(client, reader, "write", review).status_code == 403
        assert send(client, reader, "write", review, version=0).status_code == 403
    assert made.review().version == 0


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CLERK, Role.AUDITOR])
def test_province_and_administrator_find_no_review(client, role):
    made = scene()
    review = confirmed(made)
    above = officer(role, made.ward.parent)

    for name, args in [
        ("detail", [review.pk]),
        ("print", [review.pk]),
        ("cell", [made.cell.code, 2026]),
        ("board", [made.ward.code, 2026]),
        ("print_unit", [made.ward.code, 2026]),
    ]:
        assert page(client, above, name, *args).status_code == 404


def test_opening_anothers_review_is_written_down(client):
    made = scene()
    review = confirmed(made)
    readers = [made.secretary, made.clerk, made.officer]

    for reader in [*readers, made.member]:
        page(client, reader, "detail", review.pk)

    readings = journal.entries_about(made.members[0].person, [people.READ])
    assert [entry.actor for entry in readings] == [
        reader.journal_key for reader in reversed(readers)
    ]


def test_late_reply_comes_back_with_what_was_typed(client):
    made = scene()
    review = shown(made)

    with clock.at(clock.moment(dt.date(2026, 12, 2), 8)):
        answer = send(
            client,
            made.member,
            "reply",
            review.pk,
            reply="Tôi xin nói thêm.",
            then="send",
        )

    assert answer.status_code == 409
    assert "Đã hết hạn trả lời." in text_of(answer)
    assert "Tôi xin nói thêm." in text_of(answer)
    assert not made.review().has_answer


@pytest.mark.parametrize(
    ("name", "typed", "step", "who"),
    [
        ("reply", {"reply": " "}, shown, "member"),
        ("reply", {"reply": "x" * 5_001}, shown, "member"),
        ("send_back", {"reason": ""}, agreed, "clerk"),
        ("drop", {"reason": ""}, drafted, "clerk"),
        ("acknowledge", {"use_stated": ""}, confirmed, "officer"),
    ],
)
def test_empty_or_endless_words_come_back_and_change_nothing(
    client, name, typed, step, who
):
    made = scene()
    review = step(made)

    answer = send(client, getattr(made, who), name, review.pk, **typed)

    assert answer.status_code == 422
    assert made.review().version == review.version


def test_history_of_a_review_is_for_those_who_read_drafts(client):
    made = scene()
    review = acknowledged(made)
    address = reverse("shell:history", args=["reviews.review", review.pk])

    seen = {}
    for name in ("secretary", "clerk", "member", "officer"):
        client.force_login(getattr(made, name))
        seen[name] = client.get(address).status_code

    assert seen == {"secretary": 200, "clerk": 200, "member": 404, "officer": 404}


def test_history_is_told_in_words(client):
    made = scene()
    review = shown(made)
    client.force_login(made.clerk)

    text = text_of(
        client.get(reverse("shell:history", args=["reviews.review", review.pk]))
    )

    assert "1. Nêu gương" in text
    assert "nêu gương tốt" in text
    assert "{&#39;" not in text
