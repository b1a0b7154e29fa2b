"""Marking who came. Marks are only ever added; what they add up to is derived.

Two may mark at once. The line of the roll is held while its marks are read, so
that none is overlooked, and where the two disagree the line says so.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.db import violates
from ganket.kernel.errors import NotAllowed, Refused
from ganket.meetings import policies, queries
from ganket.meetings.commands.planning import MovedOn
from ganket.meetings.enums import MeetingState, Presence
from ganket.meetings.models import MARK_ONCE_PER_KEY, Attendance, Mark, Meeting
from ganket.org.queries import ward_of
from ganket.people.queries import acting_person_id
from ganket.roster.models import Member
from ganket.roster.queries import home_link_of, own_member

MARKED = journal.verb("meetings.marked", _("điểm danh"))
LEAVE_ASKED = journal.verb("meetings.leave_asked", _("xin phép vắng"))

LONGEST_REASON = 200


class PresenceUnknown(Refused):
    message = _("Chưa chọn có mặt, có phép hay vắng. Hãy chọn một ô rồi ghi.")


class ReasonTooLong(Refused):
    message = _("Lý do dài quá 200 ký tự. Hãy viết gọn lại.")


class LeaveReasonMissing(Refused):
    message = _("Chưa ghi lý do. Hãy viết một câu để bí thư biết vì sao đồng chí vắng.")


class LeaveTooLate(Refused):
    message = _("Đã đến giờ họp. Hãy báo trực tiếp cho bí thư chi bộ.")


class NotExpected(Refused):
    message = _(
        "Đồng chí không có trong danh sách phải dự buổi này nên không cần xin phép."
    )


class NotOfTheWard(Refused):
    message = _(
        "Người này không giữ mối liên hệ với phường, xã nên không ghi vào danh sách dự "
        "họp được. Chỉ đảng viên đã được giới thiệu về mới được ghi."
    )


class KeyUsed(Refused):
    message = _("Lượt ghi này đã dùng cho người khác. Hãy tải lại trang rồi ghi lại.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What the marks of one line add up to."""

    presence: str = ""
    reason: str = ""
    is_disputed: bool = False
    asked_leave: bool = False
    own_reason: str = ""
    marked_by: int | None = None
    marked_at: dt.datetime | None = None


def standing_of(marks: Sequence[Mark]) -> Standing:
    """Return what marks, oldest first, add up to.

    The last mark counts, and the line is disputed while the latest marks of two
    people differ. A settling mark wipes out those before it. A member's own word
    beforehand counts only while nobody else has marked.
    """
    settled = [place for place, mark in enumerate(marks) if mark.is_settling]
    valid = list(marks[settled[-1] :]) if settled else list(marks)
    others = [mark for mark in valid if not mark.is_own]
    if not (others or valid):
        return Standing()
    last = (others or valid)[-1]
    latest = {mark.by_id: mark.presence for mark in others}
    excuses = [mark.reason for mark in marks if mark.presence == Presence.EXCUSED]
    is_excused = last.presence == Presence.EXCUSED
    return Standing(
        presence=last.presence,
        reason=next((why for why in reversed(excuses) if why and is_excused), ""),
        is_disputed=len(set(latest.values())) > 1,
        asked_leave=not others,
        own_reason=next((mark.reason for mark in reversed(marks) if mark.is_own), ""),
        marked_by=last.by_id,
        marked_at=last.at,
    )


@transaction.atomic
def record_mark(
    *,
    actor: Account,
    attendance: Attendance,
    presence: str,
    key: UUID,
    reason: str = "",
    is_settling: bool = False,
) -> Attendance:
    """Mark one line of the roll, and return it as it stands then.

    The same ``key`` again writes nothing and returns what stands.
    Raises NotAllowed, PresenceUnknown, ReasonTooLong, KeyUsed, MovedOn.
    """
    policies.meetings.require(actor, policies.MARK, attendance.meeting)
    mark = Mark(
        attendance=attendance,
        presence=presence,
        reason=_reason(presence, reason),
        key=key,
        is_settling=is_settling,
    )
    return _add(actor, mark, MeetingState.OPEN, MARKED)


@transaction.atomic
def record_sheet(
    *, actor: Account, meeting: Meeting, marks: Mapping[int, str], key: UUID
) -> int:
    """Mark many lines of a roll at once, all or none. Return how many.

    ``marks`` says the presence by line; each mark's own key follows from ``key``,
    so that a sheet sent twice counts once. Lines that are not of this roll are
    left out. Raises NotAllowed, PresenceUnknown, KeyUsed, MovedOn.
    """
    policies.meetings.require(actor, policies.MARK, meeting)
    lines = Attendance.objects.filter(meeting=meeting, pk__in=list(marks))
    count = 0
    # Always in the same order, so that two sheets wait for one another in turn.
    for line in lines.select_related("meeting", "member__person").order_by("pk"):
        presence = marks[line.pk]
        mark = Mark(
            attendance=line,
            presence=presence,
            reason=_reason(presence, ""),
            key=uuid5(key, str(line.pk)),
        )
        _add(actor, mark, MeetingState.OPEN, MARKED)
        count += 1
    return count


