import datetime as dt
import threading

import pytest
from django.db import connection

from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.enums import Role
from ganket.reviews import commands, queries
from ganket.reviews.commands import Given
from ganket.reviews.enums import ReviewState
from tests.conftest import NOW
from tests.factories import AccountFactory, member_at
from tests.reviews.scene import (
    agreed,
    confirmed,
    drafted,
    helped,
    nothing_changed,
    officer,
    sat,
    scene,
    shown,
    tally_faults,
    whole,
)

pytestmark = pytest.mark.django_db

AFTER_REPLY_TIME = clock.moment(dt.date(2026, 12, 2), 0)


def reply(made, review, words="Tôi có dự họp tổ.", actor=None):
    commands.reply_to_review(actor=actor or made.member, review=review, reply=words)


def agree(made, review, actor=None):
    commands.agree_to_review(actor=actor or made.member, review=review)


def test_shown_review_gives_the_member_five_working_days():
    made = scene()

    shown(made)

    review = made.review()
    assert review.state == ReviewState.SHOWN
    # From Monday 23/11/2026 on, without the day itself and the holiday of the 24th.
    assert review.reply_until == dt.date(2026, 12, 1)
    assert tally_faults() == []


def test_member_reads_their_review_only_once_it_is_shown():
    made = scene()
    drafted(made)
    before = list(queries.own_reviews(made.member))

    commands.show_to_member(actor=made.secretary, review=made.review())

    assert before == []
    assert list(queries.own_reviews(made.member)) == [made.review()]


def test_record_is_kept_as_it_was_when_shown():
    made = scene()
    helped(made.members[0], made.cell)
    answers = {"MOVEMENTS": Given(level="ACTIVE")}
    review = shown(made, **answers)
    helped(made.members[0], made.cell)
    sat(made.members[0], made.cell, "ABSENT")

    beside = queries.evidence_beside(made.review())

    assert review.evidence == {
        "meetings_held": 0,
        "present": 0,
        "excused": 0,
        "absent": 0,
        "opinions_raised": 0,
        "opinions_closed": 0,
        "contributions": 1,
        "contacts": 0,
    }
    assert (beside.contributions, beside.meetings_held) == (1, 0)


def test_unfinished_review_is_not_shown():
    made = scene()
    review = made.review()

    with pytest.raises(commands.DraftIncomplete):
        commands.show_to_member(actor=made.secretary, review=review)

    assert nothing_changed(review)


def test_record_that_went_on_asks_for_a_reason_before_showing():
    made = scene()
    review = drafted(made)
    sat(made.members[0], made.cell, "PRESENT")

    with pytest.raises(commands.DraftIncomplete) as refusal:
        commands.show_to_member(actor=made.secretary, review=review)

    assert set(refusal.value.gaps) == {"ATTENDANCE"}
    assert nothing_changed(review)


def test_review_written_anew_since_it_was_read_is_not_shown():
    made = scene()
    review = drafted(made)
    commands.save_draft(
        actor=made.secretary,
        review=made.review(),
        version=1,
        answers=whole(EXAMPLE=Given(level="NO_EXAMPLE")),
        is_finished=True,
    )

    with pytest.raises(commands.NotBeingWritten):
        commands.show_to_member(actor=made.secretary, review=review)


@pytest.mark.parametrize(
    ("day", "is_late"), [(dt.date(2026, 11, 30), False), (dt.date(2026, 12, 1), True)]
)
def test_review_shown_after_the_cells_day_is_marked_late(day, is_late):
    made = scene()

    with clock.at(clock.moment(day, 23)):
        shown(made)

    assert made.review().is_late is is_late


def test_whole_cell_is_shown_at_once_but_what_is_unfinished():
    made = scene(4)
    for place in range(3):
        drafted(made, place)
    sat(made.members[2], made.cell, "ABSENT")

    outcome = commands.show_finished(actor=made.secretary, cell=made.cell, year=2026)

    held_back = made.review(2).pk
    assert {r.member for r in outcome.shown} == {made.members[0], made.members[1]}
    assert outcome.held_back.keys() == {held_back}
    assert [made.review(n).state for n in range(4)] == [
        ReviewState.SHOWN,
        ReviewState.SHOWN,
        ReviewState.DRAFT,
        ReviewState.DRAFT,
    ]
    assert tally_faults() == []


def test_showing_many_leaves_the_secretarys_own_review_out():
    made = scene(2)
    deputy = officer(Role.DEPUTY, made.cell)
    drafted(made, 0)
    drafted(made, 1)
    made.secretary.person.offices.update(person=made.members[0].person)

    outcome = commands.show_finished(actor=made.member, cell=made.cell, year=2026)

    assert [review.member for review in outcome.shown] == [made.members[1]]
    assert queries.reviews_for(deputy, queries.WRITE).count() == 2


def test_showing_many_asks_no_more_for_the_evidence_of_more(django_assert_num_queries):
    made = scene(3)
    reviews = [drafted(made, place) for place in range(3)]

    with django_assert_num_queries(4):
        queries.evidence_for([review.member for review in reviews], 2026)


def test_taken_back_review_is_the_cells_again_and_hidden_from_the_member():
    made = scene()
    review = shown(made)

    commands.take_back(actor=made.secretary, review=review)

    assert made.review().state == ReviewState.DRAFT
    assert not queries.own_reviews(made.member).exists()
    assert tally_faults() == []


