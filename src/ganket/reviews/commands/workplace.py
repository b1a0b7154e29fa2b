"""The workplace asks for reviews, and acknowledges those that it was sent."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.documents import commands as documents
from ganket.documents.enums import DocumentKind
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.reviews import policies, queries
from ganket.reviews.commands.moves import advance, count, note
from ganket.reviews.enums import RequestReason, ReviewForm, ReviewState
from ganket.reviews.models import Review, ReviewRequest
from ganket.roster import queries as roster
from ganket.roster.models import HomeLink, Member
from ganket.rulebook.queries import get_pack, pack_on
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure

ACKNOWLEDGED = journal.verb("reviews.acknowledged", _("ghi nhận phiếu nhận xét"))
REQUESTED = journal.verb("reviews.requested", _("xin ý kiến nhận xét"))

LONGEST_USE = 500
LONGEST_NOTE = 500


class UseMissing(Refused):
    message = _(
        "Chưa ghi phiếu được dùng vào việc gì. Hãy ghi một câu, ví dụ: đưa vào kiểm "
        "điểm, đánh giá cuối năm."
    )


class UseTooLong(Refused):
    message = _("Phần đã dùng vào việc gì dài quá 500 chữ. Hãy viết gọn lại.")


class AlreadyAcknowledged(Refused):
    message = _("Phiếu này nơi công tác đã phản hồi rồi.")


class NobodyAsked(Refused):
    message = _("Chưa chọn đảng viên nào. Hãy chọn ít nhất một đồng chí.")


class NotOurMember(Refused):
    message = _(
        "Có đồng chí không còn công tác ở đơn vị. Hãy mở lại danh sách rồi chọn lại."
    )


class LivesElsewhere(Refused):
    message = _(
        "Có đồng chí chưa được phân về chi bộ nào của phường này nên chưa xin ý kiến ở "
        "đó được. Hãy xem lại nơi cư trú của đồng chí."
    )


class ExemptFromYearly(Refused):
    message = _(
        "Có đồng chí thuộc diện miễn sinh hoạt nơi cư trú: không nhận xét hằng năm, chỉ "
        "nhận xét khi có việc cần. Hãy bỏ chọn, hoặc chọn lý do khác."
    )


class NoteMissing(Refused):
    message = _("Đã chọn “Lý do khác” thì hãy ghi rõ lý do.")


class NoteTooLong(Refused):
    message = _("Phần nói thêm dài quá 500 chữ. Hãy viết gọn lại.")


class DayPassed(Refused):
    message = _("Ngày cần nhận lại phiếu đã qua. Hãy chọn ngày khác hoặc để trống.")


@transaction.atomic
def acknowledge_review(*, actor: Account, review: Review, use_stated: str) -> None:
    """Acknowledge a delivered review, once, and say what it was used for.

    Raises NotAllowed, UseMissing, UseTooLong, AlreadyAcknowledged.
    """
    policies.reviews.require(actor, policies.ACKNOWLEDGE, review)
    use = text.tidy_lines(use_stated)
    if not use:
        raise UseMissing
    if len(use) > LONGEST_USE:
        raise UseTooLong
    changes = advance(
        review,
        only=Q(state=ReviewState.DELIVERED),
        state=ReviewState.ACKNOWLEDGED,
        acknowledged_at=clock.now(),
        use_stated=use,
    )
    if changes is None:
        raise AlreadyAcknowledged
    count(Measure.REVIEWS_ACKNOWLEDGED, review)
    note(actor=actor, verb=ACKNOWLEDGED, review=review, changes=changes)


@transaction.atomic
def request_reviews(
    *,
    actor: Account,
    from_unit: Unit,
    to_ward: Unit,
    members: Sequence[Member],
    reason: RequestReason,
    client_key: uuid.UUID,
    remark: str = "",
    reply_by: dt.date | None = None,
) -> ReviewRequest:
    """Ask a ward to review members: with its yearly round, or now for a reason.

    The paper F2 is issued with a number. Outside the yearly round each member
    gets a review of their own at once, on the short form where they are exempt.
    The same ``client_key`` gives back the first request. Raises NotAllowed,
    NobodyAsked, NoteMissing, NoteTooLong, DayPassed, NotOurMember,
    LivesElsewhere, ExemptFromYearly.
    """
    if not policies.requests.may_request(actor, from_unit):
        raise NotAllowed
    before = _sent_before(client_key, from_unit)
    if before is not None:
        return before
    said = _checked_note(reason, remark)
    today = clock.today()
    if reply_by is not None and reply_by < today:
        raise DayPassed
    homes = _checked_homes(from_unit, to_ward, members)
    exempt = roster.exempt_ids(members)
    if reason == RequestReason.YEARLY and exempt:
        raise ExemptFromYearly
    request = ReviewRequest(
        from_unit=from_unit,
        to_ward=to_ward,
        year=today.year,
        reason=reason,
        note=said,
        rule_pack=pack_on(today).key,
        requested_on=today,
        reply_by=reply_by,
        client_key=client_key,
    )
    if not _save_once(request):
        return ReviewRequest.objects.get(client_key=client_key)
    request.members.set(members)
    if reason != RequestReason.YEARLY:
        _add_reviews(request, members, homes, exempt)
    _issue(actor, request, members, homes)
    told = {
        "to_ward": [None, to_ward.pk],
        "reason": [None, reason],
        "asked": [None, len(members)],
    }
    journal.record(actor=actor, verb=REQUESTED, subject=request, changes=told)
    return request


def _sent_before(client_key: uuid.UUID, from_unit: Unit) -> ReviewRequest | None:
    before = ReviewRequest.objects.filter(client_key=client_key).first()
    if before is not None and before.from_unit_id != from_unit.pk:
        raise NotAllowed
    return before


def _save_once(request: ReviewRequest) -> bool:
    """Save with the next number. False where the same form came a moment earlier.

    Then the number goes back too: both stand in one savepoint.
    """
    try:
        with transaction.atomic():
            request.number = documents.next_number(
                unit=request.from_unit,
                year=request.year,
                kind=DocumentKind.REVIEW_REQUEST,
            )
            request.save()
    except IntegrityError:
        if _sent_before(request.client_key, request.from_unit) is None:
            raise
        return False
    return True


def _checked_note(reason: RequestReason, remark: str) -> str:
    said = text.tidy(remark)
    if reason == RequestReason.OTHER and not said:
        raise NoteMissing
    if len(said) > LONGEST_NOTE:
        raise NoteTooLong
    return said


def _checked_homes(
    from_unit: Unit, to_ward: Unit, members: Sequence[Member]
) -> dict[int, HomeLink]:
    if not members:
        raise NobodyAsked
    ours = set(roster.members_at_work(from_unit).values_list("pk", flat=True))
    if not {member.pk for member in members} <= ours:
        raise NotOurMember
    homes = roster.home_links_of(members)
    for member in members:
        home = homes.get(member.pk)
        if home is None or home.cell_id is None or home.ward_id != to_ward.pk:
            raise LivesElsewhere
    return homes


def _add_reviews(
    request: ReviewRequest,
    members: Sequence[Member],
    homes: dict[int, HomeLink],
    exempt: set[int],
) -> None:
    counts: dict[int, int] = {}
    for member in members:
        cell = homes[member.pk].cell
        if cell is None:
            continue
        Review.objects.create(
            request=request,
            year=request.year,
            member=member,
            ward=request.to_ward,
            cell=cell,
            form=ReviewForm.SHORT if member.pk in exempt else ReviewForm.LONG,
            rule_pack=request.rule_pack,
        )
        counts[cell.pk] = counts.get(cell.pk, 0) + 1
    tallies.add_many(Measure.REVIEWS_DUE, counts=counts, year=request.year)


def _issue(
    actor: Account,
    request: ReviewRequest,
    members: Sequence[Member],
    homes: dict[int, HomeLink],
) -> None:
    rules = get_pack(request.rule_pack)
    sheet = queries.request_sheet(
        request,
        members=members,
        homes=homes,
        works=roster.work_links_of(members),
        signers=roster.signers_of([request.from_unit]),
        rules=rules,
    )
    request.document = documents.issue(
        actor=actor,
        kind=DocumentKind.REVIEW_REQUEST,
        unit=request.from_unit,
        number=request.number,
        subject=request,
        sheet=sheet,
        rule_pack=request.rule_pack,
        form_version=rules.request_form.version,
        issued_on=request.requested_on,
    )
    request.save(update_fields=["document"])