@transaction.atomic
def add_walk_in(
    *, actor: Account, meeting: Meeting, member: Member, key: UUID
) -> Attendance:
    """Put a member of the ward on the roll who was not expected and came.

    Who is on it already is marked as present. Nobody else is written down.
    Raises NotAllowed, NotOfTheWard, KeyUsed, MovedOn.
    """
    policies.meetings.require(actor, policies.MARK, meeting)
    link = home_link_of(member, queries.held_on(meeting))
    if link is None or link.ward_id != ward_of(meeting.unit).pk:
        raise NotOfTheWard
    attendance, _is_new = Attendance.objects.get_or_create(
        meeting=meeting, member=member, defaults={"is_walk_in": True}
    )
    mark = Mark(attendance=attendance, presence=Presence.PRESENT, key=key)
    return _add(actor, mark, MeetingState.OPEN, MARKED)


@transaction.atomic
def ask_leave(
    *, actor: Account, meeting: Meeting, reason: str, key: UUID
) -> Attendance:
    """Let a member say beforehand that they cannot come, and why.

    It stands as excused until somebody of the cell marks the line.
    Raises NotAllowed, NotExpected, LeaveTooLate, LeaveReasonMissing, ReasonTooLong,
    MovedOn.
    """
    policies.meetings.require(actor, policies.ASK_LEAVE, meeting)
    member = own_member(actor)
    if member is None or not queries.expected_at(meeting).filter(pk=member.pk).exists():
        raise NotExpected
    if clock.now() >= meeting.held_at:
        raise LeaveTooLate
    why = _reason(Presence.EXCUSED, reason)
    if not why:
        raise LeaveReasonMissing
    attendance, _is_new = Attendance.objects.get_or_create(
        meeting=meeting, member=member
    )
    mark = Mark(
        attendance=attendance,
        presence=Presence.EXCUSED,
        reason=why,
        key=key,
        is_own=True,
    )
    return _add(actor, mark, MeetingState.ANNOUNCED, LEAVE_ASKED)


def _reason(presence: str, reason: str) -> str:
    if presence not in Presence.values:
        raise PresenceUnknown
    why = text.tidy(reason) if presence == Presence.EXCUSED else ""
    if len(why) > LONGEST_REASON:
        raise ReasonTooLong
    return why


def _add(actor: Account, mark: Mark, during: MeetingState, verb: str) -> Attendance:
    """Add a mark to its line while the meeting is in a state."""
    attendance = mark.attendance
    before = attendance.presence
    marks = _held_marks(attendance, during)
    if mark.key in {each.key for each in marks}:
        attendance.refresh_from_db(fields=_DERIVED)
        return attendance
    author = acting_person_id(actor)
    if author is None:
        raise NotAllowed
    mark.by_id = author
    try:
        mark.save()
    except IntegrityError as error:
        if violates(error, MARK_ONCE_PER_KEY):
            raise KeyUsed from error
        raise
    now = standing_of([*marks, mark])
    _write(attendance, now)
    if now.marked_by == author and actor.helping_id is None:
        attendance.marked_by = actor.person  # known already: spares a query a tap
    journal.record(
        actor=actor,
        verb=verb,
        subject=attendance,
        about=attendance.member.person,
        changes={"presence": [before, mark.presence], "stands": [None, now.presence]},
    )
    return attendance


_DERIVED = [
    "presence",
    "reason",
    "is_disputed",
    "asked_leave",
    "own_reason",
    "marked_by",
    "marked_at",
]


def _held_marks(attendance: Attendance, during: MeetingState) -> list[Mark]:
    """Hold the line, then read its marks and the state of its meeting.

    In this order: whoever else marks the line, or closes the meeting, has either
    finished by now or waits for us.
    """
    line = Attendance.objects.filter(pk=attendance.pk)
    line.update(version=F("version") + 1)
    rows = line.order_by("marks__pk").values_list(
        "meeting__state", *(f"marks__{name}" for name in _READ)
    )
    found = list(rows)
    state = found[0][0]
    if state != during:
        raise MovedOn(state)
    return [
        Mark(**dict(zip(_READ, values, strict=True)))
        for _state, *values in found
        if values[0] is not None
    ]


_READ = ("pk", "presence", "reason", "by_id", "key", "is_own", "is_settling", "at")


def _write(attendance: Attendance, now: Standing) -> None:
    values = {
        "presence": now.presence,
        "reason": now.reason,
        "is_disputed": now.is_disputed,
        "asked_leave": now.asked_leave,
        "own_reason": now.own_reason,
        "marked_by_id": now.marked_by,
        "marked_at": now.marked_at,
    }
    Attendance.objects.filter(pk=attendance.pk).update(**values)
    for name, value in values.items():
        setattr(attendance, name, value)
