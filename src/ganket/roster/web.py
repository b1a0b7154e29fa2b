"""What the pages of the roster share: seats, refusals in forms, files to take away."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ganket.accounts.web import Request
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.kernel.phone import PhoneUnreadable
from ganket.people.commands import (
    EmailUnreadable,
    NameMissing,
    NameTooLong,
    NameUnreadable,
)
from ganket.roster import queries
from ganket.roster.models import Member
from ganket.roster.queries import Seat, Show, Side
from ganket.ui.web import status_of, whole_number

SOMETIMES = require_http_methods(["GET", "HEAD", "POST"])

# Refusals of packages below, which do not know our forms.
_FIELDS: dict[type[Refused], str] = {
    PhoneUnreadable: "phone_number",
    EmailUnreadable: "email",
    NameMissing: "full_name",
    NameTooLong: "full_name",
    NameUnreadable: "full_name",
}
MOST_AT_ONCE = 300
# What only a list at work can be narrowed by.
_WORK_ONLY = {Show.NOT_INTRODUCED, Show.ON_THE_WAY}
# Commands name a day for what it is; in a form of one day it is just the day.
_DAYS = {"since", "until", "received_on", "assigned_on", "moved_on", "ended_on"}


def member_for(request: Request, member_id: int, action: str) -> Member:
    """Return a member for an action: out of sight is 404, in sight but no right 403."""
    user = request.user
    member = get_object_or_404(queries.members_for(user), pk=member_id)
    if not queries.members_for(user, action).filter(pk=member.pk).exists():
        raise NotAllowed
    return member


def seat_of(request: Request) -> Seat:
    """Return the seat that the address asks for, or the first that fits it.

    Raises NotAllowed where the person keeps no list of members at all.
    """
    seats = queries.seats_of(request.user)
    if request.GET.get("show") in _WORK_ONLY:
        seats = [seat for seat in seats if seat.side is Side.WORK] or seats
    return _chosen(request, seats)


def seats_for_papers(request: Request) -> tuple[list[Seat], Seat]:
    """Return the seats to which papers come or from which they go, and the one asked for.

    Raises NotAllowed where the person has none.
    """
    seats = [
        seat
        for seat in queries.seats_of(request.user)
        if seat.side is Side.WORK or seat.unit.is_ward
    ]
    return seats, _chosen(request, seats)


def _chosen(request: Request, seats: list[Seat]) -> Seat:
    if not seats:
        raise NotAllowed
    asked = request.GET.get("seat") or request.POST.get("seat")
    if not asked:
        return seats[0]
    found = next((seat for seat in seats if seat.key == asked), None)
    if found is None:
        raise Http404
    return found


def posted(request: Request) -> Any:
    """Return what was sent, were it nothing at all; None where the page is just opened."""
    return request.POST if request.method == "POST" else None


def keys_of(request: Request, name: str) -> list[int]:
    """Return the ids that were ticked; what is no id is left out."""
    source = request.POST if request.method == "POST" else request.GET
    written = source.getlist(name)[:MOST_AT_ONCE]
    keys = map(whole_number, written)
    return [key for key in keys if key is not None]


def given(form: forms.Form, command: Callable[[], object]) -> bool:
    """Give a command what a valid form holds; put its refusal into the form."""
    if not form.is_valid():
        return False
    try:
        command()
    except Refused as refusal:
        put_into(form, refusal)
        return False
    return True


def put_into(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal at the field that it is about, or above the form."""
    field = getattr(refusal, "field", None) or _FIELDS.get(type(refusal))
    if field in _DAYS and field not in form.fields:
        field = "day"
    shown = field is not None and field in form.fields
    form.add_error(field if shown else None, str(refusal))
    form.refusal = refusal  # type: ignore[attr-defined] # for the status and the page


def renew(form: forms.Form, **versions: int) -> None:
    """Let a form that came too late answer to the rows as they stand now.

    The person has then seen both; sending it again chooses what is in the form.
    """
    if isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
        typed: Any = form.data
        form.data = {**typed.dict(), **{n: str(v) for n, v in versions.items()}}


def form_page(
    request: Request, template: str, form: forms.Form, **page: Any
) -> HttpResponse:
    """Render a page with a form: 200 when it is fresh, 422 or the refusal's own status."""
    refusal = getattr(form, "refusal", None)
    status = HTTPStatus.OK
    if refusal is not None:
        status = HTTPStatus(status_of(refusal))
    elif form.is_bound and form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    theirs = refusal.theirs if isinstance(refusal, ChangedMeanwhile) else None
    context = {"form": form, "theirs": theirs, **page}
    return render(request, template, context, status=status)


def page_for(
    request: Request,
    form: forms.Form,
    member: Member,
    *,
    title: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    """Render the page of a form about one member."""
    page = {
        "title": title,
        "lead": lead or member.person.full_name,
        "button": button,
        "back_url": reverse("shell:member", args=[member.pk]),
    }
    return form_page(request, "roster/form.html", form, **page)


def back_to(member: Member) -> HttpResponse:
    return redirect("shell:member", member.pk)
