"""The next meeting on home pages."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ganket.meetings import queries
from ganket.meetings.enums import MeetingState
from ganket.meetings.models import Meeting
from ganket.org.models import Unit
from ganket.shell.home.parts import GOOD, WAIT, Road, Sitting, road


def for_the_cell(cell: Unit) -> Sitting | None:
    """Return the next meeting for those who prepare it."""
    meeting = queries.next_meeting(cell, with_drafts=True)
    if meeting is None:
        return None
    if meeting.state == MeetingState.OPEN:
        return _under_way(meeting)
    is_told = meeting.state != MeetingState.PLANNED
    expected = queries.expected_at(meeting).count()
    people = ngettext("%(count)d đồng chí", "%(count)d đồng chí", expected)
    label = _("Mở buổi sinh hoạt") if is_told else _("Soạn chương trình")
    return Sitting(
        tone=GOOD if is_told else WAIT,
        state=_("Đã mời") if is_told else _("Chưa mời"),
        held_at=meeting.held_at,
        place=f"{meeting.place} · {people % {'count': expected}}",
        note=_opening(meeting),
        road=road(label, "clipboard-list", "meetings:detail", meeting.pk),
    )


def for_a_member(
    cell: Unit, *, may_ask_leave: bool = True, leads_it: bool = False
) -> Sitting | None:
    """Return the next meeting that members were told of.

    Who leads the cell has the one under way on their page already.
    """
    meeting = queries.next_meeting(cell)
    if meeting is None:
        return None
    is_open = meeting.state == MeetingState.OPEN
    if is_open and leads_it:
        return None
    return Sitting(
        title=_("Buổi sinh hoạt") if is_open else "",
        tone=GOOD,
        state=str(MeetingState(meeting.state).label),
        held_at=meeting.held_at,
        place=meeting.place,
        note=_("Bận việc thì xin phép trước, ngay ở trang của buổi sinh hoạt.")
        if may_ask_leave and not is_open
        else "",
        road=_open(meeting),
    )


def _under_way(meeting: Meeting) -> Sitting:
    """Return the meeting that sits right now: straight back to its roll."""
    figures = queries.figures_of(meeting)
    told = {"present": figures.present, "rest": figures.unmarked}
    return Sitting(
        title=_("Buổi sinh hoạt"),
        tone=GOOD,
        state=str(MeetingState(meeting.state).label),
        held_at=meeting.held_at,
        place=meeting.place,
        note=_("%(present)d có mặt, %(rest)d chưa ghi.") % told,
        road=road(
            _("Ghi tiếp điểm danh"), "list-checks", "meetings:attendance", meeting.pk
        ),
    )


def _opening(meeting: Meeting) -> str:
    """Say with how many opinions the agenda opens: those that stand on it."""
    block = queries.opinions_block(meeting)
    if not (block.lines or block.settled):
        return _("Mở đầu bằng tình hình ý kiến: chưa có ý kiến nào.")
    total = len(block.lines) + len(block.settled)
    words = ngettext(
        "Mở đầu bằng %(total)d ý kiến: %(closed)d đã xong, %(open)d đang làm",
        "Mở đầu bằng %(total)d ý kiến: %(closed)d đã xong, %(open)d đang làm",
        total,
    ) % {
        "total": total,
        "closed": len(block.settled),
        "open": len(block.lines) - block.overdue,
    }
    if block.overdue:
        words += _(", %(count)d quá hạn") % {"count": block.overdue}
    return f"{words}."


def _open(meeting: Meeting) -> Road | None:
    return road(_("Xem chương trình"), "calendar-days", "meetings:detail", meeting.pk)
