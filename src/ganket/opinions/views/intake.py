from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed, Refused
from ganket.opinions import commands, queries
from ganket.opinions.forms import NoteForm, OpinionForm
from ganket.opinions.queries import JUDGE
from ganket.org.models import Unit
from ganket.roster.queries import home_link_of, members_of, own_member
from ganket.ui.web import status_of

INVALID = 422

F = TypeVar("F", bound=OpinionForm)


@require_http_methods(["GET", "POST"])
def raise_opinion(request: Request) -> HttpResponse:
    """Take in what a member says, and answer with its number."""
    member = own_member(request.user)
    if member is None:
        raise commands.NoMember
    link = home_link_of(member)
    form = OpinionForm(request.POST or None)
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        try:
            opinion = commands.raise_opinion(actor=request.user, **form.words)
        except Refused as refusal:
            form = _again(form, refusal)
            status = status_of(refusal)
        else:
            return redirect("opinions:receipt", opinion.pk)
    page = {"form": form, "unit": (link.cell or link.ward) if link else None}
    return render(request, "opinions/raise.html", page, status=status)


@require_GET
def receipt(request: Request, opinion_id: int) -> HttpResponse:
    opinion = get_object_or_404(
        queries.opinions_for(request.user, JUDGE), pk=opinion_id
    )
    return render(request, "opinions/receipt.html", {"opinion": opinion})


@require_http_methods(["GET", "POST"])
def note(request: Request) -> HttpResponse:
    """Take opinions down for members of a unit, one after the other."""
    units = list(queries.noting_units(request.user))
    if not units:
        raise NotAllowed
    unit = _chosen(request, units)
    if unit is None:
        return render(request, "opinions/units.html", {"units": units})
    form = NoteForm(
        request.POST or None,
        members=members_of(unit),
        initial={"member": request.GET.get("member", "")},
    )
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        try:
            return _taken_down(request, unit, form)
        except Refused as refusal:
            form = _again(form, refusal)
            status = status_of(refusal)
    noted = queries.noted_today(request.user, unit)
    page = {"form": form, "unit": unit, "noted": noted}
    return render(request, "opinions/note.html", page, status=status)


def _taken_down(request: Request, unit: Unit, form: NoteForm) -> HttpResponse:
    opinion = commands.note_opinion(
        actor=request.user, unit=unit, member=form.chosen_member, **form.words
    )
    said = _("Đã ghi ý kiến số %(code)s của đồng chí %(name)s, hạn trả lời %(day)s.")
    told = {
        "code": opinion.code,
        "name": form.chosen_member,
        "day": f"{opinion.due_on:%d/%m/%Y}",
    }
    messages.success(request, said % told)
    return redirect(f"{reverse('opinions:note')}?unit={unit.code}")


def _again(form: F, refusal: Refused) -> F:
    """Return the form with the refusal in it; a used key is changed for a new one."""
    if isinstance(refusal, commands.KeyUsed):
        form = form.with_new_key()
    form.add_error(None, str(refusal))
    return form


def _chosen(request: Request, units: list[Unit]) -> Unit | None:
    if len(units) == 1:
        return units[0]
    return next((u for u in units if u.code == request.GET.get("unit")), None)
