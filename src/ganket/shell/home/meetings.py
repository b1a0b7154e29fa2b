"""The next meeting on home pages."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ganket.meetings import queries
from ganket.meetings.enums import MeetingState
from ganket.meetings.models import Meeting
from ganket.org.models import Unit
from ganket.shell.home.opinions import standing
from ganket.shell.home.parts import GOOD, WAIT, Road, Sitting, road


def for_the_cell(cell: Unit) -> Sitting | None:
    """Return the next meeting for those who prepare it."""
    meeting = queries.next_meeting(cell, with_drafts=True)
    if meeting is None:
        return None
    is_told = meeting.state != MeetingState.PLANNED
    expected = queries.expected_at(meeting).count()
    people = ngettext("%(count)d đồng chí", "%(count)d đồng chí", expected)
    label = _("Mở buổi sinh hoạt") if is_told else _("Soạn chương trình")
    return Sitting(
        tone=GOOD if is_told else WAIT,
        state=_("Đã mời") if is_told else _("Chưa mời"),
        held_at=meeting.held_at,
        place=f"{meeting.place} · {people % {'count': expected}}",
        note=standing(cell),
        road=road(label, "clipboard-list", "meetings:detail", meeting.pk),
    )


def for_a_member(cell: Unit, *, may_ask_leave: bool = True) -> Sitting | None:
    """Return the next meeting that members were told of."""
    meeting = queries.next_meeting(cell)
    if meeting is None:
        return None
    return Sitting(
        tone=GOOD,
        state=str(MeetingState(meeting.state).label),
        held_at=meeting.held_at,
        place=meeting.place,
        note=_("Bận việc thì xin phép trước, ngay ở trang của buổi sinh hoạt.")
        if may_ask_leave
        else "",
        road=_open(meeting),
    )


def _open(meeting: Meeting) -> Road | None:
    return road(_("Xem chương trình"), "calendar-days", "meetings:detail", meeting.pk)
