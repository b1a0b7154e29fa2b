"""The ward's rounds: opening one, its board, its days, who is due."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.kernel.errors import ChangedMeanwhile, Refused
from ganket.org.models import Unit
from ganket.org.queries import residence_cells
from ganket.reviews import commands, queries
from ganket.reviews.forms import CycleForm, DaysForm, days_of
from ganket.reviews.models import ReviewCycle
from ganket.reviews.queries import OPEN_CYCLE, Progress
from ganket.reviews.views.common import INVALID, this_year, ward_of
from ganket.rulebook.enums import DeadlineKind
from ganket.rulebook.queries import pack_on
from ganket.ui.web import status_of

SOMETIMES = require_http_methods(["GET", "POST"])


@require_GET
def ward(request: Request, code: str) -> HttpResponse:
    unit = ward_of(request, code)
    cycles = list(queries.cycles_for(request.user).filter(ward=unit))
    page = {
        "unit": unit,
        "cycles": cycles,
        "is_open": any(cycle.year == this_year() for cycle in cycles),
        "year": this_year(),
    }
    return render(request, "reviews/ward.html", page)


@SOMETIMES
def open_round(request: Request, code: str) -> HttpResponse:
    unit = ward_of(request, code)
    if request.method == "GET":
        page = {"unit": unit, "form": _new_round()}
        return render(request, "reviews/open.html", page)
    form = CycleForm(request.POST)
    status = INVALID
    if form.is_valid():
        try:
            cycle = commands.open_cycle(
                actor=request.user,
                ward=unit,
                year=form.cleaned_data["year"],
                reply_days=form.cleaned_data["reply_days"],
                **days_of(form),
            )
        except Refused as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
            status = status_of(refusal)
        else:
            _tell_opened(request, cycle)
            return redirect("reviews:board", unit.code, cycle.year)
    page = {"unit": unit, "form": form}
    return render(request, "reviews/open.html", page, status=status)


def _new_round() -> CycleForm:
    today = clock.today()
    days = pack_on(today).working_days(DeadlineKind.MEMBER_REPLY)
    begun = {"year": today.year, "opens_on": today, "reply_days": days}
    return CycleForm(initial=begun)


def _tell_opened(request: Request, cycle: ReviewCycle) -> None:
    due = cycle.reviews.count()
    told = ngettext(
        "Đã mở đợt nhận xét: %(num)d đồng chí.",
        "Đã mở đợt nhận xét: %(num)d đồng chí.",
        due,
    )
    messages.success(request, told % {"num": due})


@require_GET
def board(request: Request, code: str, year: int) -> HttpResponse:
    unit = ward_of(request, code)
    cells = list(residence_cells(unit))
    told = queries.progress(cells, year)
    page = {
        "unit": unit,
        "year": year,
        "cycle": queries.cycle_of(unit, year),
        "years": queries.years_of(queries.reviews_for(request.user).filter(ward=unit)),
        "lines": [(cell, told[cell.pk]) for cell in cells],
        "total": _sum_of(told.values()),
        "stuck": list(queries.undelivered(unit, year)),
        "requests": list(queries.requests_to(unit, year)),
    }
    return render(request, "reviews/board.html", page)


def _sum_of(parts: Any) -> Progress:
    names = Progress.__dataclass_fields__
    rows = list(parts)
    return Progress(**{name: sum(getattr(row, name) for row in rows) for name in names})


@SOMETIMES
def days(request: Request, code: str, year: int) -> HttpResponse:
    unit, cycle = _cycle(request, code, year)
    if request.method == "GET":
        names = ("opens_on", "cells_due_on", "closes_on", "version")
        form = DaysForm(initial={name: getattr(cycle, name) for name in names})
        return _days_page(request, unit, cycle, form)
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _days_page(request, unit, cycle, form, status=INVALID)
    try:
        commands.change_days(
            actor=request.user,
            cycle=cycle,
            version=form.cleaned_data["version"] or 0,
            **days_of(form),
        )
    except Refused as refusal:
        form.add_error(getattr(refusal, "field", None), str(refusal))
        if isinstance(refusal, ChangedMeanwhile):
            return _both_days(request, unit, cycle, form, refusal)
        return _days_page(request, unit, cycle, form, status=status_of(refusal))
    messages.success(request, _("Đã đổi ngày của đợt nhận xét."))
    return redirect("reviews:board", unit.code, year)


def _both_days(
    request: Request,
    unit: Unit,
    cycle: ReviewCycle,
    form: DaysForm,
    clash: ChangedMeanwhile,
) -> HttpResponse:
    """Show both writings side by side; sending once more takes the own one."""
    typed = request.POST.copy()
    typed["version"] = str(cycle.version)
    again = DaysForm(typed)
    again.add_error(None, str(clash))
    pairs = [
        (again[name].label, theirs, form.cleaned_data[name])
        for name, theirs in clash.theirs.items()
    ]
    both = {"pairs": pairs, "by": queries.last_change_of(cycle)}
    return _days_page(request, unit, cycle, again, status=status_of(clash), both=both)


def _days_page(
    request: Request,
    unit: Unit,
    cycle: ReviewCycle,
    form: DaysForm,
    *,
    status: int = 200,
    both: dict[str, Any] | None = None,
) -> HttpResponse:
    page = {"unit": unit, "cycle": cycle, "form": form, "both": both}
    return render(request, "reviews/days.html", page, status=status)


@SOMETIMES
def due(request: Request, code: str, year: int) -> HttpResponse:
    """Show how the list differs from who lives here today, and bring it up to date."""
    unit, cycle = _cycle(request, code, year)
    if request.method == "GET":
        page = {"unit": unit, "cycle": cycle, "changes": queries.due_changes(cycle)}
        return render(request, "reviews/due.html", page)
    changes = commands.refresh_due(actor=request.user, cycle=cycle)
    told = _("Thêm %(arrived)d, chuyển chi bộ %(moved)d, đưa ra %(gone)d.") % {
        "arrived": len(changes.arrived),
        "moved": len(changes.moved),
        "gone": len(changes.gone),
    }
    messages.success(request, _("Đã cập nhật danh sách.") + " " + told)
    return redirect("reviews:board", unit.code, year)


def _cycle(request: Request, code: str, year: int) -> tuple[Unit, ReviewCycle]:
    unit = ward_of(request, code)
    kept = queries.cycles_for(request.user, OPEN_CYCLE)
    return unit, get_object_or_404(kept, ward=unit, year=year)
