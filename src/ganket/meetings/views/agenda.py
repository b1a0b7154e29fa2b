from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ganket.accounts.web import Request
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.meetings import commands, queries
from ganket.meetings.forms import ItemForm
from ganket.meetings.models import AgendaItem, Meeting
from ganket.meetings.queries import PLAN
from ganket.meetings.views.reached import INVALID, moved_on, reached
from ganket.ui.web import status_of

REMOVED = "meetings.removed"


@require_GET
def agenda(request: Request, meeting_id: int) -> HttpResponse:
    meeting = reached(request, meeting_id, PLAN)
    if (away := moved_on(request, meeting, *commands.RUNNING)) is not None:
        return away
    return _page(request, meeting, ItemForm(), 200)


@require_POST
def add_item(request: Request, meeting_id: int) -> HttpResponse:
    meeting = reached(request, meeting_id, PLAN)
    form = ItemForm(request.POST)
    is_done = request.POST.get("then") == "done"
    if is_done and form.is_blank:
        return redirect("meetings:detail", meeting.pk)
    if not form.is_valid():
        return _page(request, meeting, form, INVALID)
    values = {k: v for k, v in form.cleaned_data.items() if k != "version"}
    try:
        commands.add_item(actor=request.user, meeting=meeting, **values)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, meeting, form, status_of(refusal))
    messages.success(request, _("Đã thêm vào chương trình."))
    return redirect("meetings:detail" if is_done else "meetings:agenda", meeting.pk)


@require_http_methods(["GET", "POST"])
def edit_item(request: Request, meeting_id: int, agenda_item_id: int) -> HttpResponse:
    item = _item(request, meeting_id, agenda_item_id)
    if (away := moved_on(request, item.meeting, *commands.RUNNING)) is not None:
        return away
    kept = {name: getattr(item, name) for name in ("title", "kind", "text", "version")}
    form = ItemForm(request.POST or None, initial=kept)
    page: dict[str, object] = {"item": item, "form": form, "meeting": item.meeting}
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("title", "text")}
        try:
            commands.change_item(
                actor=request.user,
                item=item,
                version=form.cleaned_data["version"] or 0,
                **values,
            )
        except ChangedMeanwhile as refusal:
            page |= _over(request, item, refusal)
            status = status_of(refusal)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            messages.success(request, _("Đã lưu mục này."))
            return redirect("meetings:agenda", item.meeting_id)
    return render(request, "meetings/item.html", page, status=status)


@require_POST
def move_item(
    request: Request, meeting_id: int, agenda_item_id: int
) -> HttpResponseRedirect:
    item = _item(request, meeting_id, agenda_item_id)
    up = request.POST.get("to") == "up"
    commands.move_item(actor=request.user, item=item, up=up)
    return redirect("meetings:agenda", item.meeting_id)


@require_POST
def remove_item(
    request: Request, meeting_id: int, agenda_item_id: int
) -> HttpResponseRedirect:
    item = _item(request, meeting_id, agenda_item_id)
    commands.remove_item(actor=request.user, item=item)
    # What undoing it takes stays with the reader until the next page.
    request.session[REMOVED] = {
        "meeting": item.meeting_id,
        "position": item.position,
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "client_key": str(uuid4()),
    }
    return redirect("meetings:agenda", item.meeting_id)


def _page(
    request: Request, meeting: Meeting, form: ItemForm, status: int
) -> HttpResponse:
    removed = request.session.pop(REMOVED, None)
    page = {
        "meeting": meeting,
        "removed": removed if removed and removed["meeting"] == meeting.pk else None,
        "items": list(queries.agenda_of(meeting)),
        "block": queries.opinions_block(meeting),
        "form": form,
    }
    return render(request, "meetings/agenda.html", page, status=status)


def _item(request: Request, meeting_id: int, agenda_item_id: int) -> AgendaItem:
    meeting = reached(request, meeting_id, PLAN)
    items = queries.agenda_of(meeting).select_related("meeting__unit")
    item = get_object_or_404(items, pk=agenda_item_id)
    if item.position == 1:
        raise NotAllowed(commands.ItemFixed.message)
    return item


def _over(
    request: Request, item: AgendaItem, refusal: ChangedMeanwhile
) -> dict[str, object]:
    """Return the form as typed, ready to be saved over what stands now, and that."""
    item.refresh_from_db()
    typed = request.POST.copy()
    typed["version"] = str(item.version)
    return {"form": ItemForm(typed), "theirs": refusal.theirs, "refusal": refusal}
