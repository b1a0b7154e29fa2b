import datetime as dt
import threading

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from ganket.documents.enums import DocumentKind
from ganket.documents.models import IssuedDocument, Register
from ganket.documents.queries import sheet_of
from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.reviews import commands, queries, tasks
from ganket.reviews.enums import ReviewState
from ganket.roster import commands as roster
from ganket.roster.models import WorkLink
from tests.conftest import NOW
from tests.factories import OfficeFactory, WorkLinkFactory
from tests.reviews.scene import (
    LATE,
    agreed,
    confirmed,
    drafted,
    nothing_changed,
    officer,
    scene,
    shown,
    tally_faults,
)

pytestmark = pytest.mark.django_db


def confirm(made, review, actor=None, version=None):
    commands.confirm_review(
        actor=actor or made.clerk,
        review=review,
        version=review.version if version is None else version,
    )


def back(made, review, reason="Mục 3 chưa rõ.", actor=None):
    commands.send_back(actor=actor or made.clerk, review=review, reason=reason)


def test_confirmed_review_goes_to_the_workplace_with_its_paper():
    made = scene()
    review = agreed(made)

    confirm(made, review)

    review = made.review()
    assert review.state == ReviewState.DELIVERED
    assert review.workplace == made.work_cell
    assert review.confirmed_on == dt.date(2026, 11, 23)
    assert review.confirmed_by == made.clerk.person
    assert (
        review.document.content.tobytes()[:5] == b"%PDF-"
        if hasattr(review.document.content, "tobytes")
        else bytes(review.document.content)[:5] == b"%PDF-"
    )
    assert tally_faults() == []


def test_paper_is_numbered_by_the_cell_and_says_what_was_agreed():
    made = scene(2)

    first, second = confirmed(made, 0), confirmed(made, 1)

    papers = [first.document, second.document]
    assert [paper.number for paper in papers] == [1, 2]
    assert {paper.unit for paper in papers} == {made.cell}
    sheet = sheet_of(papers[1])
    assert sheet.heading.number == "Số 02-PNX/CB"
    assert sheet.member == made.members[1].person.full_name
    assert sheet.items[0].choices[0].is_ticked


def test_steps_are_journalled_in_their_order():
    made = scene()

    review = confirmed(made)

    verbs = [entry.verb for entry in journal.entries_of(review)]
    assert verbs[:2] == [commands.DELIVERED, commands.CONFIRMED]


def test_review_is_not_confirmed_while_the_member_has_time_to_answer():
    made = scene()
    review = shown(made)

    with pytest.raises(commands.NotAnsweredYet):
        confirm(made, review)

    assert nothing_changed(review)
    assert not IssuedDocument.objects.exists()


def test_review_is_confirmed_without_an_answer_once_the_time_is_over():
    made = scene()
    review = shown(made)

    with clock.at(clock.moment(dt.date(2026, 12, 2), 8)):
        confirm(made, review)

    assert made.review().is_confirmed


def test_second_of_two_is_told_who_confirmed():
    made = scene()
    review = agreed(made)
    stale = made.review()
    confirm(made, review)
    other = officer(Role.SECRETARY, made.ward)

    with pytest.raises(commands.AlreadyConfirmed) as refusal:
        confirm(made, stale, actor=other)

    assert made.clerk.person.full_name in str(refusal.value)
    assert "23/11/2026" in str(refusal.value)
    assert IssuedDocument.objects.count() == 1


def test_answer_that_came_since_must_be_read_first():
    made = scene()
    with clock.at(clock.moment(dt.date(2026, 11, 23), 9)):
        review = shown(made)
        read = made.review()
        commands.reply_to_review(
            actor=made.member, review=review, reply="Xin xem lại mục 3."
        )

    with pytest.raises(commands.ChangedSinceRead):
        confirm(made, made.review(), version=read.version)

    assert made.review().state == ReviewState.SHOWN


