"""The tree: what stands where, and changing it."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org import commands, forms, queries
from ganket.org.models import Unit
from ganket.ui.paging import page_of
from ganket.ui.web import status_of

BAD = HTTPStatus.UNPROCESSABLE_ENTITY
LONGEST_QUERY = 100


@require_GET
def units(request: Request) -> HttpResponse:
    """Show where one holds office, and search everything under it."""
    asked = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    page: dict[str, object] = {"asked": asked, "own": [], "found": None}
    if asked:
        found = queries.search_units_for(request.user, asked).select_related("parent")
        page["found"] = page_of(found, request.GET)
    else:
        page["own"] = queries.own_units(request.user).select_related("parent")
    return render(request, "org/units.html", page)


@require_GET
def unit(request: Request, code: str) -> HttpResponse:
    shown = unit_for(request, code)
    actor = request.user
    page = {
        "unit": shown,
        "above": queries.chain_for(actor, shown),
        "children": page_of(queries.units_directly_below(shown), request.GET),
        "holding": queries.flagged(actor, queries.offices_in(shown)),
        "to_come": queries.flagged(actor, queries.offices_to_come_in(shown)),
        "past": queries.past_offices_in(shown)[:50],
        "groups": queries.groups_with_cells(shown) if shown.is_ward else [],
        "rights": queries.rights_in(actor, shown),
    }
    return render(request, "org/unit.html", page)


@require_http_methods(["GET", "POST"])
def open_unit(request: Request, code: str) -> HttpResponse:
    """Open a unit under another: first of what kind, then its name and code."""
    parent = unit_for(request, code)
    need(parent, may=queries.rights_in(request.user, parent).may_open)
    openings = forms.openings_under(parent)
    chosen = request.GET.get("kind") or next(iter(openings))
    if chosen not in openings:
        raise Http404
    page = {"parent": parent, "openings": openings, "chosen": chosen}
    if request.method != "POST":
        page["form"] = _opening_form(parent, openings[chosen])
        return render(request, "org/open.html", page)
    page["form"] = form = forms.OpenUnit(request.POST)
    if not form.is_valid():
        return render(request, "org/open.html", page, status=BAD)
    try:
        opened = _open(request, parent, openings[chosen], form)
    except Refused as refusal:
        form.add_error(_FIELDS.get(type(refusal)), str(refusal))
        return render(request, "org/open.html", page, status=status_of(refusal))
    messages.success(request, _("Đã lập %(unit)s.") % {"unit": opened.full_name})
    return redirect("org:unit", opened.code)


_FIELDS = {
    commands.NameMissing: "name",
    commands.NameTooLong: "name",
    commands.CodeTaken: "code",
    commands.CodeUnreadable: "code",
    commands.ClosesBeforeOpening: "closed_on",
}


def _opening_form(parent: Unit, opening: forms.Opening) -> forms.OpenUnit:
    code = ""
    if not opening.has_official_code:
        code = queries.suggest_code(
            parent, opening.kind, is_residence=opening.is_residence
        )
    today = clock.today()
    return forms.OpenUnit(
        initial={"client_key": uuid.uuid4(), "code": code, "opened_on": today}
    )


def _open(
    request: Request, parent: Unit, opening: forms.Opening, form: forms.OpenUnit
) -> Unit:
    return commands.open_unit(
        actor=request.user,
        parent=parent,
        kind=opening.kind,
        is_residence=opening.is_residence,
        is_workplace=opening.is_workplace,
        **form.cleaned_data,
    )


@require_http_methods(["GET", "POST"])
def rename(request: Request, code: str) -> HttpResponse:
    shown = unit_for(request, code)
    need(shown, may=queries.rights_in(request.user, shown).may_change)
    form = forms.RenameUnit(request.POST or None, initial={"name": shown.name})
    page = {"unit": shown, "form": form}
    if request.method != "POST":
        return render(request, "org/rename.html", page)
    if not form.is_valid():
        return render(request, "org/rename.html", page, status=BAD)
    try:
        commands.rename_unit(actor=request.user, unit=shown, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return render(request, "org/rename.html", page, status=status_of(refusal))
    messages.success(request, _("Đã đổi tên thành %(unit)s.") % {"unit": shown})
    return redirect("org:unit", shown.code)


@require_http_methods(["GET", "POST"])
def close(request: Request, code: str) -> HttpResponse:
    """Say first what closing does, then close."""
    shown = unit_for(request, code)
    need(shown, may=queries.rights_in(request.user, shown).may_change)
    form = forms.CloseUnit(request.POST or None, initial={"closed_on": clock.today()})
    page = {
        "unit": shown,
        "form": form,
        "holding": queries.offices_in(shown),
    }
    if request.method != "POST":
        return render(request, "org/close.html", page)
    if not form.is_valid():
        return render(request, "org/close.html", page, status=BAD)
    try:
        commands.close_unit(actor=request.user, unit=shown, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(_FIELDS.get(type(refusal)), str(refusal))
        return render(request, "org/close.html", page, status=status_of(refusal))
    messages.success(request, _("Đã kết thúc %(unit)s.") % {"unit": shown})
    return redirect("org:unit", shown.code)


def unit_for(request: Request, code: str) -> Unit:
    """Return a unit that the reader may see. Raises Http404 for any other."""
    seen = queries.units_for(request.user).select_related("parent")
    return get_object_or_404(seen, code=code.upper())


def need(shown: Unit, *, may: bool) -> None:
    """Raise where the page is not this person's, or the unit is closed."""
    if shown.closed_on is not None:
        raise commands.UnitClosed
    if not may:
        raise NotAllowed
