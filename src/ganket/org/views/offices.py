"""Giving and ending offices."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.kernel.errors import Refused
from ganket.kernel.phone import PhoneUnreadable
from ganket.org import commands, forms, queries
from ganket.org.models import Office, Unit
from ganket.org.views.units import BAD, LONGEST_QUERY, need, unit_for
from ganket.people import commands as people
from ganket.ui.web import status_of

MOST_FOUND = 20


@require_GET
def appoint(request: Request, code: str) -> HttpResponse:
    """Find the person first: most who take up an office are known already."""
    unit = unit_for(request, code)
    need(unit, may=bool(queries.rights_in(request.user, unit).roles))
    asked = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    found = queries.pickable_named(request.user, asked, MOST_FOUND + 1)
    page = {
        "unit": unit,
        "asked": asked,
        "found": found[:MOST_FOUND],
        "has_more": len(found) > MOST_FOUND,
    }
    return render(request, "org/appoint.html", page)


@require_http_methods(["GET", "POST"])
def appoint_known(request: Request, code: str, person_id: int) -> HttpResponse:
    """Give an office to somebody who is known."""
    unit = unit_for(request, code)
    rights = queries.rights_in(request.user, unit)
    need(unit, may=bool(rights.roles))
    person = get_object_or_404(queries.pickable(request.user), pk=person_id)
    form = forms.Term(request.POST or None, roles=rights.roles, initial=_fresh_term())
    page = {"unit": unit, "person": person, "form": form}
    if request.method != "POST":
        return render(request, "org/appoint_form.html", page)
    if not form.is_valid():
        return render(request, "org/appoint_form.html", page, status=BAD)
    try:
        office = commands.give_office(
            actor=request.user, person=person, unit=unit, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(_field_of(refusal), str(refusal))
        return render(request, "org/appoint_form.html", page, status=status_of(refusal))
    return _given(request, office)


@require_http_methods(["GET", "POST"])
def appoint_new(request: Request, code: str) -> HttpResponse:
    """Give an office to somebody who is written down for the first time."""
    unit = unit_for(request, code)
    rights = queries.rights_in(request.user, unit)
    need(unit, may=bool(rights.roles))
    name = request.GET.get("name", "")[:LONGEST_QUERY]
    form = forms.NewHolder(
        request.POST or None,
        roles=rights.roles,
        initial={**_fresh_term(), "full_name": name},
    )
    page = {"unit": unit, "person": None, "form": form}
    if request.method != "POST":
        return render(request, "org/appoint_form.html", page)
    if not form.is_valid():
        return render(request, "org/appoint_form.html", page, status=BAD)
    try:
        office = _appoint_new(request, unit, form.cleaned_data)
    except Refused as refusal:
        form.add_error(_field_of(refusal), str(refusal))
        return render(request, "org/appoint_form.html", page, status=status_of(refusal))
    return _given(request, office)


def _appoint_new(request: Request, unit: Unit, values: dict[str, Any]) -> Office:
    number = values.pop("phone")
    return commands.appoint_new(
        actor=request.user, unit=unit, phone_number=number, **values
    )


def _fresh_term() -> dict[str, object]:
    return {"client_key": uuid.uuid4(), "since": clock.today()}


def _given(request: Request, office: Office) -> HttpResponse:
    told = {"name": office.person, "role": office.get_role_display()}
    messages.success(request, _("Đã giao cho đồng chí %(name)s: %(role)s.") % told)
    if office.person.account_id is None:
        return redirect("org:holder", office.person_id)
    return redirect("org:unit", office.unit.code)


_FIELDS: dict[type[Refused], str] = {
    commands.AlreadyHeld: "role",
    commands.OwnAppointment: "role",
    commands.SecretaryThere: "role",
    commands.TermFarAway: "since",
    commands.TermRunsBackwards: "until",
    people.NameMissing: "full_name",
    people.NameTooLong: "full_name",
    people.NameUnreadable: "full_name",
    people.EmailUnreadable: "email",
    PhoneUnreadable: "phone",
}


def _field_of(refusal: Refused) -> str | None:
    return _FIELDS.get(type(refusal))


@require_http_methods(["GET", "POST"])
def end(request: Request, office_id: int) -> HttpResponse:
    """End an office, the rights with it."""
    seen = queries.offices_for(request.user, queries.APPOINT)
    office = get_object_or_404(seen, pk=office_id)
    form = forms.EndOffice(request.POST or None, initial={"until": clock.today()})
    page = {"office": office, "form": form}
    if request.method != "POST":
        return render(request, "org/end.html", page)
    if not form.is_valid():
        return render(request, "org/end.html", page, status=BAD)
    try:
        commands.end_office(actor=request.user, office=office, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("until" if _field_of(refusal) else None, str(refusal))
        return render(request, "org/end.html", page, status=status_of(refusal))
    told = {"name": office.person, "role": office.get_role_display()}
    messages.success(request, _("Đồng chí %(name)s đã thôi: %(role)s.") % told)
    return redirect("org:unit", office.unit.code)
