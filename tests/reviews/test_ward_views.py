import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ganket.kernel import clock
from ganket.org.enums import Role
from ganket.reviews import commands
from ganket.reviews.commands import Given
from ganket.reviews.enums import RequestReason, ReviewState
from ganket.reviews.models import Review, ReviewCycle, ReviewRequest
from tests.factories import AccountFactory, member_at
from tests.factories.org import residence_cell
from tests.reviews.scene import (
    LATE,
    agreed,
    confirmed,
    drafted,
    officer,
    sat,
    scene,
    shown,
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


def test_confirming_what_one_did_not_read_is_refused(client):
    made = scene()
    review = agreed(made)

    answers = [
        send(client, made.clerk, "confirm", review.pk),
        send(client, made.clerk, "confirm", review.pk, version=review.version - 1),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "Hãy đọc lại" in text_of(answers[1])
    assert made.review().state == ReviewState.SHOWN


def test_confirming_after_the_wards_day_is_said_before_it_is_done(client):
    made = scene()
    review = agreed(made)

    with clock.at(LATE):
        one = text_of(page(client, made.clerk, "detail", review.pk))
        many = text_of(page(client, made.clerk, "confirm_cell", made.cell.code, 2026))

    for text in (one, many):
        assert "Đã quá hạn của phường (15/12/2026)" in text


def test_history_of_a_round_is_told_in_words(client):
    made = scene()
    client.force_login(made.clerk)

    text = text_of(
        client.get(
            reverse("shell:history", args=["reviews.reviewcycle", made.cycle.pk])
        )
    )

    assert "Số phiếu nhận xét" in text
    assert "Hạn của chi bộ" in text


def test_second_to_confirm_is_told_who_did(client):
    made = scene()
    review = agreed(made)
    version = review.version
    other = officer(Role.SECRETARY, made.ward)
    send(client, made.clerk, "confirm", review.pk, version=version)

    answer = send(client, other, "confirm", review.pk, version=version)

    assert answer.status_code == 409
    assert made.clerk.person.full_name in text_of(answer)


def chosen_on(page):
    return re.findall(r'value="(\d+:\d+)"', page)


def ticked_on(page):
    return re.findall(r'value="(\d+):\d+"[^>]*\schecked', page)


def test_cell_shows_and_ward_confirms_many_after_a_summary(client):
    made = scene(2)
    drafted(made, 0)
    drafted(made, 1)
    cell = made.cell.code

    summary = text_of(page(client, made.secretary, "show_cell", cell, 2026))
    send(client, made.secretary, "show_cell", cell, 2026, chosen=chosen_on(summary))
    for place in range(2):
        commands.agree_to_review(
            actor=made.members[place].person.account, review=made.review(place)
        )
    check = text_of(page(client, made.clerk, "confirm_cell", cell, 2026))
    chosen = chosen_on(check)
    last = send(client, made.clerk, "confirm_cell", cell, 2026, chosen=chosen)
    before = Review.objects.filter(state=ReviewState.SHOWN).count()
    typed = {"chosen": [*chosen_on(text_of(last)), "1:x", "z"], "then": "send"}
    send(client, made.clerk, "confirm_cell", cell, 2026, **typed)

    assert "Cho 2 đồng chí đọc phiếu của mình" in summary
    assert len(chosen) == 2
    assert "Xác nhận 2 phiếu" in text_of(last)
    assert before == 2
    assert Review.objects.filter(state=ReviewState.DELIVERED).count() == 2


def test_reviews_with_a_reply_or_against_the_record_start_unticked(client):
    made = scene(3)
    sat(made.members[1], made.cell, "ABSENT")
    plain = agreed(made, 0)
    why = "Dự đủ các buổi họp tổ dân phố."
    review = shown(made, 1, ATTENDANCE=Given(level="FULLY", reason=why))
    commands.agree_to_review(actor=made.members[1].person.account, review=review)
    review = shown(made, 2)
    account = made.members[2].person.account
    commands.reply_to_review(actor=account, review=review, reply="Xin xem lại.")

    shown_page = text_of(page(client, made.clerk, "confirm_cell", made.cell.code, 2026))

    assert len(chosen_on(shown_page)) == 3
    assert ticked_on(shown_page) == [str(plain.pk)]
    assert 'autocomplete="off"' in shown_page


def test_confirming_twice_from_the_same_page_sends_nobody_else(client):
    made = scene(3)
    for place in range(3):
        agreed(made, place)
    cell = made.cell.code
    first = chosen_on(text_of(page(client, made.clerk, "confirm_cell", cell, 2026)))[:1]
    typed = {"chosen": first, "then": "send"}
    send(client, made.clerk, "confirm_cell", cell, 2026, **typed)

    again = send(client, made.clerk, "confirm_cell", cell, 2026, chosen=first)
    send(client, made.clerk, "confirm_cell", cell, 2026, **typed)

    assert again.status_code == 422
    assert "vừa có thay đổi hoặc đã xác nhận rồi" in text_of(again)
    assert ticked_on(text_of(again)) == []
    assert Review.objects.filter(state=ReviewState.DELIVERED).count() == 1


def test_review_finished_meanwhile_is_not_shown_along(client):
    made = scene(2)
    drafted(made, 0)
    cell = made.cell.code
    summary = text_of(page(client, made.secretary, "show_cell", cell, 2026))
    drafted(made, 1)

    send(client, made.secretary, "show_cell", cell, 2026, chosen=chosen_on(summary))

    assert made.review(0).state == ReviewState.SHOWN
    assert made.review(1).state == ReviewState.DRAFT


def test_confirming_none_says_so(client):
    made = scene()
    agreed(made)
    client.force_login(made.clerk)
    address = reverse("reviews:confirm_cell", args=[made.cell.code, 2026])

    answer = client.post(address)

    assert answer.status_code == 422
    assert "Chưa chọn phiếu nào" in text_of(answer)
    assert len(chosen_on(text_of(answer))) == 1
    assert ticked_on(text_of(answer)) == []


def test_choosing_again_keeps_what_the_clerk_chose(client):
    made = scene(3)
    papers = [agreed(made, place) for place in range(3)]
    cell = made.cell.code
    offered = text_of(page(client, made.clerk, "confirm_cell", cell, 2026))
    own = f"{papers[1].pk}:{papers[1].version}"
    look = text_of(send(client, made.clerk, "confirm_cell", cell, 2026, chosen=own))

    typed = {"chosen": chosen_on(look), "then": "choose"}
    again = send(client, made.clerk, "confirm_cell", cell, 2026, **typed)

    assert len(ticked_on(offered)) == 3
    assert 'name="then" value="choose"' in look
    assert again.status_code == 200
    assert len(chosen_on(text_of(again))) == 3
    assert ticked_on(text_of(again)) == [str(papers[1].pk)]
    assert not Review.objects.filter(state=ReviewState.DELIVERED).exists()


def test_round_with_impossible_days_comes_back(client):
    made = scene(is_open=False)
    days = {"year": 2026, "opens_on": "02/11/2026", "closes_on": "15/12/2026"}

    bad = send(
        client,
        made.clerk,
        "open",
        made.ward.code,
        cells_due_on="31/02/2026",
        reply_days=5,
        **days,
    )
    crossed = send(
        client,
        made.clerk,
        "open",
        made.ward.code,
        cells_due_on="20/12/2026",
        reply_days=5,
        **days,
    )

    assert bad.status_code == 422
    assert "Ngày này không có trong lịch." in text_of(bad)
    assert crossed.status_code == 409
    assert "Ba ngày chưa theo thứ tự." in text_of(crossed)
    assert not ReviewCycle.objects.exists()


def test_second_writer_of_the_days_is_told_and_may_save_again(client):
    made = scene()
    typed = {
        "opens_on": "02/11/2026",
        "cells_due_on": "30/11/2026",
        "closes_on": "20/12/2026",
        "version": 0,
    }
    send(client, made.clerk, "days", made.ward.code, 2026, **typed)

    clash = send(
        client,
        made.clerk,
        "days",
        made.ward.code,
        2026,
        **typed | {"closes_on": "18/12/2026"},
    )
    again = send(
        client,
        made.clerk,
        "days",
        made.ward.code,
        2026,
        **typed | {"closes_on": "18/12/2026", "version": 1},
    )

    assert clash.status_code == 409
    assert "20/12/2026" in text_of(clash)
    assert again.status_code == 302
    assert ReviewCycle.objects.get().closes_on == dt.date(2026, 12, 18)


def test_due_list_is_shown_before_it_is_changed(client):
    made = scene()
    member_at(made.cell, name="Bùi Văn Mới")

    before = text_of(page(client, made.clerk, "due", made.ward.code, 2026))
    send(client, made.clerk, "due", made.ward.code, 2026)
    after = text_of(page(client, made.clerk, "due", made.ward.code, 2026))

    assert "Bùi Văn Mới" in before
    assert "Danh sách đang đúng" in after
    assert Review.objects.count() == 2


def test_request_is_read_over_before_it_is_sent(client):
    made = scene(is_open=False)
    typed = {
        "ward": made.ward.code,
        "reason": RequestReason.REWARD,
        "members": [made.members[0].pk],
        "client_key": str(uuid.uuid4()),
    }

    check = send(client, made.officer, "ask", made.work.code, **typed)
    none_yet = ReviewRequest.objects.exists()
    sent = [
        send(client, made.officer, "ask", made.work.code, **typed, then="send")
        for _ in range(2)
    ]

    asked = ReviewRequest.objects.get()
    assert "Xem lại trước khi gửi" in text_of(check)
    assert not none_yet
    assert {answer.url for answer in sent} == {
        reverse("reviews:request", args=[asked.pk])
    }


def test_form_of_a_request_knows_no_member_of_another_unit(client):
    made = scene(is_open=False)
    stranger = member_at(made.cell, name="Lạ Mặt")
    address = reverse("reviews:ask", args=[made.work.code])
    client.force_login(made.officer)

    shown_ = text_of(client.get(address, {"ward": made.ward.code}))
    answer = client.post(
        address,
        {
            "ward": made.ward.code,
            "reason": RequestReason.REWARD,
            "members": [stranger.pk],
            "client_key": str(uuid.uuid4()),
            "then": "send",
        },
    )

    assert "Lạ Mặt" not in shown_
    assert answer.status_code == 422
    assert not ReviewRequest.objects.exists()


def test_papers_come_as_pdf(client):
    made = scene()
    review = confirmed(made)
    request = commands.request_reviews(
        actor=made.officer,
        from_unit=made.work,
        to_ward=made.ward,
        members=made.members,
        reason=RequestReason.YEARLY,
        client_key=uuid.uuid4(),
    )

    papers = [
        page(client, made.member, "print", review.pk),
        page(client, made.secretary, "print_unit", made.cell.code, 2026),
        page(client, made.clerk, "print_unit", made.ward.code, 2026),
        page(client, made.clerk, "print_request", request.pk),
    ]

    for paper in papers:
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF-")


@pytest.mark.parametrize("year", [0, 1999, 99_999, 10**25])
def test_year_that_never_was_is_empty_and_no_fault(client, year):
    made = scene()

    answers = [
        page(client, made.secretary, "cell", made.cell.code, year).status_code,
        page(client, made.clerk, "board", made.ward.code, year).status_code,
        page(client, made.clerk, "due", made.ward.code, year).status_code,
        page(client, made.officer, "work", made.work.code, year).status_code,
        page(client, made.clerk, "print_unit", made.ward.code, year).status_code,
    ]

    assert answers == [200, 200, 404, 200, 409]


def test_versions_that_no_page_of_ours_sent_are_refused(client):
    made = scene()
    review = agreed(made)

    answers = [
        send(client, made.clerk, "confirm", review.pk, version=version).status_code
        for version in ("-1", "x", "9" * 30)
    ]
    many = send(
        client,
        made.clerk,
        "confirm_cell",
        made.cell.code,
        2026,
        chosen=[f"{review.pk}:{'9' * 30}", f"{'9' * 30}:1"],
    )

    assert answers == [409, 409, 409]
    assert many.status_code == 422
    assert made.review().state == ReviewState.SHOWN


def test_nothing_to_print_says_what_to_do(client):
    made = scene()

    answer = page(client, made.secretary, "print_unit", made.cell.code, 2026)

    assert answer.status_code == 409
    assert "Hãy xác nhận trước rồi in." in text_of(answer)


def test_way_in_leads_to_the_one_place_or_shows_them_all(client):
    made = scene(is_open=False)
    both = AccountFactory(holds=[(Role.SECRETARY, made.cell), (Role.CLERK, made.ward)])

    one = page(client, made.secretary, "list")
    many = text_of(page(client, both, "list"))

    assert one.url == reverse("reviews:cell", args=[made.cell.code, 2026])
    assert reverse("reviews:cell", args=[made.cell.code, 2026]) in many
    assert reverse("reviews:ward", args=[made.ward.code]) in many


COUNTED = {
    "cell": ("secretary", lambda made: [made.cell.code, 2026]),
    "show_cell": ("secretary", lambda made: [made.cell.code, 2026]),
    "confirm_cell": ("clerk", lambda made: [made.cell.code, 2026]),
    "due": ("clerk", lambda made: [made.ward.code, 2026]),
    "work": ("officer", lambda made: [made.work.code, 2026]),
    "list": ("member", lambda _made: []),
}
STEPS = {"show_cell": drafted, "confirm_cell": agreed, "work": confirmed}


@pytest.mark.parametrize("name", COUNTED)
def test_lists_ask_no_more_for_more_rows(client, name, django_assert_num_queries):
    who, args = COUNTED[name]
    made = scene(3)
    STEPS.get(name, shown)(made, 0)
    account, address = (
        getattr(made, who),
        reverse(f"reviews:{name}", args=args(made)),
    )
    client.force_login(account)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for place in (1, 2):
        STEPS.get(name, shown)(made, place)

    with django_assert_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize("cells", [1, 3])
def test_board_asks_no_more_for_more_cells(client, cells, django_assert_num_queries):
    made = scene()
    for number in range(cells):
        residence_cell(made.ward, code=f"C{number}")
    client.force_login(made.clerk)
    address = reverse("reviews:board", args=[made.ward.code, 2026])
    client.get(address)

    with django_assert_num_queries(11):
        client.get(address)
