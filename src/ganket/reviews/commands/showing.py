"""The cell shows a review to its member; the member answers once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.journal import queries as journal_of
from ganket.kernel import clock, records, text
from ganket.kernel.errors import Refused
from ganket.org.models import Unit
from ganket.people.queries import person_of
from ganket.reviews import policies, queries
from ganket.reviews.commands.drafts import (
    SAVED,
    DraftIncomplete,
    NotBeingWritten,
    require_whole,
)
from ganket.reviews.commands.front import require_front_met
from ganket.reviews.commands.moves import advance, count, note, state_now
from ganket.reviews.enums import ReviewState
from ganket.reviews.models import Answer, Review
from ganket.rulebook.calendar import add_working_days
from ganket.rulebook.evidence import Evidence
from ganket.tallies.enums import Measure

SHOWN = journal.verb("reviews.shown", _("cho đảng viên đọc phiếu nhận xét"))
TAKEN_BACK = journal.verb("reviews.taken_back", _("rút phiếu nhận xét về viết lại"))
REPLIED = journal.verb("reviews.replied", _("trả lời phiếu nhận xét"))
AGREED = journal.verb("reviews.agreed", _("đã đọc, không có ý kiến gì thêm"))

LONGEST_REPLY = 5000


class AlreadyAnswered(Refused):
    message = _(
        "Đồng chí được nhận xét đã trả lời nên không rút phiếu về được. Nếu cần sửa, "
        "hãy đề nghị đảng ủy phường trả lại chi bộ."
    )


class NotShown(Refused):
    message = _(
        "Phiếu này lúc này không ở bước đảng viên đọc. Hãy mở lại phiếu để xem."
    )


class ReplyMissing(Refused):
    message = _(
        "Chưa ghi nội dung trả lời. Nếu không có gì thêm, hãy bấm “Đã đọc, không có ý "
        "kiến gì thêm”."
    )


class ReplyTooLong(Refused):
    message = _(
        "Trả lời dài quá 5.000 chữ. Hãy viết gọn lại; giấy tờ kèm theo thì gặp bí thư."
    )


class ReplyTooLate(Refused):
    message = _(
        "Đã hết hạn trả lời. Đồng chí còn ý kiến, xin gặp bí thư chi bộ hoặc đảng ủy "
        "phường, trước khi phường xác nhận vẫn trả lại chi bộ được."
    )


class WroteItThemself(Refused):
    message = _(
        "Đồng chí đã viết phiếu này nên không làm giúp câu trả lời được. Xin mời một "
        "đồng chí khác làm giúp, hoặc để đồng chí được nhận xét tự trả lời."
    )


class AlreadyReplied(Refused):
    message = _("Đồng chí đã trả lời phiếu này rồi. Mỗi phiếu trả lời một lần.")


@dataclass
class ShownReviews:
    """What came of showing many: ``held_back`` maps a review to what it lacks.

    ``changed`` counts those that were no longer what was on the screen.
    """

    shown: list[Review] = field(default_factory=list)
    changed: int = 0
    held_back: dict[int, dict[str, str]] = field(default_factory=dict)


@transaction.atomic
def show_to_member(*, actor: Account, review: Review) -> None:
    """Show a whole review to its member; from here on the cell cannot change it.

    The record of this moment is kept beside it, and the member has so many
    working days to answer. After the cell's day it is marked late.
    Raises NotAllowed, FrontNotMet, NotBeingWritten, DraftIncomplete.
    """
    policies.reviews.require(actor, policies.WRITE, review)
    met = require_front_met([review])[review.pk]
    evidence = queries.evidence_of(review.member, review.year)
    _show(actor, review, queries.answers_of(review), evidence, met.held_on)
    count(Measure.REVIEWS_SHOWN, review)


@transaction.atomic
def show_finished(
    *, actor: Account, cell: Unit, year: int, versions: Mapping[int, int] | None = None
) -> ShownReviews:
    """Show every review of a cell that is finished, each to its own member.

    With ``versions``, by id, those alone that are still what was on the screen.
    What has become incomplete since, as the record went on, is held back.
    Raises FrontNotMet.
    """
    finished = queries.reviews_for(actor, policies.WRITE).filter(
        cell=cell, year=year, state=ReviewState.DRAFT, is_finished=True
    )
    reviews = [
        review
        for review in finished
        if versions is None or versions.get(review.pk) == review.version
    ]
    met = require_front_met(reviews)
    answers = queries.answers_of_many(reviews)
    evidence = queries.evidence_for([review.member for review in reviews], year)
    outcome = ShownReviews()
    if versions is not None:
        outcome.changed = len(versions) - len(reviews)
    for review in reviews:
        known, day = evidence[review.member_id], met[review.pk].held_on
        try:
            _show(actor, review, answers[review.pk], known, day)
        except DraftIncomplete as lack:
            outcome.held_back[review.pk] = lack.gaps
        else:
            outcome.shown.append(review)
    if outcome.shown:
        count(Measure.REVIEWS_SHOWN, outcome.shown[0], len(outcome.shown))
    return outcome


def _show(
    actor: Account,
    review: Review,
    answers: dict[str, Answer],
    evidence: Evidence,
    met_on: dt.date,
) -> None:
    if review.state != ReviewState.DRAFT:
        raise NotBeingWritten
    require_whole(review.paper, answers, evidence)
    today = clock.today()
    changes = advance(
        review,
        only=Q(state=ReviewState.DRAFT, version=review.version),
        state=ReviewState.SHOWN,
        is_finished=True,
        evidence=records.plain(evidence),
        shown_at=clock.now(),
        front_met_on=met_on,
        reply_until=add_working_days(today, queries.reply_days_of(review)),
        reply="",
        replied_at=None,
        agreed_at=None,
        helped_by=None,
        is_late=review.is_late or _is_past(review.due_on, today),
    )
    if changes is None:
        raise NotBeingWritten
    changes |= _record_in_words(review, evidence)
    note(actor=actor, verb=SHOWN, review=review, changes=changes)


def _record_in_words(review: Review, evidence: Evidence) -> dict[str, list[Any]]:
    with translation.override("vi"):
        return {
            f"{criterion.number}. {criterion.short_text}": [
                None,
                queries.words_of(criterion.measured_by, evidence),
            ]
            for criterion in review.paper.criteria
            if criterion.measured_by
        }


def _is_past(day: dt.date | None, today: dt.date) -> bool:
    return day is not None and day < today


@transaction.atomic
def take_back(*, actor: Account, review: Review) -> None:
    """Take a shown review back to write on, as long as the member has not answered.

    If the ward had sent it back before, that was answered by showing it anew.
    Raises NotAllowed, AlreadyAnswered, NotShown.
    """
    policies.reviews.require(actor, policies.WRITE, review)
    unanswered = Q(state=ReviewState.SHOWN, replied_at=None, agreed_at=None)
    changes = advance(
        review,
        only=unanswered,
        state=ReviewState.DRAFT,
        is_finished=False,
        sent_back_reason="",
        sent_back_at=None,
    )
    if changes is None:
        raise AlreadyAnswered if _stands_shown(review) else NotShown
    count(Measure.REVIEWS_SHOWN, review, -1)
    note(actor=actor, verb=TAKEN_BACK, review=review, changes=changes)


@transaction.atomic
def reply_to_review(*, actor: Account, review: Review, reply: str) -> None:
    """Keep the member's own answer, once, within the time given for it.

    The same answer sent twice is kept once. Who wrote the review cannot type the
    answer to it as helper. Raises WroteItThemself, ReplyMissing, ReplyTooLong,
    ReplyTooLate, AlreadyReplied, NotShown.
    """
    policies.reviews.require(actor, policies.REPLY, review)
    words = text.tidy_lines(reply)
    if not words:
        raise ReplyMissing
    if len(words) > LONGEST_REPLY:
        raise ReplyTooLong
    _answer(actor, review, REPLIED, reply=words, replied_at=clock.now())


@transaction.atomic
def agree_to_review(*, actor: Account, review: Review) -> None:
    """Keep that the member has read the review and has nothing to add.

    Raises WroteItThemself, ReplyTooLate, AlreadyReplied, NotShown.
    """
    policies.reviews.require(actor, policies.REPLY, review)
    _answer(actor, review, AGREED, reply="", agreed_at=clock.now())


def wrote(actor: Account, review: Review) -> bool:
    """Tell whether this account had a hand in what the review says."""
    own = journal_of.entries_of(review).filter(actor=actor.journal_key)
    return own.filter(verb__in=[SAVED, SHOWN, TAKEN_BACK]).exists()


def _answer(
    actor: Account, review: Review, verb: str, *, reply: str, **when: dt.datetime
) -> None:
    helper = person_of(actor) if actor.helping_id is not None else None
    if helper is not None and wrote(actor, review):
        raise WroteItThemself
    in_time = Q(
        state=ReviewState.SHOWN,
        replied_at=None,
        agreed_at=None,
        reply_until__gte=clock.today(),
    )
    changes = advance(review, only=in_time, reply=reply, helped_by=helper, **when)
    if changes is not None:
        note(actor=actor, verb=verb, review=review, changes=changes)
        return
    review.refresh_from_db()
    if review.state != ReviewState.SHOWN:
        raise NotShown
    if not review.has_answer:
        raise ReplyTooLate
    if review.reply != reply:
        raise AlreadyReplied


def _stands_shown(review: Review) -> bool:
    return state_now(review) == ReviewState.SHOWN
