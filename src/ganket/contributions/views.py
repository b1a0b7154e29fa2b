from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ganket.accounts.web import Request
from ganket.contributions import commands, queries
from ganket.contributions.enums import ContactKind
from ganket.contributions.forms import ContactForm, ContributionForm
from ganket.contributions.models import Contact
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.people.commands import note_reading
from ganket.people.queries import acting_person_id
from ganket.roster.models import Member
from ganket.roster.queries import own_member
from ganket.ui.paging import page_of
from ganket.ui.web import own_address, status_of

INVALID = 422
LATELY = 8


@require_GET
def mine(request: Request) -> HttpResponse:
    own = own_member(request.user)
    if own is None:
        raise NotAllowed
    return _page_of(request, own, is_own=True)


@require_GET
def member(request: Request, member_id: int) -> HttpResponse:
    """Show what one member did, and when the cell met them; the reading is noted."""
    found = _member(request, member_id)
    own = own_member(request.user)
    if own == found:
        return redirect("contributions:mine")
    note_reading(
        actor=request.user, person=found.person, what=gettext_noop("Việc đã làm")
    )
    return _page_of(request, found, is_own=False)


@require_http_methods(["GET", "POST"])
def note(request: Request, member_id: int) -> HttpResponse:
    """Note work, of oneself or of a member of the cell."""
    found = _member(request, member_id)
    form = ContributionForm(request.POST or None)
    status = INVALID if request.method == "POST" else 200
    if form.is_valid():
        try:
            commands.note_contribution(
                actor=request.user, member=found, **form.cleaned_data
            )
        except commands.ReadsLikeMoney as refusal:
            form.add_error("is_deed", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = status_of(refusal)
        else:
            messages.success(request, _("Đã ghi. Ghi nhầm thì bấm “Rút lại”."))
            return redirect("contributions:member", found.pk)
    page = {"form": form, "member": found, "is_own": own_member(request.user) == found}
    return render(request, "contributions/note.html", page, status=status)


@require_POST
def contact(request: Request, member_id: int) -> HttpResponseRedirect:
    """Note with one tap that the cell met a member today."""
    found = get_object_or_404(queries.members_to_note_for(request.user), pk=member_id)
    form = ContactForm(request.POST)
    if not form.is_valid():
        raise commands.KindUnknown
    row = commands.note_contact(
        actor=request.user,
        member=found,
        kind=form.cleaned_data["kind"],
        client_key=form.cleaned_data["client_key"] or uuid4(),
    )
    messages.success(request, _said(row))
    return _back(request, reverse("contributions:member", args=[found.pk]))


@require_GET
def not_met(request: Request) -> HttpResponse:
    """List whom of a unit the cell has not met this half-year: the cell's own debt."""
    units = list(queries.noting_units(request.user))
    if not units:
        raise NotAllowed
    unit = _chosen(request, units)
    if unit is None:
        return render(request, "contributions/units.html", {"units": units})
    since = queries.period_began_on()
    found = page_of(queries.not_met(unit, since), request.GET)
    page = {
        "unit": unit,
        "since": since,
        "page": found,
        "last": queries.last_contact_by_member(found.rows),
        "noted": list(queries.noted_today(request.user, unit)[:LATELY]),
    }
    return render(request, "contributions/not_met.html", page)


@require_POST
def withdraw(request: Request, contribution_id: int) -> HttpResponseRedirect:
    row = get_object_or_404(queries.contributions_for(request.user), pk=contribution_id)
    commands.withdraw_contribution(actor=request.user, contribution=row)
    messages.success(request, _("Đã rút việc vừa ghi."))
    return redirect("contributions:member", row.member_id)


@require_POST
def withdraw_contact(request: Request, contact_id: int) -> HttpResponseRedirect:
    row = get_object_or_404(queries.contacts_for(request.user), pk=contact_id)
    commands.withdraw_contact(actor=request.user, contact=row)
    messages.success(request, _("Đã rút lần gặp vừa ghi."))
    return _back(request, reverse("contributions:member", args=[row.member_id]))


def _said(contact: Contact) -> str:
    sentences = {
        ContactKind.SPOKE: _("Đã trò chuyện với đồng chí %(name)s: đã ghi."),
        ContactKind.VISITED: _("Đã đến nhà đồng chí %(name)s: đã ghi."),
        ContactKind.CALLED: _("Đã gọi điện cho đồng chí %(name)s: đã ghi."),
    }
    return sentences[ContactKind(contact.kind)] % {"name": contact.member}


def _page_of(request: Request, found: Member, *, is_own: bool) -> HttpResponse:
    page = {
        "member": found,
        "is_own": is_own,
        "works": queries.contributions_for(request.user).filter(member=found),
        "contacts": queries.contacts_for(request.user).filter(member=found),
        "author": acting_person_id(request.user),
    }
    return render(request, "contributions/member.html", page)


def _member(request: Request, member_id: int) -> Member:
    """Return oneself, or a member whose work the reader may note."""
    own = own_member(request.user)
    if own is not None and own.pk == member_id:
        return own
    found = queries.members_to_note_for(request.user).filter(pk=member_id).first()
    if found is None:
        raise Http404
    return found


def _chosen(request: Request, units: list[Unit]) -> Unit | None:
    if len(units) == 1:
        return units[0]
    return next((u for u in units if u.code == request.GET.get("unit")), None)


def _back(request: Request, otherwise: str) -> HttpResponseRedirect:
    """Return to the page on which the button stood, if it is one of ours."""
    asked = request.POST.get("next", "")
    return HttpResponseRedirect(own_address(request, asked, otherwise))
