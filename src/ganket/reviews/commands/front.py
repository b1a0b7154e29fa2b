"""The cell notes when it met its Front committee over the reviews."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.people.models import Person
from ganket.people.queries import acting_person_id
from ganket.reviews import policies, queries
from ganket.reviews.commands.drafts import lack_of
from ganket.reviews.models import FrontMeeting, Review

FRONT_MET = journal.verb(
    "reviews.front_meeting_noted", _("ghi ngày họp với ban công tác mặt trận")
)


LONGEST_FRONT_REASON = 500


class FrontNotMet(Refused):
    message = _(
        "Chưa ghi ngày chi bộ họp với ban công tác mặt trận. Hãy ghi ngày ấy ở trang "
        "nhận xét của chi bộ, rồi cho đồng chí đọc."
    )


class FrontDayWrong(Refused):
    message = _(
        "Ngày họp không thể trước ngày %(first)s, là ngày bắt đầu nhận xét, và không "
        "sau hôm nay. Chưa họp thì họp xong rồi hãy ghi."
    )

    def __init__(self, first: dt.date) -> None:
        super().__init__(self.message % {"first": f"{first:%d/%m/%Y}"})


class FrontReasonMissing(Refused):
    """A day is noted anew, and the words given do not say why."""


class FrontReasonTooLong(Refused):
    message = _("Lý do dài quá 500 chữ. Đồng chí viết gọn lại.")


class FrontDayPrinted(Refused):
    message = _(
        "Đã có phiếu in ngày họp này nên không đổi được nữa. Nếu ghi nhầm, hãy báo "
        "đảng ủy phường."
    )


class NothingToMeetFor(Refused):
    message = _("Chi bộ chưa có phiếu nhận xét nào để họp. Hãy mở lại trang để xem.")


@transaction.atomic
def note_front_meeting(
    *,
    actor: Account,
    cell: Unit,
    year: int,
    held_on: dt.date,
    request: int | None = None,
    reason: str = "",
) -> FrontMeeting:
    """Note the day of the meeting for the cell's round, or for a request by its id.

    It lies between the day on which the reviews were begun and today. A day noted
    wrong is noted anew, with a reason, until a paper names it; who was shown a
    review keeps the day that stood then. The same day twice is noted once. Raises
    NotAllowed, NothingToMeetFor, FrontDayWrong, FrontDayPrinted,
    FrontReasonMissing, FrontReasonTooLong.
    """
    person = acting_person_id(actor)
    if person is None or not policies.front_meetings.may_note(actor, cell):
        raise NotAllowed
    found = [
        each
        for each in queries.occasions_of(cell, year)
        if (each.request.pk if each.request else None) == request
    ]
    if not found:
        raise NothingToMeetFor
    occasion = found[0]
    if not occasion.begun_on <= held_on <= clock.today():
        raise FrontDayWrong(occasion.begun_on)
    before = occasion.meeting
    if before is not None and before.held_on == held_on:
        return before
    why = _reason_for_another(occasion, reason) if before is not None else ""
    new = {
        "held_on": held_on,
        "noted_by": Person.objects.get(pk=person),
        "noted_at": clock.now(),
    }
    return _noted(actor, cell, occasion, new, why)


def _reason_for_another(occasion: queries.Occasion, reason: str) -> str:
    if occasion.is_issued:
        raise FrontDayPrinted
    why = text.tidy_lines(reason)
    if lack := lack_of(why):
        raise FrontReasonMissing(lack)
    if len(why) > LONGEST_FRONT_REASON:
        raise FrontReasonTooLong
    return why


def _noted(
    actor: Account,
    cell: Unit,
    occasion: queries.Occasion,
    new: dict[str, Any],
    why: str,
) -> FrontMeeting:
    meeting, _is_new = FrontMeeting.objects.update_or_create(
        cycle=occasion.cycle,
        request=occasion.request,
        cell=cell,
        defaults=new,
    )
    before = occasion.meeting
    told: dict[str, list[Any]] = {
        "held_on": [before.held_on if before else None, new["held_on"]]
    }
    if why:
        told["reason"] = [None, why]
    journal.record(actor=actor, verb=FRONT_MET, subject=meeting, changes=told)
    return meeting


def require_front_met(reviews: list[Review]) -> dict[int, FrontMeeting]:
    """Return the meeting on which each review rests, by review.

    Raises FrontNotMet where one was not noted.
    """
    found = queries.front_meetings_of(reviews)
    if len(found) < len(reviews):
        raise FrontNotMet
    return found