def test_review_that_the_cell_takes_back_is_no_longer_sent_back_by_the_ward():
    made = scene()
    review = shown(made)
    commands.send_back(actor=made.clerk, review=review, reason="Mục 5 chưa rõ.")
    shown(made)

    commands.take_back(actor=made.secretary, review=made.review())

    now = made.review()
    assert (now.sent_back_reason, now.sent_back_at) == ("", None)
    assert queries.stage_of(now).label == "Đang viết"


def test_answered_review_is_not_taken_back():
    made = scene()
    review = agreed(made)

    with pytest.raises(commands.AlreadyAnswered):
        commands.take_back(actor=made.secretary, review=review)

    assert made.review().state == ReviewState.SHOWN


@pytest.mark.parametrize("step", [drafted, confirmed])
def test_only_a_shown_review_is_taken_back(step):
    made = scene()
    review = step(made)

    with pytest.raises(commands.NotShown):
        commands.take_back(actor=made.secretary, review=review)


def test_reply_is_kept_with_its_time():
    made = scene()
    review = shown(made)

    reply(made, review, "  Tôi có dự họp tổ.\r\nMong chi bộ xem lại. ")

    review = made.review()
    assert review.reply == "Tôi có dự họp tổ.\nMong chi bộ xem lại."
    assert review.replied_at == clock.now()
    assert journal.entries_of(review).first().verb == commands.REPLIED


@pytest.mark.parametrize(
    ("words", "refusal"),
    [(" \n ", commands.ReplyMissing), ("x" * 5_001, commands.ReplyTooLong)],
)
def test_reply_is_refused_and_not_kept(words, refusal):
    made = scene()
    review = shown(made)

    with pytest.raises(refusal):
        reply(made, review, words)

    assert nothing_changed(review)
    assert made.review().reply == ""


def test_reply_within_the_last_day_is_in_time():
    made = scene()
    review = shown(made)

    with clock.at(clock.moment(dt.date(2026, 12, 1), 23, 59)):
        reply(made, review)

    assert made.review().has_answer


@pytest.mark.parametrize("answer", [reply, agree])
def test_answer_after_the_last_day_is_refused(answer):
    made = scene()
    review = shown(made)

    with clock.at(AFTER_REPLY_TIME), pytest.raises(commands.ReplyTooLate):
        answer(made, review)

    assert not made.review().has_answer


def test_member_answers_once():
    made = scene()
    review = agreed(made)

    with pytest.raises(commands.AlreadyReplied):
        reply(made, review)

    assert made.review().reply == ""


def test_answer_posted_twice_is_kept_once():
    made = scene()
    review = shown(made)
    reply(made, review)

    reply(made, review)

    verbs = [entry.verb for entry in journal.entries_of(review)]
    assert verbs.count(commands.REPLIED) == 1


def test_answer_to_a_review_taken_back_is_refused():
    made = scene()
    review = shown(made)
    commands.take_back(actor=made.secretary, review=made.review())

    with pytest.raises(NotAllowed):
        reply(made, review)


def test_answer_to_a_confirmed_review_is_refused_with_its_reason():
    made = scene()
    review = confirmed(made)

    with pytest.raises(commands.NotShown):
        reply(made, review, "Thêm một ý.")


def test_nobody_answers_for_another():
    made = scene()
    review = shown(made)
    neighbour = member_at(made.cell, account=True).person.account

    for actor in (neighbour, made.secretary, made.clerk, made.officer):
        with pytest.raises(NotAllowed):
            reply(made, review, actor=actor)


def test_helper_answers_on_the_record_for_the_member_who_is_present():
    made = scene()
    review = shown(made)
    helper = AccountFactory(holds=[(Role.HELPER, made.cell)])
    helper.helping_id = made.members[0].person_id

    reply(made, review, actor=helper)

    entry = journal.entries_of(review).first()
    assert entry.actor == helper.journal_key
    assert entry.on_behalf == f"people.person:{made.members[0].person_id}"


@pytest.mark.django_db(transaction=True)
def test_of_an_answer_and_a_taking_back_at_once_one_wins():
    made = scene()
    shown(made)
    start, won, told = threading.Barrier(2), [], []

    def race(name, act, **kwargs):
        mine = made.review()
        start.wait()
        try:
            with clock.at(NOW):
                act(review=mine, **kwargs)
            won.append(name)
        except Refused as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [
        threading.Thread(
            target=race,
            args=["answered", commands.agree_to_review],
            kwargs={"actor": made.member},
        ),
        threading.Thread(
            target=race,
            args=["taken back", commands.take_back],
            kwargs={"actor": made.secretary},
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    review = made.review()
    stands = "answered" if review.has_answer else "taken back"
    assert won == [stands]
    assert len(told) == 1
    assert review.state == {"answered": "SHOWN", "taken back": "DRAFT"}[stands]


def helping(account, made):
    account.helping_id = made.members[0].person_id
    return account


@pytest.mark.parametrize("answer", [reply, agree])
def test_writer_of_a_review_cannot_answer_it_as_helper(answer):
    made = scene()
    review = shown(made)

    with pytest.raises(commands.WroteItThemself, match="đồng chí khác làm giúp"):
        answer(made, review, actor=helping(made.secretary, made))

    assert nothing_changed(review)


def test_another_helper_may_answer_and_is_named():
    made = scene()
    review = shown(made)
    deputy = officer(Role.DEPUTY, made.cell)

    reply(made, review, actor=helping(deputy, made))

    kept = made.review()
    way = queries.way_of(kept)
    assert kept.helped_by == deputy.person
    assert f"đồng chí {deputy.person.full_name} làm giúp" in way[1].note


def test_answer_given_alone_names_no_helper():
    made = scene()
    review = shown(made)

    reply(made, review)

    assert made.review().helped_by is None
