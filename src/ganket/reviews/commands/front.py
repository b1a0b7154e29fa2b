"""The cell notes when it met its Front committee over the reviews."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.people.models import Person
from ganket.people.queries import acting_person_id
from ganket.reviews import policies, queries
from ganket.reviews.models import FrontMeeting, Review

FRONT_MET = journal.verb(
    "reviews.front_meeting_noted", _("ghi ngày họp với ban công tác mặt trận")
)


class FrontNotMet(Refused):
    message = _(
        "Chưa ghi ngày chi bộ họp với ban công tác mặt trận. Hãy ghi ngày ấy ở trang "
        "nhận xét của chi bộ, rồi cho đồng chí đọc."
    )


class FrontDayWrong(Refused):
    message = _(
        "Ngày họp phải thuộc năm nhận xét và không sau hôm nay. Chưa họp thì họp xong "
        "rồi hãy ghi."
    )


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
) -> FrontMeeting:
    """Note the day of the meeting for the cell's round, or for a request by its id.

    A day noted wrong is noted anew until a paper names it. The same day twice is
    noted once. Raises NotAllowed, NothingToMeetFor, FrontDayWrong,
    FrontDayPrinted.
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
    if held_on.year != year or held_on > clock.today():
        raise FrontDayWrong
    return _noted(actor, cell, found[0], held_on, Person.objects.get(pk=person))


def _noted(
    actor: Account, cell: Unit, occasion: queries.Occasion, day: dt.date, by: Person
) -> FrontMeeting:
    before = occasion.meeting
    if before is not None and before.held_on == day:
        return before
    if before is not None and occasion.is_issued:
        raise FrontDayPrinted
    meeting, _is_new = FrontMeeting.objects.update_or_create(
        cycle=occasion.cycle,
        request=occasion.request,
        cell=cell,
        defaults={"held_on": day, "noted_by": by, "noted_at": clock.now()},
    )
    told = {"held_on": [before.held_on if before else None, day]}
    journal.record(actor=actor, verb=FRONT_MET, subject=meeting, changes=told)
    return meeting


def require_front_met(reviews: list[Review]) -> None:
    """Raise FrontNotMet where a review rests on no meeting that was noted."""
    if len(queries.front_meetings_of(reviews)) < len(reviews):
        raise FrontNotMet
