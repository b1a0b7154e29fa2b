"""One holder of an office: who it is, correcting, inviting, shutting out."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from ganket.accounts.queries import open_invitation_of
from ganket.accounts.web import Request
from ganket.kernel.errors import ChangedMeanwhile, Refused
from ganket.kernel.phone import PhoneUnreadable
from ganket.org import commands, forms, queries
from ganket.org.views.units import BAD
from ganket.people import commands as people
from ganket.people.models import Person
from ganket.ui.web import status_of


@require_GET
@never_cache
def holder(request: Request, person_id: int) -> HttpResponse:
    """Show name, offices and sign-in of a holder; the reading is written down."""
    person = _holder(request, person_id)
    people.note_reading(
        actor=request.user, person=person, what=gettext_noop("Trang người giữ chức vụ")
    )
    account = person.account
    page = {
        "person": person,
        "phone": person.phone(),
        "offices": queries.flagged(request.user, queries.offices_held(person)),
        "account": account,
        "waiting": open_invitation_of(account) if account else None,
        "may_change": queries.may_change_sign_in(request.user, person),
    }
    return render(request, "org/holder.html", page)


@require_http_methods(["GET", "POST"])
@never_cache
def correct(request: Request, person_id: int) -> HttpResponse:
    person = _holder(request, person_id)
    commands.refuse_beyond(request.user, person)
    if request.method != "POST":
        people.note_reading(
            actor=request.user, person=person, what=gettext_noop("Trang sửa thông tin")
        )
        form = forms.Correction(initial=_record(person))
        page = {"person": person, "form": form, "theirs": None}
        return render(request, "org/correct.html", page)
    form = forms.Correction(request.POST)
    if not form.is_valid():
        page = {"person": person, "form": form, "theirs": None}
        return render(request, "org/correct.html", page, status=BAD)
    try:
        _correct(request, person, form)
    except Refused as refusal:
        return _not_corrected(request, person, form, refusal)
    messages.success(request, _("Đã lưu thông tin của đồng chí %s.") % person)
    return redirect("org:holder", person.pk)


def _not_corrected(
    request: Request, person: Person, form: forms.Correction, refusal: Refused
) -> HttpResponse:
    theirs: dict[str, object] = {}
    if isinstance(refusal, ChangedMeanwhile):
        person.refresh_from_db()
        form = forms.Correction({**form.cleaned_data, "version": person.version})
        theirs = refusal.theirs
    form.add_error(_FIELDS.get(type(refusal)), str(refusal))
    page = {"person": person, "form": form, "theirs": theirs}
    return render(request, "org/correct.html", page, status=status_of(refusal))


_FIELDS: dict[type[Refused], str] = {
    people.NameMissing: "full_name",
    people.NameTooLong: "full_name",
    people.NameUnreadable: "full_name",
    people.EmailUnreadable: "email",
    PhoneUnreadable: "phone",
}


def _record(person: Person) -> dict[str, object]:
    return {
        "version": person.version,
        "full_name": person.full_name,
        "phone": person.phone(),
        "email": person.email,
    }


def _correct(request: Request, person: Person, form: forms.Correction) -> None:
    values = form.cleaned_data
    commands.correct_holder(
        actor=request.user,
        person=person,
        version=values["version"],
        full_name=values["full_name"],
        email=values["email"],
        phone_number=values["phone"],
    )


@require_http_methods(["GET", "POST"])
@never_cache
def invite(request: Request, person_id: int) -> HttpResponse:
    """Ask first, then show a fresh code: once, because only its hash is kept."""
    person = _holder(request, person_id)
    commands.refuse_beyond(request.user, person)
    if request.method != "POST":
        waiting = open_invitation_of(person.account) if person.account else None
        page: dict[str, object] = {"person": person, "waiting": waiting}
        return render(request, "org/invite.html", page)
    page = {
        "invited": commands.invite_holder(actor=request.user, person=person),
        "offices": queries.offices_held(person),
        "site": settings.GANKET_SITE_URL,
    }
    return render(request, "org/invited.html", page)


@require_POST
def close_sign_in(request: Request, person_id: int) -> HttpResponse:
    person = _holder(request, person_id)
    commands.close_sign_in(actor=request.user, person=person)
    messages.success(request, _("Đồng chí %s không đăng nhập được nữa.") % person)
    return redirect("org:holder", person.pk)


@require_POST
def reopen_sign_in(request: Request, person_id: int) -> HttpResponse:
    person = _holder(request, person_id)
    commands.reopen_sign_in(actor=request.user, person=person)
    messages.success(
        request,
        _("Đã mở lại quyền đăng nhập. Đồng chí cấp mã mời mới cho %s.") % person,
    )
    return redirect("org:holder", person.pk)


def _holder(request: Request, person_id: int) -> Person:
    seen = queries.holders_for(request.user, queries.SEE_HOLDER)
    return get_object_or_404(seen.select_related("account"), pk=person_id)
