from itertools import groupby
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed, Refused
from ganket.kernel.text import initial
from ganket.meetings import commands, queries
from ganket.meetings.enums import MeetingState
from ganket.meetings.forms import MarkForm, SheetForm
from ganket.meetings.models import Attendance
from ganket.meetings.queries import CLOSE, MARK, SEE
from ganket.meetings.views.reached import INVALID, moved_on, reached
from ganket.roster.models import Member
from ganket.roster.queries import find_member
from ganket.ui.web import is_htmx, status_of, whole_number


@require_GET
def attendance(request: Request, meeting_id: int) -> HttpResponse:
    """Show the whole roll; what is looked for is hidden or shown on the phone itself."""
    meeting = reached(request, meeting_id, MARK)
    rows = list(queries.roll_of(meeting))
    shown = request.GET.get("show", "")
    page = {
        "meeting": meeting,
        "rows": _kept(rows, shown),
        "letters": _letters(rows),
        "shown": shown,
        "disputes": queries.disputed_marks(meeting),
        "figures": queries.figures_of(meeting),
        "account": request.user,
        "may_close": queries.meetings_for(request.user, CLOSE)
        .filter(pk=meeting.pk)
        .exists(),
    }
    return render(request, "meetings/attendance.html", page)


@require_POST
def mark(request: Request, meeting_id: int, attendance_id: int) -> HttpResponse:
    """Take one tap. Scripts get the line and the figures anew, others the page."""
    lines = queries.attendances_for(request.user, SEE).filter(meeting=meeting_id)
    line = get_object_or_404(lines, pk=attendance_id)
    form = MarkForm(request.POST)
    error, status = "", 200
    if form.is_valid():
        try:
            commands.record_mark(actor=request.user, attendance=line, **form.values)
        except Refused as refusal:
            error, status = str(refusal), status_of(refusal)
    else:
        error, status = str(commands.PresenceUnknown.message), INVALID
    if not is_htmx(request):
        if error:
            messages.error(request, error)
        address = reverse("meetings:attendance", args=[meeting_id])
        return redirect(f"{address}#attendance-{line.pk}")
    return _piece(request, line, error, status)


@require_http_methods(["GET", "POST"])
def sheet(request: Request, meeting_id: int) -> HttpResponse:
    """Take the whole roll in one form, for phones without scripts."""
    meeting = reached(request, meeting_id, MARK)
    if (away := moved_on(request, meeting, MeetingState.OPEN)) is not None:
        return away
    form = SheetForm(request.POST or None, rows=queries.roll_of(meeting))
    if form.is_valid():
        count = commands.record_sheet(
            actor=request.user,
            meeting=meeting,
            marks=form.marks,
            key=form.cleaned_data["client_key"],
        )
        said = ngettext(
            "Đã ghi %(count)d đồng chí.", "Đã ghi %(count)d đồng chí.", count
        )
        messages.success(request, said % {"count": count})
        return redirect("meetings:attendance", meeting.pk)
    page = {"meeting": meeting, "form": form, "figures": queries.figures_of(meeting)}
    status = INVALID if request.method == "POST" else 200
    return render(request, "meetings/sheet.html", page, status=status)


@require_http_methods(["GET", "POST"])
def walk_in(request: Request, meeting_id: int) -> HttpResponse:
    """Find a member of the ward who came without being expected, and put them down."""
    meeting = reached(request, meeting_id, MARK)
    if (away := moved_on(request, meeting, MeetingState.OPEN)) is not None:
        return away
    asked = request.GET.get("q", "").strip()[:80]
    found = queries.walk_ins_for(meeting, asked) if asked else []
    if request.method == "POST":
        member, key = _came(request), _key(request)
        if member is None:
            raise commands.NotOfTheWard
        row = commands.add_walk_in(
            actor=request.user, meeting=meeting, member=member, key=key
        )
        messages.success(
            request, _("Đã ghi đồng chí %(name)s có mặt.") % {"name": row.member}
        )
        address = reverse("meetings:attendance", args=[meeting.pk])
        return redirect(f"{address}#attendance-{row.pk}")
    page = {"meeting": meeting, "asked": asked, "found": found, "new_key": uuid4}
    return render(request, "meetings/walk_in.html", page)


def _piece(request: Request, line: Attendance, error: str, status: int) -> HttpResponse:
    meeting = line.meeting
    marks = queries.disputed_marks(meeting) if line.is_disputed else {}
    page = {
        "meeting": meeting,
        "row": line,
        "error": error,
        "disputes": marks,
        "figures": queries.figures_of(meeting),
    }
    return render(request, "meetings/_marked.html", page, status=status)


def _kept(rows: list[Attendance], shown: str) -> list[Attendance]:
    if shown == "unmarked":
        return [row for row in rows if not row.presence]
    if shown == "disputed":
        return [row for row in rows if row.is_disputed]
    return rows


def _letters(rows: list[Attendance]) -> list[tuple[str, int]]:
    """Return each initial of a given name with the first line that has it."""
    by_letter = groupby(rows, key=lambda row: initial(row.member.person.full_name))
    return [(letter, next(lines).pk) for letter, lines in by_letter]


def _came(request: Request) -> Member | None:
    asked = whole_number(request.POST.get("member", ""))
    return None if asked is None else find_member(asked)


def _key(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise NotAllowed from None
