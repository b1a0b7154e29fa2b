"""What a person does with their own record, and what they do without their password."""

from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ganket.accounts.commands import refuse_while_serving
from ganket.accounts.queries import sign_in_name
from ganket.accounts.web import Request, too_many
from ganket.kernel.errors import ChangedMeanwhile, Refused
from ganket.kernel.phone import PhoneUnreadable
from ganket.people import commands, forms, queries
from ganket.people.models import Person
from ganket.ui.web import status_of

BAD = HTTPStatus.UNPROCESSABLE_ENTITY


@never_cache
def me(request: Request) -> HttpResponse:
    """Show one's own record, and correct number and e-mail."""
    refuse_while_serving(request.user)
    person = queries.person_of(request.user)
    if person is None:
        raise commands.NoPerson
    if request.method != "POST":
        return _own_page(request, person, forms.OwnContact(initial=_contact(person)))
    form = forms.OwnContact(request.POST)
    if not form.is_valid():
        return _own_page(request, person, form, status=BAD)
    try:
        _correct(request, form.cleaned_data)
    except ChangedMeanwhile as changed:
        return _beside_theirs(request, person, changed)
    except Refused as refusal:
        field = "phone" if isinstance(refusal, PhoneUnreadable) else None
        form.add_error(field, str(refusal))
        return _own_page(request, person, form, status=status_of(refusal))
    messages.success(request, _("Đã lưu số điện thoại và thư điện tử."))
    return redirect("people:me")


def _correct(request: Request, values: dict[str, Any]) -> None:
    commands.correct_own_contact(
        actor=request.user,
        version=values["version"],
        email=values["email"],
        phone_number=values["phone"],
    )


def _contact(person: Person) -> dict[str, object]:
    return {
        "version": person.version,
        "phone": person.phone(),
        "email": person.email,
    }


def _beside_theirs(
    request: Request, person: Person, changed: ChangedMeanwhile
) -> HttpResponse:
    # Sent again, the form now answers to the row as it stands: the person has seen it.
    person.refresh_from_db()
    kept = {"phone": request.POST.get("phone"), "email": request.POST.get("email")}
    again = forms.OwnContact({**kept, "version": person.version})
    again.add_error(None, str(changed))
    return _own_page(
        request, person, again, theirs=changed.theirs, status=HTTPStatus.CONFLICT
    )


def _own_page(
    request: Request,
    person: Person,
    form: forms.OwnContact,
    theirs: dict[str, object] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    page = {
        "person": person,
        "handle": request.user.handle,
        "form": form,
        "theirs": theirs,
    }
    return render(request, "people/me.html", page, status=status)


@login_not_required
@never_cache
def lost_password(request: HttpRequest) -> HttpResponse:
    """Ask for a fresh code by e-mail; the answer is the same whoever asks."""
    form = forms.AskForCode(request.POST or None)
    if request.method != "POST":
        return render(request, "people/lost_password.html", {"form": form})
    name = sign_in_name(request.POST.get("name", ""))
    if not ratelimit.consume(request, action="ask_for_code", key=name):
        return too_many(request)
    if not form.is_valid():
        return render(request, "people/lost_password.html", {"form": form}, status=BAD)
    commands.ask_for_code(name=form.cleaned_data["name"])
    return render(request, "people/code_asked.html")
