import datetime as dt
import threading
import uuid

import pytest
from django.db import connection

from ganket.documents.enums import DocumentKind
from ganket.documents.models import IssuedDocument, Register
from ganket.documents.queries import sheet_of
from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.reviews import commands, queries
from ganket.reviews.enums import RequestReason, ReviewForm, ReviewState
from ganket.reviews.models import Review, ReviewRequest
from ganket.roster.models import HomeLink, WorkLink
from tests.conftest import NOW
from tests.factories import ExemptionFactory, OfficeFactory, member_at
from tests.factories.org import ward, workplace
from tests.reviews.scene import (
    acknowledged,
    agreed,
    confirmed,
    officer,
    scene,
    tally_faults,
)

pytestmark = pytest.mark.django_db


def ask(made, **changes):
    asked = {
        "actor": made.officer,
        "from_unit": made.work,
        "to_ward": made.ward,
        "members": made.members,
        "reason": RequestReason.APPOINTMENT,
        "client_key": uuid.uuid4(),
    }
    return commands.request_reviews(**{**asked, **changes})


def acknowledge(made, review, use="Đưa vào kiểm điểm.", actor=None):
    commands.acknowledge_review(
        actor=actor or made.officer, review=review, use_stated=use
    )


def test_workplace_acknowledges_and_says_the_use():
    made = scene()

    acknowledged(made)

    review = made.review()
    assert review.state == ReviewState.ACKNOWLEDGED
    assert review.use_stated == "Đưa vào kiểm điểm cuối năm."
    assert journal.entries_of(review).first().verb == commands.ACKNOWLEDGED
    assert tally_faults() == []


@pytest.mark.parametrize(
    ("use", "refusal"), [(" ", commands.UseMissing), ("x" * 501, commands.UseTooLong)]
)
def test_acknowledging_wants_the_use(use, refusal):
    made = scene()
    review = confirmed(made)

    with pytest.raises(refusal):
        acknowledge(made, review, use)

    assert made.review().state == ReviewState.DELIVERED


def test_review_is_acknowledged_once():
    made = scene()
    review = acknowledged(made)

    with pytest.raises(commands.AlreadyAcknowledged):
        acknowledge(made, review, "Xếp loại.")

    assert made.review().use_stated == "Đưa vào kiểm điểm cuối năm."


def test_workplace_knows_of_no_review_before_it_is_delivered():
    made = scene()
    review = agreed(made)

    assert not queries.reviews_for(made.officer).exists()
    with pytest.raises(NotAllowed):
        acknowledge(made, review)


def test_other_workplace_sees_nothing():
    made = scene()
    review = confirmed(made)
    stranger = officer(Role.WORKPLACE_OFFICER, workplace())

    assert not queries.reviews_for(stranger).exists()
    with pytest.raises(NotAllowed):
        acknowledge(made, review, actor=stranger)


def test_nobody_acknowledges_their_own_review():
    made = scene()
    review = confirmed(made)
    OfficeFactory(person=made.members[0].person, unit=made.work_cell)

    with pytest.raises(NotAllowed):
        acknowledge(made, review, actor=made.member)


def test_request_for_a_reason_asks_the_cell_at_once():
    made = scene(2, is_open=False)
    ExemptionFactory(member=made.members[1])

    request = ask(made, reply_by=dt.date(2026, 12, 5))

    forms = {r.member_id: r.form for r in Review.objects.filter(request=request)}
    assert forms == {
        made.members[0].pk: ReviewForm.LONG,
        made.members[1].pk: ReviewForm.SHORT,
    }
    assert made.review().cell == made.cell
    assert made.review().due_on == dt.date(2026, 12, 5)
    assert tally_faults() == []


def test_request_is_issued_with_a_number_and_every_name():
    made = scene(2, is_open=False)

    first, second = ask(made), ask(made)

    assert [first.number, second.number] == [1, 2]
    sheet = sheet_of(second.document)
    assert second.document.kind == DocumentKind.REVIEW_REQUEST
    assert sheet.heading.number == "Số 02-PXYK/ĐU"
    assert {row[1] for row in sheet.members.rows} == {
        member.person.full_name for member in made.members
    }
    assert sheet.reason == "Lý do: bổ nhiệm, giới thiệu ứng cử."


def test_request_about_one_names_cell_and_member_in_a_sentence():
    made = scene(is_open=False)

    request = ask(made, reason=RequestReason.OTHER, remark="kết nạp lại")

    sheet = sheet_of(request.document)
    assert sheet.to == ("Đảng ủy phường Bạc Liêu", "Chi ủy chi bộ khóm 2")
    assert made.members[0].person.full_name in sheet.body
    assert sheet.reason == "Lý do: kết nạp lại."