def test_review_taken_back_cannot_be_confirmed():
    made = scene()
    review = shown(made)
    commands.take_back(actor=made.secretary, review=made.review())

    with pytest.raises(commands.NotBeforeWard):
        confirm(made, review)


def test_review_confirmed_after_the_wards_day_is_marked_late():
    made = scene()
    review = agreed(made)

    with clock.at(LATE):
        confirm(made, review)

    assert made.review().is_late


def test_paper_that_cannot_be_laid_out_leaves_nothing_behind():
    made = scene()
    review = agreed(made)

    with pytest.raises(LookupError):
        confirm_without_a_renderer(made, review)

    assert made.review().state == ReviewState.SHOWN
    assert not Register.objects.filter(kind=DocumentKind.REVIEW, last__gt=0).exists()


def confirm_without_a_renderer(made, review):
    from django.conf import settings

    from ganket.config import wiring

    class Broken:
        def render(self, sheets):
            raise LookupError

    wiring.PORTS["pdf"].bind(Broken)
    try:
        confirm(made, review)
    finally:
        wiring.bind(settings.GANKET_PORTS)


def test_without_a_workplace_the_paper_waits_and_is_sent_later():
    made = scene(at_work=False)
    review = confirmed(made)
    waiting = list(queries.undelivered(made.ward, 2026))
    WorkLinkFactory(member=made.members[0], cell=made.work_cell)

    commands.deliver_review(actor=made.clerk, review=review)

    assert waiting == [review]
    assert made.review().state == ReviewState.DELIVERED
    assert list(queries.delivered_to(made.officer, made.work, 2026)) == [review]


def test_paper_goes_by_itself_once_a_workplace_is_written_down():
    made = scene(at_work=False)
    review = confirmed(made)
    roster.start_work_link(
        actor=made.officer, member=made.members[0], cell=made.work_cell
    )

    (queued,) = DBTaskResult.objects.filter(task_path__startswith="ganket.reviews")
    sent = [tasks.deliver_waiting.call(**queued.args_kwargs["kwargs"]) for _ in "12"]

    assert sent == [1, 0]
    assert made.review().workplace == made.work_cell
    assert journal.entries_of(review).first().verb == commands.DELIVERED


def test_place_of_work_that_is_over_gets_nothing():
    made = scene(at_work=False)
    confirmed(made)
    link = WorkLinkFactory(member=made.members[0], until=dt.date(2026, 11, 1))

    assert tasks.deliver_waiting.call(work_link_id=link.pk) == 0
    assert made.review().waits_for_workplace


def test_paper_waits_on_while_no_workplace_is_known():
    made = scene(at_work=False)
    review = confirmed(made)

    with pytest.raises(commands.WorkplaceUnknown):
        commands.deliver_review(actor=made.clerk, review=review)

    assert made.review().waits_for_workplace


def test_delivered_paper_is_not_sent_twice():
    made = scene()
    review = confirmed(made)

    with pytest.raises(commands.NotWaiting):
        commands.deliver_review(actor=made.clerk, review=review)


def test_paper_goes_to_where_the_member_works_on_that_day():
    made = scene()
    review = agreed(made)
    WorkLink.objects.update(until=dt.date(2026, 11, 1))
    moved = WorkLinkFactory(member=made.members[0], since=dt.date(2026, 11, 1))

    confirm(made, review)

    assert made.review().workplace == moved.cell


def test_sent_back_review_is_the_cells_again_word_for_word():
    made = scene()
    review = agreed(made)
    said = {k: a.level for k, a in queries.answers_of(review).items()}

    back(made, review)

    review = made.review()
    assert review.state == ReviewState.DRAFT
    assert not review.is_finished
    assert review.sent_back_reason == "Mục 3 chưa rõ."
    assert {k: a.level for k, a in queries.answers_of(review).items()} == said
    assert not queries.own_reviews(made.member).exists()
    assert tally_faults() == []


