from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ganket.accounts.web import Request
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.meetings import commands, queries
from ganket.meetings.enums import MeetingState
from ganket.meetings.forms import ChangeForm, PlanForm, ReasonForm
from ganket.meetings.models import Meeting
from ganket.meetings.queries import PLAN
from ganket.meetings.views.reached import INVALID, moved_on, reached
from ganket.org.models import Unit
from ganket.ui.web import status_of

BOTH = require_http_methods(["GET", "POST"])


@BOTH
def plan(request: Request) -> HttpResponse:
    """Plan a meeting of one's cell; whoever reaches several chooses one first."""
    units = list(queries.planning_units(request.user))
    if not units:
        raise NotAllowed
    unit = _chosen(request, units)
    if unit is None:
        return render(request, "meetings/units.html", {"units": units})
    form = PlanForm(request.POST or None, initial=_beginning(unit))
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        try:
            meeting = commands.plan_meeting(
                actor=request.user, unit=unit, **form.values
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            messages.success(
                request, _("Đã lên lịch. Đồng chí xem lại chương trình rồi mời họp.")
            )
            return redirect("meetings:detail", meeting.pk)
    page = {"form": form, "unit": unit}
    return render(request, "meetings/plan.html", page, status=status)


@BOTH
def edit(request: Request, meeting_id: int) -> HttpResponse:
    meeting = reached(request, meeting_id, PLAN)
    if (away := moved_on(request, meeting, *commands.WAITING)) is not None:
        return away
    kept = ChangeForm.initial_of(meeting) | {"version": meeting.version}
    form = ChangeForm(request.POST or None, initial=kept)
    page: dict[str, object] = {"form": form, "meeting": meeting}
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.change_meeting(
                actor=request.user, meeting=meeting, version=version, **form.values
            )
        except ChangedMeanwhile as refusal:
            page |= {"theirs": meeting, "refusal": refusal}
            page["form"] = _over(request, meeting)
            status = status_of(refusal)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            messages.success(request, _("Đã lưu thời gian và địa điểm."))
            return redirect("meetings:detail", meeting.pk)
    return render(request, "meetings/edit.html", page, status=status)


@BOTH
def announce(request: Request, meeting_id: int) -> HttpResponse:
    """Show who will be called and to what, then call them."""
    meeting = reached(request, meeting_id, PLAN)
    if (away := moved_on(request, meeting, MeetingState.PLANNED)) is not None:
        return away
    expected = queries.expected_at(meeting).count()
    if request.method == "POST":
        commands.announce_meeting(actor=request.user, meeting=meeting)
        said = ngettext(
            "Đã mời %(count)d đồng chí.", "Đã mời %(count)d đồng chí.", expected
        )
        messages.success(request, said % {"count": expected})
        return redirect("meetings:detail", meeting.pk)
    page = {
        "meeting": meeting,
        "expected": expected,
        "items": queries.agenda_of(meeting),
        "block": queries.opinions_block(meeting),
    }
    return render(request, "meetings/announce.html", page)


@BOTH
def cancel(request: Request, meeting_id: int) -> HttpResponse:
    meeting = reached(request, meeting_id, PLAN)
    if (away := moved_on(request, meeting, *commands.RUNNING)) is not None:
        return away
    form = ReasonForm(request.POST or None)
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        try:
            commands.cancel_meeting(
                actor=request.user, meeting=meeting, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            messages.success(request, _("Đã hủy buổi sinh hoạt."))
            return redirect("meetings:detail", meeting.pk)
    page = {"meeting": meeting, "form": form}
    return render(request, "meetings/cancel.html", page, status=status)


def _beginning(unit: Unit) -> dict[str, object]:
    suggested = queries.suggestion_for(unit)
    if suggested.is_taken:
        return {"which": "EXTRA"}
    return {"which": str(suggested.half), "title": suggested.title, "hour": "19:00"}


def _over(request: Request, meeting: Meeting) -> ChangeForm:
    """Return the form as typed, but ready to be saved over what stands now."""
    typed = request.POST.copy()
    meeting.refresh_from_db()
    typed["version"] = str(meeting.version)
    return ChangeForm(typed)


def _chosen(request: Request, units: list[Unit]) -> Unit | None:
    if len(units) == 1:
        return units[0]
    return next((u for u in units if u.code == request.GET.get("unit")), None)
