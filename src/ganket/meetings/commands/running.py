"""Holding a meeting: open it, write its minutes, close it once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.documents import commands as documents
from ganket.documents.enums import DocumentKind
from ganket.documents.models import IssuedDocument
from ganket.journal import commands as journal
from ganket.kernel import clock, records, text
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.meetings import policies, queries
from ganket.meetings.commands.planning import WAITING, MovedOn, move
from ganket.meetings.enums import MeetingState, Presence
from ganket.meetings.models import AgendaItem, Attendance, Mark, Meeting
from ganket.opinions import commands as opinions
from ganket.opinions.enums import Source
from ganket.opinions.models import Opinion
from ganket.people.queries import acting_person_id
from ganket.roster.models import Member
from ganket.rulebook.queries import pack_on
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure

OPENED = journal.verb("meetings.opened", _("bắt đầu họp"))
MINUTES_WRITTEN = journal.verb("meetings.minutes_written", _("ghi biên bản"))
CLOSED = journal.verb("meetings.closed", _("kết thúc buổi sinh hoạt"))

LONGEST_SAID = 5000
LONGEST_MINUTES = 20000
LONGEST_NAME = 120


class NotYet(Refused):
    message = _(
        "Chưa đến ngày họp. Nếu đã họp sớm hơn, hãy sửa ngày giờ của buổi sinh hoạt trước."
    )


class TextTooLong(Refused):
    message = _(
        "Phần ghi dài quá. Mỗi mục nhiều nhất 5.000 ký tự, kết luận nhiều nhất 20.000 "
        "ký tự."
    )


class NameTooLong(Refused):
    message = _("Tên người chủ trì hoặc người ghi dài quá 120 ký tự. Hãy xem lại.")


class RecorderMissing(Refused):
    message = _(
        "Chưa ghi ai là người ghi biên bản. Hãy ghi họ tên người đó; biên bản in tên này."
    )


class SummaryStale(Refused):
    message = _(
        "Biên bản vừa được sửa sau khi đồng chí mở bản tóm tắt. Hãy xem lại rồi kết thúc."
    )


class StillDisputed(Refused):
    message = _(
        "Còn người mà hai đồng chí ghi khác nhau. Hãy chốt từng người rồi kết thúc."
    )


class NotClosed(Refused):
    message = _("Buổi sinh hoạt chưa kết thúc nên chưa có biên bản để in.")


class NotPresent(Refused):
    message = _(
        "Đồng chí này chưa được ghi có mặt ở buổi họp. Hãy điểm danh trước, hoặc ghi ý "
        "kiến ở mục Ý kiến của chi bộ."
    )


class Unmarked(Refused):
    """Some were not marked and nobody said what that means."""

    def __init__(self, count: int) -> None:
        self.count = count
        sentence = __(
            "Còn %(count)d đồng chí chưa được ghi. Hãy ghi tiếp, hoặc đánh dấu rõ là "
            "những người chưa ghi thì tính vắng."
        )
        super().__init__(sentence % {"count": count})


@transaction.atomic
def open_meeting(*, actor: Account, meeting: Meeting) -> None:
    """Begin: whoever is expected that day is put on the roll, nobody marked yet.

    Raises NotAllowed, NotYet, MovedOn.
    """
    policies.meetings.require(actor, policies.MARK, meeting)
    if queries.held_on(meeting) > clock.today():
        raise NotYet
    before = meeting.state
    move(meeting, WAITING, state=MeetingState.OPEN, opened_at=clock.now())
    expected = queries.expected_at(meeting).order_by().values_list("pk", flat=True)
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, member_id=pk) for pk in expected],
        ignore_conflicts=True,
        batch_size=500,
    )
    told = {"state": [before, MeetingState.OPEN], "expected": [None, len(expected)]}
    journal.record(actor=actor, verb=OPENED, subject=meeting, changes=told)


@transaction.atomic
def write_minutes(
    *,
    actor: Account,
    meeting: Meeting,
    version: int,
    said: Mapping[int, str],
    minutes: str,
    chair: str = "",
    recorder: str = "",
) -> None:
    """Write what was said, by id of the agenda item, and what was concluded.

    Raises NotAllowed, TextTooLong, MovedOn, ChangedMeanwhile.
    """
    policies.meetings.require(actor, policies.CLOSE, meeting)
    values = {
        "minutes": text.tidy_lines(minutes),
        "chair": text.tidy(chair),
        "recorder": text.tidy(recorder),
    }
    spoken = {pk: text.tidy_lines(words) for pk, words in said.items()}
    longest = max(map(len, spoken.values()), default=0)
    if longest > LONGEST_SAID or len(values["minutes"]) > LONGEST_MINUTES:
        raise TextTooLong
    if max(len(values["chair"]), len(values["recorder"])) > LONGEST_NAME:
        raise NameTooLong
    items = {item.pk: item for item in queries.agenda_of(meeting)}
    standing = Meeting.objects.filter(
        pk=meeting.pk, version=version, state=MeetingState.OPEN
    )
    if not standing.update(version=F("version") + 1, **values):
        raise _what_stands(meeting, version)
    changes = journal.changed(meeting, values)
    for pk, words in spoken.items():
        if pk in items and items[pk].said != words:
            changes[f"item {pk}"] = [items[pk].said, words]
            AgendaItem.objects.filter(pk=pk, meeting=meeting).update(said=words)
    for name, value in {**values, "version": version + 1}.items():
        setattr(meeting, name, value)
    journal.record(actor=actor, verb=MINUTES_WRITTEN, subject=meeting, changes=changes)


@transaction.atomic
def note_opinion(
    *,
    actor: Account,
    meeting: Meeting,
    member: Member,
    subject: str,
    text: str,
    client_key: UUID,
    place: str = "",
) -> Opinion:
    """Take down in the room what somebody present said; it gets its number at once.

    Raises NotAllowed, MovedOn, NotPresent and what is wrong with the words.
    """
    policies.meetings.require(actor, policies.MARK, meeting)
    # The same value again: it holds the row, so that nobody closes the meeting meanwhile.
    move(meeting, (MeetingState.OPEN,), year=meeting.year)
    present = queries.roll_of(meeting).filter(presence=Presence.PRESENT)
    if not present.filter(member=member).exists():
        raise NotPresent
    return opinions.note_opinion(
        actor=actor,
        unit=meeting.unit,
        member=member,
        subject=subject,
        text=text,
        place=place,
        client_key=client_key,
        source=Source.MEETING,
        source_id=meeting.pk,
    )


@transaction.atomic
def close_meeting(
    *,
    actor: Account,
    meeting: Meeting,
    version: int,
    unmarked_are_absent: bool = False,
    recorder: str | None = None,
) -> None:
    """End a meeting, once: minutes and roll are frozen, and the state of the opinions.

    The minutes get their number.
    ``version`` is that of the summary that was read. Whoever is not marked is
    recorded as absent only where ``unmarked_are_absent`` says so. ``recorder`` is who
    was named at the closing, asked only where the minutes name nobody yet.
    Raises NotAllowed, MovedOn, SummaryStale, RecorderMissing, NameTooLong,
    StillDisputed, Unmarked.
    """
    policies.meetings.require(actor, policies.CLOSE, meeting)
    standing = Meeting.objects.filter(
        pk=meeting.pk, version=version, state=MeetingState.OPEN
    )
    block = queries.live_block(meeting)
    values: dict[str, Any] = {
        "state": MeetingState.CLOSED,
        "closed_at": clock.now(),
        "opinions": records.plain(block),
        "recorder": meeting.recorder or _recorder(meeting, recorder),
        # Taken here, not when the paper is printed: numbers follow the closings.
        "number": documents.next_number(
            unit=meeting.unit,
            year=queries.held_on(meeting).year,
            kind=DocumentKind.MINUTES,
        ),
    }
    if not standing.update(version=F("version") + 1, **values):
        now = Meeting.objects.get(pk=meeting.pk)
        is_stale = now.state == MeetingState.OPEN
        raise SummaryStale if is_stale else MovedOn(now.state)
    _settle_roll(actor, meeting, unmarked_are_absent=unmarked_are_absent)
    for name, value in {**values, "version": version + 1}.items():
        setattr(meeting, name, value)
    figures = queries.figures_of(meeting)
    tallies.add(Measure.MEETINGS_CLOSED, unit=meeting.unit, year=meeting.year)
    told = {
        "state": [MeetingState.OPEN, MeetingState.CLOSED],
        "number": [None, meeting.number],
        "present": [None, figures.present],
        "excused": [None, figures.excused],
        "absent": [None, figures.absent],
    }
    journal.record(actor=actor, verb=CLOSED, subject=meeting, changes=told)


@transaction.atomic
def issue_minutes(*, actor: Account, meeting: Meeting) -> IssuedDocument:
    """Issue the minutes of a closed meeting, or return them as they were issued.

    Raises NotAllowed, NotClosed.
    """
    policies.meetings.require(actor, policies.SEE, meeting)
    if meeting.document is not None:
        return meeting.document
    if meeting.state != MeetingState.CLOSED or meeting.number is None:
        raise NotClosed
    # Two who ask at once: the second waits here, and finds the first one's paper.
    move(meeting, (MeetingState.CLOSED,), year=meeting.year)
    now = Meeting.objects.select_related("document").get(pk=meeting.pk)
    if now.document is not None:
        return now.document
    day = queries.held_on(meeting)
    paper = documents.issue(
        actor=actor,
        kind=DocumentKind.MINUTES,
        unit=meeting.unit,
        number=meeting.number,
        subject=meeting,
        sheet=queries.minutes_sheet(meeting, meeting.number),
        rule_pack=pack_on(day).key,
        form_version=queries.FORM_VERSION,
        issued_on=day,
    )
    Meeting.objects.filter(pk=meeting.pk).update(document=paper)
    meeting.document = paper
    return paper


def _recorder(meeting: Meeting, named: str | None) -> str:
    """Return who wrote the minutes; None where a closing without a page did not ask."""
    if named is None or meeting.state != MeetingState.OPEN:
        return ""
    name = text.tidy(named)
    if not name:
        raise RecorderMissing
    if len(name) > LONGEST_NAME:
        raise NameTooLong
    return name


def _settle_roll(
    actor: Account, meeting: Meeting, *, unmarked_are_absent: bool
) -> None:
    lines = Attendance.objects.filter(meeting=meeting)
    # Wait for taps on their way; those that come later find the meeting closed.
    lines.update(version=F("version") + 1)
    if lines.filter(is_disputed=True).exists():
        raise StillDisputed
    unmarked = list(lines.filter(presence="").values_list("pk", flat=True))
    if not unmarked:
        return
    if not unmarked_are_absent:
        raise Unmarked(len(unmarked))
    author, now = acting_person_id(actor), clock.now()
    if author is None:
        raise NotAllowed
    Mark.objects.bulk_create(
        [
            Mark(
                attendance_id=pk,
                presence=Presence.ABSENT,
                by_id=author,
                key=uuid4(),
                at=now,
            )
            for pk in unmarked
        ],
        batch_size=500,
    )
    lines.filter(presence="").update(
        presence=Presence.ABSENT, marked_by=author, marked_at=now
    )


def _what_stands(meeting: Meeting, version: int) -> Refused:
    now = Meeting.objects.get(pk=meeting.pk)
    if now.state != MeetingState.OPEN:
        return MovedOn(now.state)
    if now.version == version:
        return SummaryStale()
    theirs: dict[str, object] = {
        "minutes": now.minutes,
        "chair": now.chair,
        "recorder": now.recorder,
    }
    said = {f"said_{item.pk}": item.said for item in queries.agenda_of(now)}
    return ChangedMeanwhile(theirs | said)
