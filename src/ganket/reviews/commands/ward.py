"""The ward confirms a review or sends it back; it never writes one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.documents import commands as documents
from ganket.documents.enums import DocumentKind
from ganket.journal import commands as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.people.models import Person
from ganket.people.queries import acting_person_id
from ganket.reviews import policies, queries
from ganket.reviews.commands.cycles import checked_reason
from ganket.reviews.commands.moves import advance, count, note
from ganket.reviews.enums import CONFIRMED_STATES, ReviewState
from ganket.reviews.models import Answer, Review
from ganket.roster import queries as roster
from ganket.roster.models import WorkLink
from ganket.tallies.enums import Measure

CONFIRMED = journal.verb("reviews.confirmed", _("xác nhận phiếu nhận xét"))
SENT_BACK = journal.verb("reviews.sent_back", _("trả phiếu nhận xét về chi bộ"))
DELIVERED = journal.verb("reviews.delivered", _("gửi phiếu nhận xét đến nơi công tác"))

LONGEST_REASON = 1000

CONFIRMED_BY = _("Đồng chí %(name)s đã xác nhận phiếu này ngày %(day)s.")


class AlreadyConfirmed(Refused):
    message = _("Phiếu này đã được xác nhận.")


class NotAnsweredYet(Refused):
    message = _(
        "Đồng chí được nhận xét còn hạn trả lời. Khi đồng chí trả lời, hoặc hết hạn, "
        "phường xác nhận được."
    )


class NotBeforeWard(Refused):
    message = _(
        "Phiếu này không ở bước phường xác nhận: chi bộ đang viết hoặc vừa rút về. Hãy "
        "mở lại phiếu để xem."
    )


class ChangedSinceRead(Refused):
    message = _(
        "Phiếu vừa có thay đổi, có thể đồng chí được nhận xét vừa trả lời. Hãy đọc lại "
        "rồi xác nhận."
    )


class WorkplaceUnknown(Refused):
    message = _(
        "Chưa biết đồng chí này công tác ở đâu nên chưa gửi được. Hãy ghi nơi công tác "
        "trong danh sách đảng viên rồi gửi lại."
    )


class NotWaiting(Refused):
    message = _("Phiếu này không chờ gửi: chưa xác nhận, hoặc đã gửi nơi công tác.")


@dataclass
class ConfirmedReviews:
    """What came of confirming many: ``left`` maps a review to the reason why not."""

    confirmed: list[Review] = field(default_factory=list)
    left: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Papers:
    """What is needed to issue, read once for many reviews."""

    answers: Mapping[int, dict[str, Answer]]
    works: Mapping[int, WorkLink]
    signers: roster.Signers
    by: Person


@transaction.atomic
def confirm_review(*, actor: Account, review: Review, version: int) -> None:
    """Confirm what the cell wrote, issue the paper and send it to the workplace.

    Possible once the member has answered or the time for it is over, and only
    for the ``version`` that was read. Of two at once one wins. After the ward's
    day it is marked late. Where no workplace is known the paper waits.
    Raises NotAllowed, AlreadyConfirmed, NotAnsweredYet, NotBeforeWard,
    ChangedSinceRead.
    """
    policies.reviews.require(actor, policies.CONFIRM, review)
    _confirm(actor, review, version, _papers(actor, [review]))
    count(Measure.REVIEWS_CONFIRMED, review)


@transaction.atomic
def confirm_many(
    *, actor: Account, cell: Unit, year: int, versions: Mapping[int, int]
) -> ConfirmedReviews:
    """Confirm those reviews of a cell that were read, given by id and version.

    What changed since it was read, or is not ready, is left with its reason.
    """
    chosen = queries.reviews_for(actor, policies.CONFIRM).filter(
        cell=cell, year=year, pk__in=list(versions)
    )
    reviews = list(chosen)
    papers = _papers(actor, reviews)
    outcome = ConfirmedReviews()
    for review in reviews:
        try:
            _confirm(actor, review, versions[review.pk], papers)
        except Refused as refusal:
            outcome.left[review.pk] = str(refusal)
        else:
            outcome.confirmed.append(review)
    if outcome.confirmed:
        done = outcome.confirmed
        count(Measure.REVIEWS_CONFIRMED, done[0], len(done))
    return outcome


def _papers(actor: Account, reviews: list[Review]) -> _Papers:
    person = acting_person_id(actor)
    if person is None:
        raise NotAllowed
    units = [unit for review in reviews for unit in (review.cell, review.ward)]
    return _Papers(
        answers=queries.answers_of_many(reviews),
        works=roster.work_links_of([review.member for review in reviews]),
        signers=roster.signers_of(units),
        by=Person.objects.get(pk=person),
    )


def _confirm(actor: Account, review: Review, version: int, papers: _Papers) -> None:
    today = clock.today()
    answered = Q(replied_at__isnull=False) | Q(agreed_at__isnull=False)
    ready = Q(state=ReviewState.SHOWN, version=version) & (
        answered | Q(reply_until__lt=today)
    )
    changes = advance(
        review,
        only=ready,
        state=ReviewState.CONFIRMED,
        confirmed_on=today,
        confirmed_by=papers.by,
        is_late=review.is_late or review.is_past_ward,
    )
    if changes is None:
        _explain(review)
    note(actor=actor, verb=CONFIRMED, review=review, changes=changes)
    _issue(actor, review, papers)
    link = papers.works.get(review.member_id)
    if link is not None:
        _deliver(actor, review, link.cell)


def _explain(review: Review) -> NoReturn:
    """Raise what stands in the way of confirming a review."""
    review.refresh_from_db()
    if review.state in CONFIRMED_STATES:
        name = review.confirmed_by.full_name if review.confirmed_by else ""
        told = {"name": name, "day": f"{review.confirmed_on:%d/%m/%Y}"}
        raise AlreadyConfirmed(CONFIRMED_BY % told)
    if review.state != ReviewState.SHOWN:
        raise NotBeforeWard
    raise ChangedSinceRead if review.may_be_confirmed_now else NotAnsweredYet


def _issue(actor: Account, review: Review, papers: _Papers) -> None:
    today = clock.today()
    number = documents.next_number(
        unit=review.cell, year=today.year, kind=DocumentKind.REVIEW
    )
    link = papers.works.get(review.member_id)
    sheet = queries.review_sheet(
        review,
        answers=papers.answers[review.pk],
        evidence=queries.evidence_beside(review),
        signers=papers.signers,
        workplace=link.cell if link is not None else None,
        met_on=review.front_met_on,
        number=number,
        day=today,
    )
    document = documents.issue(
        actor=actor,
        kind=DocumentKind.REVIEW,
        unit=review.cell,
        number=number,
        subject=review,
        about=review.member.person,
        sheet=sheet,
        rule_pack=review.rule_pack,
        form_version=review.paper.version,
        issued_on=today,
    )
    Review.objects.filter(pk=review.pk).update(document=document)
    review.document = document


def _deliver(actor: Account, review: Review, workplace: Unit) -> bool:
    changes = advance(
        review,
        only=Q(state=ReviewState.CONFIRMED),
        state=ReviewState.DELIVERED,
        workplace=workplace,
        delivered_at=clock.now(),
    )
    if changes is None:
        return False
    note(actor=actor, verb=DELIVERED, review=review, changes=changes)
    return True


@transaction.atomic
def deliver_review(*, actor: Account, review: Review) -> None:
    """Send a confirmed review that waited to the workplace, which is known by now.

    Raises NotAllowed, WorkplaceUnknown, NotWaiting.
    """
    policies.reviews.require(actor, policies.CONFIRM, review)
    link = roster.work_link_of(review.member)
    if link is None:
        raise WorkplaceUnknown
    if not _deliver(actor, review, link.cell):
        raise NotWaiting


@transaction.atomic
def deliver_waiting(*, actor: Account, work_link_id: int) -> int:
    """Send the confirmed reviews of a member who has a place of work by now.

    Asks no policy: it follows from what the ward has confirmed. Safe to repeat.
    Returns how many went; none where the link is gone or over.
    """
    link = WorkLink.objects.filter(WorkLink.in_force(), pk=work_link_id).first()
    if link is None:
        return 0
    waiting = Review.objects.filter(member=link.member, state=ReviewState.CONFIRMED)
    return sum(_deliver(actor, review, link.cell) for review in queries.listed(waiting))


@transaction.atomic
def send_back(*, actor: Account, review: Review, reason: str) -> None:
    """Send a review back to the cell with a reason; not a word of it is changed.

    What the member answered stays beside it for the cell to read, until the
    review is shown anew. Raises NotAllowed, ReasonMissing, ReasonTooLong,
    AlreadyConfirmed, NotBeforeWard.
    """
    policies.reviews.require(actor, policies.CONFIRM, review)
    why = checked_reason(reason, LONGEST_REASON)
    changes = advance(
        review,
        only=Q(state=ReviewState.SHOWN),
        state=ReviewState.DRAFT,
        is_finished=False,
        sent_back_reason=why,
        sent_back_at=clock.now(),
    )
    if changes is None:
        _explain(review)
    count(Measure.REVIEWS_SHOWN, review, -1)
    note(actor=actor, verb=SENT_BACK, review=review, changes=changes)