def test_sent_back_review_keeps_the_answer_until_it_is_shown_anew():
    made = scene()
    review = shown(made)
    commands.reply_to_review(actor=made.member, review=review, reply="Xin xem lại.")
    back(made, review)
    kept = made.review().reply

    drafted(made)
    commands.show_to_member(actor=made.secretary, review=made.review())

    assert kept == "Xin xem lại."
    assert made.review().reply == ""
    assert not made.review().has_answer


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [(" ", commands.ReasonMissing), ("x" * 1_001, commands.ReasonTooLong)],
)
def test_sending_back_wants_a_reason(reason, refusal):
    made = scene()
    review = agreed(made)

    with pytest.raises(refusal):
        back(made, review, reason)

    assert nothing_changed(review)


@pytest.mark.parametrize(
    ("step", "refusal"),
    [(drafted, commands.NotBeforeWard), (confirmed, commands.AlreadyConfirmed)],
)
def test_only_a_shown_review_is_sent_back(step, refusal):
    made = scene()
    review = step(made)

    with pytest.raises(refusal):
        back(made, review)


def test_cell_is_confirmed_at_once_and_what_changed_is_left():
    made = scene(4)
    reviews = [agreed(made, 0), agreed(made, 1), shown(made, 2), drafted(made, 3)]
    versions = {review.pk: review.version for review in reviews}
    versions[reviews[1].pk] -= 1

    outcome = commands.confirm_many(
        actor=made.clerk, cell=made.cell, year=2026, versions=versions
    )

    assert [review.pk for review in outcome.confirmed] == [reviews[0].pk]
    assert outcome.left == {
        reviews[1].pk: str(commands.ChangedSinceRead.message),
        reviews[2].pk: str(commands.NotAnsweredYet.message),
        reviews[3].pk: str(commands.NotBeforeWard.message),
    }
    assert tally_faults() == []


def test_confirming_many_touches_no_other_cell():
    made, other = scene(), scene()
    theirs = agreed(other)

    outcome = commands.confirm_many(
        actor=made.clerk,
        cell=made.cell,
        year=2026,
        versions={theirs.pk: theirs.version},
    )

    assert not outcome.confirmed
    assert nothing_changed(theirs)


@pytest.mark.parametrize("role", Role)
def test_only_the_ward_confirms_and_sends_back(role):
    made = scene()
    review = agreed(made)
    outside = [
        officer(role, unit)
        for unit in (made.cell, made.work, made.ward.parent, scene().ward)
    ]
    inside = officer(role, made.ward)

    for actor in outside:
        with pytest.raises(NotAllowed):
            confirm(made, review, actor=actor)
        with pytest.raises(NotAllowed):
            back(made, review, actor=actor)
    assert queries.reviews_for(inside, queries.CONFIRM).exists() is (
        role in {Role.CLERK, Role.SECRETARY, Role.DEPUTY}
    )


def test_nobody_confirms_their_own_review():
    made = scene()
    review = agreed(made)
    OfficeFactory(person=made.members[0].person, unit=made.ward, role=Role.CLERK)

    with pytest.raises(NotAllowed):
        confirm(made, review, actor=made.member)

    assert made.review().state == ReviewState.SHOWN


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_wins():
    made = scene()
    review = agreed(made)
    actors = [made.clerk, officer(Role.SECRETARY, made.ward)]
    start, results = threading.Barrier(2), []

    def race(actor):
        mine = made.review()
        start.wait()
        try:
            with clock.at(NOW):
                commands.confirm_review(
                    actor=actor, review=mine, version=review.version
                )
            results.append("won")
        except commands.AlreadyConfirmed as refusal:
            results.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=race, args=[actor]) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = made.review().confirmed_by.full_name
    lost = f"Đồng chí {winner} đã xác nhận phiếu này ngày 23/11/2026."
    assert sorted(results) == sorted(["won", lost])
    assert IssuedDocument.objects.count() == 1
    assert tally_faults() == []
