"""The workplace reads what it was sent, and asks for reviews."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.reviews import commands, queries
from ganket.reviews.enums import RequestReason
from ganket.reviews.forms import AskForm
from ganket.reviews.views.common import (
    INVALID,
    as_pdf,
    rows_of,
    this_year,
    workplace_of,
)
from ganket.ui.paging import page_of
from ganket.ui.web import status_of


@require_GET
def work(request: Request, code: str, year: int) -> HttpResponse:
    unit = workplace_of(request, code)
    sent = queries.delivered_to(request.user, unit, year)
    waiting = sent.filter(acknowledged_at=None)
    is_narrowed = request.GET.get("stage") == "waiting"
    shown = page_of(waiting if is_narrowed else sent, request.GET)
    asked = queries.requests_for(request.user).filter(from_unit=unit, year=year)
    page = {
        "unit": unit,
        "year": year,
        "years": queries.years_of(queries.delivered_in(request.user, unit)),
        "page": shown,
        "rows": rows_of(list(shown.rows)),
        "total": sent.count(),
        "waiting": waiting.count(),
        "is_narrowed": is_narrowed,
        "requests": list(asked),
        "may_request": queries.may_request(request.user, unit),
    }
    return render(request, "reviews/work.html", page)


@require_http_methods(["GET", "POST"])
def ask(request: Request, code: str) -> HttpResponse:
    """Ask a ward about members: choose the ward, fill in, read it over, send."""
    unit = workplace_of(request, code)
    if not queries.may_request(request.user, unit):
        raise NotAllowed
    wards = queries.wards_of_members(unit)
    typed = request.POST if request.method == "POST" else request.GET
    ward = next((each for each in wards if each.code == typed.get("ward")), None)
    if ward is None:
        page = {"unit": unit, "wards": wards}
        return render(request, "reviews/ask_ward.html", page)
    members = queries.askable_members(unit, ward)
    offered = [(each.member, each.label) for each in members]
    if request.method == "GET":
        form = AskForm(members=offered, initial=_yearly(members))
        return _ask_page(request, unit, ward, form)
    form = AskForm(request.POST, members=offered)
    if not form.is_valid():
        return _ask_page(request, unit, ward, form, status=INVALID)
    chosen = set(form.cleaned_data["members"])
    picked = [each for each in members if each.member.pk in chosen]
    if request.POST.get("then") != "send":
        page = {"unit": unit, "ward": ward, "form": form, "picked": picked}
        return render(request, "reviews/ask_check.html", page)
    return _send(request, unit, ward, form, picked)


def _yearly(members: list[Any]) -> dict[str, Any]:
    """Return how a request begins: the yearly one, of everybody who is not exempt."""
    asked = [each.member.pk for each in members if not each.is_exempt]
    return {"reason": RequestReason.YEARLY, "members": asked}


def _send(
    request: Request, unit: Unit, ward: Unit, form: AskForm, picked: list[Any]
) -> HttpResponse:
    try:
        asked = commands.request_reviews(
            actor=request.user,
            from_unit=unit,
            to_ward=ward,
            members=[each.member for each in picked],
            reason=RequestReason(form.cleaned_data["reason"]),
            remark=form.cleaned_data["remark"],
            reply_by=form.cleaned_data["reply_by"],
            client_key=form.cleaned_data["client_key"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _ask_page(request, unit, ward, form, status=status_of(refusal))
    told = ngettext(
        "Đã gửi phiếu xin ý kiến về %(num)d đồng chí.",
        "Đã gửi phiếu xin ý kiến về %(num)d đồng chí.",
        len(picked),
    )
    messages.success(request, told % {"num": len(picked)})
    return redirect("reviews:request", asked.pk)


def _ask_page(
    request: Request, unit: Unit, ward: Unit, form: AskForm, status: int = 200
) -> HttpResponse:
    page = {"unit": unit, "ward": ward, "form": form}
    return render(request, "reviews/ask.html", page, status=status)


@require_GET
def asked(request: Request, review_request_id: int) -> HttpResponse:
    found = get_object_or_404(queries.requests_for(request.user), pk=review_request_id)
    page = {
        "asked": found,
        "members": list(queries.members_of_request(found)),
        "reviews": rows_of(list(queries.reviews_of_request(request.user, found))),
        "year": this_year(),
        "title": _("Phiếu xin ý kiến số %(number)d") % {"number": found.number},
    }
    return render(request, "reviews/request.html", page)


@require_GET
def print_asked(request: Request, review_request_id: int) -> HttpResponse:
    found = get_object_or_404(queries.requests_for(request.user), pk=review_request_id)
    content = commands.print_request(actor=request.user, request=found)
    return as_pdf(content, f"phieu-xin-y-kien-{found.year}-{found.number}")
