from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.kernel.errors import ChangedMeanwhile, Refused
from ganket.meetings import commands, queries
from ganket.meetings.enums import MeetingState, Presence
from ganket.meetings.forms import CloseForm, MinutesForm, RoomOpinionForm
from ganket.meetings.models import Meeting
from ganket.meetings.queries import CLOSE, MARK
from ganket.meetings.views.reached import INVALID, moved_on, reached
from ganket.opinions.commands import KeyUsed
from ganket.opinions.queries import noted_at
from ganket.ui.web import status_of, whole_number

BOTH = require_http_methods(["GET", "POST"])


@require_POST
def begin(request: Request, meeting_id: int) -> HttpResponse:
    """Begin; long before its hour or on another day only when asked and sure."""
    meeting = reached(request, meeting_id, MARK)
    waits = (
        meeting.state in queries.WAITING and queries.held_on(meeting) <= clock.today()
    )
    if waits and "sure" not in request.POST and queries.is_off_its_hour(meeting):
        is_today = queries.held_on(meeting) == clock.today()
        page = {"meeting": meeting, "is_today": is_today, "now": clock.now()}
        return render(request, "meetings/begin.html", page)
    commands.open_meeting(actor=request.user, meeting=meeting)
    messages.success(request, _("Đã bắt đầu. Danh sách điểm danh đã sẵn sàng."))
    return redirect("meetings:attendance", meeting.pk)


@BOTH
def minutes(request: Request, meeting_id: int) -> HttpResponse:
    meeting = reached(request, meeting_id, CLOSE)
    if (away := moved_on(request, meeting, MeetingState.OPEN)) is not None:
        return away
    items = list(queries.agenda_of(meeting))
    form = MinutesForm(
        request.POST or None, items=items, initial=queries.minutes_of(meeting)
    )
    page: dict[str, object] = {"meeting": meeting, "form": form}
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        try:
            commands.write_minutes(actor=request.user, meeting=meeting, **form.values)
        except ChangedMeanwhile as refusal:
            page |= _over(request, meeting, refusal)
            status = status_of(refusal)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            messages.success(request, _("Đã lưu biên bản."))
            return redirect("meetings:detail", meeting.pk)
    page["block"] = queries.opinions_block(meeting)
    return render(request, "meetings/minutes.html", page, status=status)


@BOTH
def opinion(request: Request, meeting_id: int) -> HttpResponse:
    """Take down in the room what somebody present says, one after the other."""
    meeting = reached(request, meeting_id, MARK)
    if (away := moved_on(request, meeting, MeetingState.OPEN)) is not None:
        return away
    present = queries.roll_of(meeting).filter(presence=Presence.PRESENT)
    form = RoomOpinionForm(request.POST or None, present=present)
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        try:
            noted = commands.note_opinion(
                actor=request.user, meeting=meeting, **form.values
            )
        except Refused as refusal:
            if isinstance(refusal, KeyUsed):
                form = form.with_new_key()
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            said = _("Đã ghi ý kiến số %(code)s của đồng chí %(name)s.")
            messages.success(request, said % {"code": noted.code, "name": noted.member})
            return redirect("meetings:opinion", meeting.pk)
    page = {"meeting": meeting, "form": form, "noted": noted_at(meeting.pk)}
    return render(request, "meetings/opinion.html", page, status=status)


@BOTH
def close(request: Request, meeting_id: int) -> HttpResponse:
    """Show the summary, and end the meeting from there and from nowhere else."""
    meeting = reached(request, meeting_id, CLOSE)
    if (away := moved_on(request, meeting, MeetingState.OPEN)) is not None:
        return away
    form = CloseForm(request.POST or None)
    refusal = _end(request, meeting, form) if request.method == "POST" else None
    if request.method == "POST" and meeting.is_over:
        return redirect("meetings:detail", meeting.pk)
    page = {
        "meeting": meeting,
        "form": form,
        "refusal": refusal,
        "figures": queries.figures_of(meeting),
        "unmarked": queries.roll_of(meeting).filter(presence=""),
        "leaves": queries.roll_of(meeting).filter(asked_leave=True),
        "overruled": queries.overruled(meeting),
        "block": queries.opinions_block(meeting),
        "noted": noted_at(meeting.pk),
        "items": queries.agenda_of(meeting),
    }
    status = status_of(refusal) if refusal else 200
    return render(request, "meetings/close.html", page, status=status)


def _end(request: Request, meeting: Meeting, form: CloseForm) -> Refused | None:
    """End the meeting, or return why not; whoever comes second hears that it is over."""
    try:
        commands.close_meeting(
            actor=request.user,
            meeting=meeting,
            version=_version(request),
            unmarked_are_absent="unmarked_are_absent" in request.POST,
            recorder=form.typed,
        )
    except commands.RecorderMissing as refusal:
        form.add_error("recorder", str(refusal))
        return refusal
    except Refused as refusal:
        meeting.refresh_from_db()
        if meeting.is_over:
            messages.info(request, str(refusal))
        return refusal
    said = _("Buổi sinh hoạt đã kết thúc, biên bản số %(number)d đã khóa.")
    messages.success(request, said % {"number": meeting.number})
    return None


def _over(
    request: Request, meeting: Meeting, refusal: ChangedMeanwhile
) -> dict[str, object]:
    """Return the form as typed, ready to be saved over what stands now, and that."""
    meeting.refresh_from_db()
    typed = request.POST.copy()
    typed["version"] = str(meeting.version)
    items = list(queries.agenda_of(meeting))
    return {
        "form": MinutesForm(typed, items=items),
        "theirs": [(item.title, refusal.theirs[f"said_{item.pk}"]) for item in items]
        + [(_("Kết luận"), refusal.theirs["minutes"])],
        "refusal": refusal,
    }


def _version(request: Request) -> int:
    number = whole_number(request.POST.get("version", ""))
    return -1 if number is None else number
