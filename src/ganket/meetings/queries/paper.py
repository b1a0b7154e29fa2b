"""From a closed meeting to its minutes: every printed word, always in Vietnamese."""

from collections.abc import Iterable

from django.utils import translation

from ganket.documents import dates, drafting
from ganket.documents.sheets import (
    AgendaItem,
    Align,
    Column,
    Field,
    Grid,
    Heading,
    MinutesSheet,
    Signature,
)
from ganket.kernel import clock
from ganket.meetings.enums import MeetingKind, Presence
from ganket.meetings.models import Attendance, Meeting
from ganket.meetings.queries.meetings import agenda_of, held_on, period_of
from ganket.meetings.queries.rolls import Figures, figures_of, roll_of
from ganket.meetings.queries.state import OpinionLine, OpinionsBlock, opinions_block
from ganket.opinions.enums import OpinionState
from ganket.opinions.models import Opinion
from ganket.opinions.queries import noted_at
from ganket.org.queries import ward_of
from ganket.roster.queries import place_of
from ganket.rulebook.queries import pack_on
from ganket.ui import wording

NUMBER_KIND = "BB/CB"
FORM_VERSION = "BB-1/2026"
# Room for a pen where nobody was named before the closing.
_BY_HAND = "." * 40
_NOTHING_SAID = "Không có ý kiến."
_PRESENCE = {
    Presence.PRESENT: "có mặt",
    Presence.EXCUSED: "vắng có phép",
    Presence.ABSENT: "vắng",
}


def minutes_sheet(meeting: Meeting, number: int) -> MinutesSheet:
    """Return the minutes of a closed meeting: who came, the opinions, what was said."""
    with translation.override("vi"):
        return _sheet(meeting, number)


def _sheet(meeting: Meeting, number: int) -> MinutesSheet:
    signs = pack_on(held_on(meeting)).signatories
    block, figures = opinions_block(meeting), figures_of(meeting)
    first, *others = agenda_of(meeting)
    return MinutesSheet(
        heading=_heading(meeting, number),
        title="BIÊN BẢN",
        subtitle=_subtitle(meeting),
        fields=_fields(meeting),
        attendance_title="I. Điểm danh",
        attendance_summary=_attendance_summary(figures),
        attendance=_attendance(roll_of(meeting)),
        opinions_title="II. Tình hình các ý kiến của chi bộ (mục 1 của chương trình)",
        opinions_summary=_opinions_summary(block),
        opinions_said=_lines(first.said),
        opinions=_opinions(block),
        agenda_title="III. Nội dung sinh hoạt",
        agenda=(
            *(
                # The numbers that everybody had before them in the room.
                AgendaItem(
                    number=item.position,
                    title=item.title,
                    said=_lines(item.said) or (_NOTHING_SAID,),
                )
                for item in others
            ),
            *_noted(
                noted_at(meeting.pk), (others[-1] if others else first).position + 1
            ),
        ),
        conclusion_title="IV. Kết luận" if meeting.minutes else "",
        conclusion=_lines(meeting.minutes),
        closing=_closing(meeting),
        recorder=Signature(on_behalf=signs.recorder, name=meeting.recorder),
        chair=Signature(on_behalf=signs.chair, name=meeting.chair),
        reference=f"Gắn Kết · {meeting.unit.code} · BB-{meeting.year}-{number}",
    )


def _heading(meeting: Meeting, number: int) -> Heading:
    ward = ward_of(meeting.unit)
    return drafting.draft_heading(
        upper=f"Đảng bộ {ward.name}",
        issuer=meeting.unit.full_name,
        place=place_of(ward, None),
        day=held_on(meeting),
        number=number,
        number_kind=NUMBER_KIND,
    )


def _subtitle(meeting: Meeting) -> str:
    if meeting.kind == MeetingKind.EXTRA:
        return f"sinh hoạt bất thường: {meeting.title}"
    _half, period = period_of(held_on(meeting))
    return f"sinh hoạt với đảng viên đang công tác, {period.label} {meeting.year}"


