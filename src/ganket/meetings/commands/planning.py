"""Planning a meeting, calling members to it, putting it off for good."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.db import violates
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.meetings import policies, queries
from ganket.meetings.enums import ItemKind, MeetingKind, MeetingState
from ganket.meetings.models import (
    MEETING_ONCE_PER_KEY,
    ONE_REGULAR_A_HALF,
    AgendaItem,
    Meeting,
)
from ganket.org.models import Unit

PLANNED = journal.verb("meetings.planned", _("lên lịch buổi sinh hoạt"))
CHANGED = journal.verb("meetings.changed", _("sửa thời gian, địa điểm họp"))
ANNOUNCED = journal.verb("meetings.announced", _("mời họp"))
CANCELLED = journal.verb("meetings.cancelled", _("hủy buổi sinh hoạt"))

LONGEST_LINE = 160
LONGEST_REASON = 280
WAITING = (MeetingState.PLANNED, MeetingState.ANNOUNCED)
RUNNING = (*WAITING, MeetingState.OPEN)
DAYS_AHEAD = 366


class MovedOn(Refused):
    """The meeting is not in a state for this; the sentence says in which it is."""

    sentences = {
        MeetingState.PLANNED: _(
            "Buổi sinh hoạt còn đang soạn, chưa mời và chưa bắt đầu. Hãy mời họp, hoặc "
            "bấm “Bắt đầu họp” nếu đang họp."
        ),
        MeetingState.ANNOUNCED: _(
            "Buổi sinh hoạt đã mời, chưa bắt đầu. Đến giờ, hãy bấm “Bắt đầu họp” rồi "
            "ghi tiếp."
        ),
        MeetingState.OPEN: _(
            "Buổi sinh hoạt đang họp nên việc này không còn làm được. Hãy tải lại trang."
        ),
        MeetingState.CLOSED: _(
            "Buổi sinh hoạt đã kết thúc; biên bản và điểm danh không sửa được nữa."
        ),
        MeetingState.CANCELLED: _("Buổi sinh hoạt này đã hủy."),
    }

    def __init__(self, state: str) -> None:
        super().__init__(self.sentences[MeetingState(state)])


class NoCell(Refused):
    message = _("Chỉ chi bộ nơi cư trú mới lên lịch sinh hoạt. Hãy chọn một chi bộ.")


class TitleMissing(Refused):
    message = _(
        "Chưa có tên buổi sinh hoạt. Hãy ghi, ví dụ: Bàn việc thoát nước hẻm 12."
    )


class PlaceMissing(Refused):
    message = _("Chưa ghi họp ở đâu. Hãy ghi địa điểm để đảng viên biết nơi đến.")


class LineTooLong(Refused):
    message = _("Dòng này dài quá 160 ký tự. Hãy ghi ngắn lại.")


class DayWrong(Refused):
    message = _(
        "Ngày họp quá xa hoặc đã quá lâu. Hãy xem lại năm; chỉ ghi từ đầu năm trước đến "
        "một năm tới."
    )


class DayPast(Refused):
    message = _("Giờ họp đã qua nên không mời được nữa. Hãy sửa ngày giờ trước.")


class HalfWrong(Refused):
    def __init__(self, label: str, day: dt.date) -> None:
        sentence = __(
            "Ngày %(day)s không nằm trong kỳ %(label)s. Hãy chọn kỳ khác hoặc sửa ngày."
        )
        super().__init__(sentence % {"day": f"{day:%d/%m/%Y}", "label": label})


class HalfTaken(Refused):
    message = _(
        "Kỳ này chi bộ đã có buổi sinh hoạt định kỳ. Hãy mở buổi đó để sửa, hoặc chọn "
        "sinh hoạt bất thường."
    )


class FormUsed(Refused):
    message = _("Trang này đã dùng để lên lịch một buổi khác. Hãy mở lại trang.")


class NobodyExpected(Refused):
    message = _(
        "Ngày đó chi bộ chưa có đảng viên nào phải dự. Hãy xem lại danh sách của chi bộ "
        "trước khi mời."
    )


class ReasonMissing(Refused):
    message = _("Chưa ghi lý do hủy. Hãy viết một câu để đảng viên biết vì sao.")


@transaction.atomic
def plan_meeting(
    *,
    actor: Account,
    unit: Unit,
    kind: str,
    half: int | None,
    title: str,
    held_at: dt.datetime,
    place: str,
    client_key: UUID,
) -> Meeting:
    """Plan a meeting of a cell. Its agenda opens with the state of the opinions.

    Sent twice under one ``client_key`` it is planned once.
    Raises NotAllowed, NoCell, HalfWrong, HalfTaken and what is wrong with the words.
    """
    if not policies.meetings.may_plan(actor, unit):
        raise NotAllowed
    if not (unit.is_cell and unit.is_residence):
        raise NoCell
    known = Meeting.objects.filter(client_key=client_key).first()
    if known is not None:
        return _same(known, unit)
    meeting = Meeting(
        unit=unit,
        kind=kind,
        half=half if kind == MeetingKind.REGULAR else None,
        client_key=client_key,
    )
    _write(meeting, _checked(meeting, title, held_at, place))
    meeting = _save(meeting)
    if meeting.items.exists():
        return meeting
    _begin_agenda(meeting)
    told = {name: [None, getattr(meeting, name)] for name in ("title", "held_at")}
    journal.record(actor=actor, verb=PLANNED, subject=meeting, changes=told)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    actor: Account,
    meeting: Meeting,
    version: int,
    title: str,
    held_at: dt.datetime,
    place: str,
) -> None:
    """Change name, time or place of a meeting that has not begun.

    Raises NotAllowed, MovedOn, ChangedMeanwhile, HalfWrong, HalfTaken and what is
    wrong with the words.
    """
    policies.meetings.require(actor, policies.PLAN, meeting)
    values = _checked(meeting, title, held_at, place)
    changes = journal.changed(meeting, values)
    standing = Meeting.objects.filter(pk=meeting.pk, version=version, state__in=WAITING)
    try:
        with transaction.atomic():
            written = standing.update(version=F("version") + 1, **values)
    except IntegrityError as error:
        # A day in another year may lie in a half that has its meeting already.
        if violates(error, ONE_REGULAR_A_HALF):
            raise HalfTaken from error
        raise
    if not written:
        raise _what_stands(meeting, version, values)
    _write(meeting, values)
    meeting.version = version + 1
    journal.record(actor=actor, verb=CHANGED, subject=meeting, changes=changes)


@transaction.atomic
def announce_meeting(*, actor: Account, meeting: Meeting) -> None:
    """Call the members: from now on they see the meeting and its agenda.

    Raises NotAllowed, DayPast, NobodyExpected, MovedOn.
    """
    policies.meetings.require(actor, policies.PLAN, meeting)
    if meeting.held_at <= clock.now():
        raise DayPast
    expected = queries.expected_at(meeting).count()
    if not expected:
        raise NobodyExpected
    move(
        meeting,
        (MeetingState.PLANNED,),
        state=MeetingState.ANNOUNCED,
        announced_at=clock.now(),
    )
    told = {"held_at": [None, meeting.held_at], "expected": [None, expected]}
    journal.record(actor=actor, verb=ANNOUNCED, subject=meeting, changes=told)


@transaction.atomic
def cancel_meeting(*, actor: Account, meeting: Meeting, reason: str) -> None:
    """Put a meeting off for good, with a reason that members read.

    Raises NotAllowed, ReasonMissing, LineTooLong, MovedOn.
    """
    policies.meetings.require(actor, policies.PLAN, meeting)
    why = text.tidy(reason)
    if not why:
        raise ReasonMissing
    if len(why) > LONGEST_REASON:
        raise LineTooLong(_("Lý do dài quá 280 ký tự. Hãy viết gọn lại."))
    before = meeting.state
    move(
        meeting,
        RUNNING,
        state=MeetingState.CANCELLED,
        cancelled_at=clock.now(),
        cancelled_because=why,
    )
    told = {"state": [before, MeetingState.CANCELLED], "reason": [None, why]}
    journal.record(actor=actor, verb=CANCELLED, subject=meeting, changes=told)


def move(meeting: Meeting, allowed: tuple[MeetingState, ...], **values: Any) -> None:
    """Change a meeting that is in one of the states, or raise MovedOn."""
    standing = Meeting.objects.filter(pk=meeting.pk, state__in=allowed)
    if not standing.update(**values):
        raise MovedOn(Meeting.objects.get(pk=meeting.pk).state)
    _write(meeting, values)


def _checked(
    meeting: Meeting, title: str, held_at: dt.datetime, place: str
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": text.tidy(title) or _usual_title(meeting, held_at),
        "place": text.tidy(place),
        "held_at": held_at,
        "year": clock.local(held_at).year,
    }
    if not values["title"]:
        raise TitleMissing
    if not values["place"]:
        raise PlaceMissing
    if max(len(values["title"]), len(values["place"])) > LONGEST_LINE:
        raise LineTooLong
    _check_day(meeting, clock.local(held_at).date())
    return values


def _usual_title(meeting: Meeting, held_at: dt.datetime) -> str:
    day = clock.local(held_at).date()
    periods = queries.periods_on(day)
    half = meeting.half or 0
    if meeting.kind != MeetingKind.REGULAR or not 0 < half <= len(periods):
        return ""
    return queries.usual_title(periods[half - 1], day.year)


def _check_day(meeting: Meeting, day: dt.date) -> None:
    today = clock.today()
    if day.year < today.year - 1 or day > today + dt.timedelta(days=DAYS_AHEAD):
        raise DayWrong
    if (
        meeting.kind == MeetingKind.REGULAR
        and queries.period_of(day)[0] != meeting.half
    ):
        labels = [period.label for period in queries.periods_on(day)]
        half = meeting.half or 0
        label = labels[half - 1] if 0 < half <= len(labels) else ""
        raise HalfWrong(label, day)


def _save(meeting: Meeting) -> Meeting:
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        if violates(error, ONE_REGULAR_A_HALF):
            raise HalfTaken from error
        if not violates(error, MEETING_ONCE_PER_KEY):
            raise
        return _same(Meeting.objects.get(client_key=meeting.client_key), meeting.unit)
    return meeting


def _same(known: Meeting, unit: Unit) -> Meeting:
    if known.unit_id != unit.pk:
        raise FormUsed
    return known


def _begin_agenda(meeting: Meeting) -> None:
    kinds = [ItemKind.OPINIONS, ItemKind.INFORMATION]
    # Titles are kept and printed: in Vietnamese, whatever language the screen has.
    with translation.override("vi"):
        titles = [str(kind.label) for kind in kinds]
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=place, kind=kind, title=title)
        for place, (kind, title) in enumerate(zip(kinds, titles, strict=True), start=1)
    )


def _write(meeting: Meeting, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(meeting, name, value)


def _what_stands(meeting: Meeting, version: int, values: dict[str, Any]) -> Refused:
    now = Meeting.objects.get(pk=meeting.pk)
    if now.version == version:
        return MovedOn(now.state)
    return ChangedMeanwhile({name: getattr(now, name) for name in values})