def test_yearly_request_leaves_the_reviews_to_the_round():
    made = scene()

    request = ask(made, reason=RequestReason.YEARLY)

    assert Review.objects.count() == 1
    assert list(queries.requests_to(made.ward, 2026)) == [request]
    assert sheet_of(request.document).reason == "Lý do: nhận xét định kỳ năm 2026."


def test_requested_review_goes_the_same_path_beside_the_yearly_one():
    made = scene()

    request = ask(made)

    assert Review.objects.filter(member=made.members[0]).count() == 2
    review = Review.objects.get(request=request)
    assert review.state == ReviewState.DRAFT
    assert queries.reviews_for(made.secretary, queries.WRITE).count() == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"members": []}, commands.NobodyAsked),
        ({"reason": RequestReason.OTHER}, commands.NoteMissing),
        ({"remark": "x" * 501}, commands.NoteTooLong),
        ({"reply_by": dt.date(2026, 11, 22)}, commands.DayPassed),
    ],
)
def test_request_is_refused_and_nothing_written(change, refusal):
    made = scene(is_open=False)

    with pytest.raises(refusal):
        ask(made, **change)

    assert not ReviewRequest.objects.exists()
    assert not Review.objects.exists()
    assert not IssuedDocument.objects.exists()


def test_request_about_somebody_elses_member_is_refused():
    made = scene(is_open=False)
    WorkLink.objects.update(until=dt.date(2026, 11, 1))

    with pytest.raises(commands.NotOurMember):
        ask(made)


@pytest.mark.parametrize("home", ["elsewhere", "unassigned", "nowhere"])
def test_request_to_a_ward_where_the_member_has_no_cell_is_refused(home):
    made = scene(is_open=False)
    if home == "elsewhere":
        made.members = [member_at(workplace_cell=made.work_cell)]
    elif home == "unassigned":
        HomeLink.objects.update(cell=None)
    else:
        HomeLink.objects.update(until=dt.date(2026, 11, 1))

    with pytest.raises(commands.LivesElsewhere):
        ask(made)

    assert not ReviewRequest.objects.exists()


def test_exempt_member_is_not_asked_about_yearly():
    made = scene(is_open=False)
    ExemptionFactory(member=made.members[0])

    with pytest.raises(commands.ExemptFromYearly):
        ask(made, reason=RequestReason.YEARLY)


def test_request_posted_twice_is_made_once():
    made = scene(is_open=False)
    key = uuid.uuid4()

    first, second = ask(made, client_key=key), ask(made, client_key=key)

    assert first == second
    assert Review.objects.count() == 1
    assert IssuedDocument.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_same_form_from_two_phones_at_once_is_sent_once():
    made = scene(is_open=False)
    key, start, numbers = uuid.uuid4(), threading.Barrier(3), []

    def race():
        start.wait()
        try:
            with clock.at(NOW):
                numbers.append(ask(made, client_key=key).number)
        finally:
            connection.close()

    threads = [threading.Thread(target=race) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert numbers == [1, 1, 1]
    assert Register.objects.get(kind=DocumentKind.REVIEW_REQUEST).last == 1
    assert Review.objects.count() == 1


def test_key_of_anothers_form_is_refused():
    made = scene(is_open=False)
    asked = ask(made)
    other = workplace()

    with pytest.raises(NotAllowed):
        ask(
            made,
            actor=officer(Role.WORKPLACE_OFFICER, other),
            from_unit=other,
            client_key=asked.client_key,
        )


@pytest.mark.parametrize("role", Role)
def test_workplace_asks_in_its_own_name_only(role):
    made = scene(is_open=False)
    allowed = role in {Role.WORKPLACE_OFFICER, Role.SECRETARY, Role.DEPUTY}
    inside = officer(role, made.work)
    outside = [
        officer(role, unit) for unit in (workplace(), made.ward, made.work.parent)
    ]

    assert queries.may_request(inside, made.work) is allowed
    assert queries.may_request(inside, made.work_cell) is allowed
    for actor in outside:
        with pytest.raises(NotAllowed):
            ask(made, actor=actor)


def test_request_is_its_senders_and_the_wards():
    made = scene(is_open=False)
    request = ask(made)
    strangers = [
        officer(Role.CLERK, ward()),
        officer(Role.WORKPLACE_OFFICER, workplace()),
        officer(Role.CLERK, made.ward.parent),
        made.secretary,
        made.member,
    ]

    for actor in (made.officer, made.clerk):
        assert list(queries.requests_for(actor)) == [request]
    for actor in strangers:
        assert not queries.requests_for(actor).exists()