def _fields(meeting: Meeting) -> tuple[Field, ...]:
    return (
        *_times(meeting),
        Field(label="Địa điểm", value=meeting.place),
        Field(label="Chủ trì", value=meeting.chair or _BY_HAND),
        Field(label="Ghi biên bản", value=meeting.recorder or _BY_HAND),
    )


def _times(meeting: Meeting) -> tuple[Field, ...]:
    """Say when it began; where it was written up on another day, that as well."""
    called, began = meeting.held_at, meeting.opened_at or meeting.held_at
    if clock.local(began).date() != held_on(meeting):
        return (
            Field(label="Thời gian", value=wording.datetime(called)),
            Field(label="Ghi vào hệ thống", value=wording.datetime(began)),
        )
    when = wording.datetime(began)
    is_on_time = wording.hour(began) == wording.hour(called)
    asked = "" if is_on_time else f" (giờ mời họp: {wording.hour(called)})"
    return (Field(label="Thời gian", value=f"bắt đầu {when}{asked}"),)


def _note(row: Attendance) -> str:
    """Return what stands beside a name: the reason marked, and the member's own word."""
    said = [row.reason or ("đến thêm" if row.is_walk_in else "")]
    if row.presence == Presence.ABSENT and row.own_reason not in {"", row.reason}:
        said.append(f"tự xin phép: {row.own_reason}")
    return "; ".join(each for each in said if each)


def _attendance_summary(figures: Figures) -> str:
    said = (
        f"Có mặt {figures.present}, vắng có phép {figures.excused}, "
        f"vắng {figures.absent} trên {figures.total} đồng chí"
    )
    more = f", trong đó {figures.walk_ins} đồng chí đến thêm"
    return f"{said}{more if figures.walk_ins else ''}."


def _attendance(rows: Iterable[Attendance]) -> Grid:
    return Grid(
        columns=(
            Column(title="TT", width=1, align=Align.CENTER),
            Column(title="Họ và tên", width=6),
            Column(title="Điểm danh", width=4),
            Column(title="Ghi chú", width=5),
        ),
        rows=tuple(
            (
                str(place),
                row.member.person.full_name,
                _PRESENCE[Presence(row.presence)],
                _note(row),
            )
            for place, row in enumerate(rows, start=1)
        ),
    )


def _opinions_summary(block: OpinionsBlock) -> str:
    late = f" (quá hạn {block.overdue})" if block.overdue else ""
    return (
        f"Từ {dates.short_day(block.since)}: nêu mới {block.raised_since}, người nêu "
        f"đồng ý là xong {block.closed_since}. Còn chờ trả lời {block.unanswered}"
        f"{late}, đã trả lời chờ người nêu {block.answered}."
    )


def _opinions(block: OpinionsBlock) -> Grid | None:
    lines = (*block.lines, *block.settled)
    if not lines:
        return None
    return Grid(
        columns=(
            Column(title="Số", width=3, align=Align.CENTER),
            Column(title="Việc gì", width=8),
            Column(title="Tình trạng", width=7),
        ),
        rows=tuple((line.code, line.subject, _state_of(line)) for line in lines),
    )


def _state_of(line: OpinionLine) -> str:
    state = str(line.state.label).lower()
    if not line.is_waiting:
        return state
    late = "quá hạn, " if line.is_overdue else ""
    return f"{late}{state}: {line.holder}, hạn {dates.short_day(line.due_on)}"


def _noted(opinions: Iterable[Opinion], place: int) -> Iterable[AgendaItem]:
    said = tuple(
        f"Số {each.code}: ghi nhầm, đã rút."
        if each.state == OpinionState.WITHDRAWN
        else f"Số {each.code}, đồng chí {each.member}: {each.subject}."
        for each in opinions
    )
    if said:
        yield AgendaItem(number=place, title="Ý kiến ghi tại buổi sinh hoạt", said=said)


def _closing(meeting: Meeting) -> str:
    closed = meeting.closed_at
    if closed is None:
        return ""
    hour = wording.hour(closed)
    if clock.local(closed).date() == held_on(meeting):
        return f"Buổi sinh hoạt kết thúc lúc {hour} cùng ngày."
    return f"Biên bản được khóa lúc {hour}, ngày {wording.date(closed)}."


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())
