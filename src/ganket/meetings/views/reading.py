from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.kernel.errors import Refused
from ganket.meetings import commands, queries
from ganket.meetings.enums import MeetingState
from ganket.meetings.forms import LeaveForm
from ganket.meetings.models import Meeting
from ganket.meetings.queries import ASK_LEAVE, CLOSE, MARK, PLAN, READ, SEE
from ganket.meetings.views.reached import INVALID, reached
from ganket.opinions.queries import noted_at
from ganket.org.queries import find_unit
from ganket.ui.paging import page_of
from ganket.ui.web import PDF, file, status_of


@require_GET
def meetings(request: Request) -> HttpResponse:
    """List the meetings that the reader keeps, or is called to."""
    unit = find_unit(request.GET.get("unit", ""))
    seen = queries.meetings_for(request.user, READ)
    page = {
        "page": page_of(seen.filter(unit=unit) if unit else seen, request.GET),
        "unit": unit,
        "may_plan": queries.planning_units(request.user).exists(),
        "now": clock.now(),
    }
    return render(request, "meetings/list.html", page)


@require_GET
def detail(request: Request, meeting_id: int) -> HttpResponse:
    """Show a meeting: to its keepers with all they may do, to members to read."""
    meeting = reached(request, meeting_id, READ)
    kept = queries.meetings_for(request.user, SEE).filter(pk=meeting.pk).exists()
    page = {
        "meeting": meeting,
        "items": list(queries.agenda_of(meeting)),
        "block": queries.opinions_block(meeting),
        "may": _may(request, meeting) if kept else set(),
        "own": queries.own_attendance(request.user, meeting),
    }
    if not kept:
        return _read(request, meeting, page)
    page |= {
        "figures": queries.figures_of(meeting),
        "expected": queries.expected_at(meeting).count(),
        "leaves": queries.roll_of(meeting).filter(asked_leave=True),
        "noted": noted_at(meeting.pk),
        "is_day": queries.held_on(meeting) <= clock.today(),
    }
    return render(request, "meetings/detail.html", page)


@require_http_methods(["GET", "POST"])
def leave(request: Request, meeting_id: int) -> HttpResponse:
    """Let a member say beforehand that they cannot come."""
    meeting = reached(request, meeting_id, ASK_LEAVE)
    form = LeaveForm(request.POST or None)
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        try:
            commands.ask_leave(actor=request.user, meeting=meeting, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            messages.success(request, _("Đã báo vắng. Bí thư chi bộ thấy lý do này."))
            return redirect("meetings:detail", meeting.pk)
    page = {"meeting": meeting, "form": form}
    return render(request, "meetings/leave.html", page, status=status)


@require_GET
def paper(request: Request, meeting_id: int) -> HttpResponse:
    """Return the minutes of a closed meeting; issued when first asked for."""
    meeting = reached(request, meeting_id, SEE)
    document = commands.issue_minutes(actor=request.user, meeting=meeting)
    name = f"bien-ban-{meeting.unit.code}-{queries.held_on(meeting):%Y%m%d}.pdf"
    return file(bytes(document.content), kind=PDF, name=name, shown=True)


def _read(request: Request, meeting: Meeting, page: dict[str, object]) -> HttpResponse:
    own = queries.meetings_for(request.user, ASK_LEAVE).filter(pk=meeting.pk)
    page["may_ask_leave"] = (
        meeting.state == MeetingState.ANNOUNCED
        and clock.now() < meeting.held_at
        and own.exists()
    )
    return render(request, "meetings/read.html", page)


def _may(request: Request, meeting: Meeting) -> set[str]:
    """Return which of the buttons the reader may press."""
    return {
        name
        for name, action in (("plan", PLAN), ("mark", MARK), ("close", CLOSE))
        if queries.meetings_for(request.user, action).filter(pk=meeting.pk).exists()
    }
