"""The day on which the cell met its Front committee."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.reviews import commands, queries
from ganket.reviews.forms import FrontForm
from ganket.reviews.views.common import INVALID, cell_of
from ganket.ui.web import status_of, whole_number


@require_http_methods(["GET", "POST"])
def note(request: Request, code: str, year: int) -> HttpResponse:
    unit = cell_of(request, code)
    if not queries.may_write_in(request.user, unit):
        raise NotAllowed
    typed = request.POST if request.method == "POST" else request.GET
    asked = whole_number(typed.get("request", ""))
    noted = queries.front_meeting_for(unit, year, asked)
    noted_on = noted.held_on if noted is not None else None
    if request.method == "GET":
        form = FrontForm(initial={"request": asked}, noted_on=noted_on)
        return _page(request, unit, year, form)
    form = FrontForm(request.POST, noted_on=noted_on)
    if not form.is_valid():
        return _page(request, unit, year, form, status=INVALID)
    try:
        commands.note_front_meeting(
            actor=request.user,
            cell=unit,
            year=year,
            held_on=form.cleaned_data["held_on"],
            request=form.cleaned_data["request"],
            reason=form.cleaned_data.get("reason", ""),
        )
    except Refused as refusal:
        form.add_error(_field_of(refusal, form), str(refusal))
        return _page(request, unit, year, form, status=status_of(refusal))
    messages.success(request, _("Đã ghi ngày họp với ban công tác mặt trận."))
    return redirect("reviews:cell", unit.code, year)


def _field_of(refusal: Refused, form: FrontForm) -> str:
    is_about_reason = isinstance(refusal, commands.FrontReasonMissing)
    return "reason" if is_about_reason and "reason" in form.fields else "held_on"


def _page(
    request: Request, unit: Unit, year: int, form: FrontForm, status: int = 200
) -> HttpResponse:
    page = {"unit": unit, "year": year, "form": form}
    return render(request, "reviews/front.html", page, status=status)
