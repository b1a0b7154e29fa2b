"""Signing in and out, and what belongs to one's own sign-in."""

from http import HTTPStatus
from typing import Any

from allauth.account import signals
from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from typing_extensions import override

from ganket.accounts import commands, forms, queries
from ganket.accounts.devices import describe
from ganket.accounts.models import Account
from ganket.accounts.web import LANGUAGE_COOKIE, Request, too_many
from ganket.kernel.errors import Refused
from ganket.ui.web import own_address

A_YEAR = 60 * 60 * 24 * 365
BAD = HTTPStatus.UNPROCESSABLE_ENTITY


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"

    @override
    def form_invalid(self, form: Any) -> HttpResponse:
        page: HttpResponse = super().form_invalid(form)
        page.status_code = BAD
        return page


@login_not_required
@never_cache
@sensitive_post_parameters("new", "again", "code")
def accept(request: HttpRequest) -> HttpResponse:
    """Take a code and a new password, and sign in."""
    if isinstance(request.user, Account):
        commands.refuse_while_serving(request.user)
    if request.method != "POST":
        form = forms.AcceptInvitation(initial={"code": request.GET.get("code", "")})
        return render(request, "accounts/accept.html", {"form": form})
    if not ratelimit.consume(request, action="accept_invitation"):
        return too_many(request)
    form = forms.AcceptInvitation(request.POST)
    if form.is_valid() and (account := _accepted(form)):
        signed_in: HttpResponse = perform_login(request, account)
        messages.success(
            request,
            _("Đã đặt mật khẩu. Mã đăng nhập của đồng chí là %(handle)s.")
            % {"handle": account.handle},
        )
        return signed_in
    return render(request, "accounts/accept.html", {"form": form}, status=BAD)


def _accepted(form: forms.AcceptInvitation) -> Account | None:
    values = form.cleaned_data
    try:
        return commands.accept_invitation(code=values["code"], password=values["new"])
    except commands.PasswordWeak as refusal:
        form.add_error("new", str(refusal))
    except Refused as refusal:
        form.add_error("code", str(refusal))
    return None


@never_cache
@sensitive_post_parameters("old", "new", "again")
def change_password(request: Request) -> HttpResponse:
    """Change one's own password; other devices are signed out, this one stays."""
    commands.refuse_while_serving(request.user)
    form = forms.ChangePassword(request.POST or None, account=request.user)
    if request.method != "POST":
        return render(request, "accounts/password.html", {"form": form})
    if not ratelimit.consume(request, action="change_password"):
        return too_many(request)
    if form.is_valid() and _changed(request, form):
        messages.success(request, _("Đã đổi mật khẩu. Các máy khác đã đăng xuất."))
        return redirect("accounts:devices")
    return render(request, "accounts/password.html", {"form": form}, status=BAD)


def _changed(request: Request, form: forms.ChangePassword) -> bool:
    account, here = request.user, request.session.session_key
    try:
        commands.set_password(
            account=account, password=form.cleaned_data["new"], keep=here
        )
    except commands.PasswordWeak as refusal:
        form.add_error("new", str(refusal))
        return False
    _stay_signed_in(request)
    return True


def _stay_signed_in(request: Request) -> None:
    update_session_auth_hash(request, request.user)
    signals.password_changed.send(Account, request=request, user=request.user)


@require_GET
@never_cache
def devices(request: Request) -> HttpResponse:
    """Show on which devices one is signed in."""
    commands.refuse_while_serving(request.user)
    here = request.session.session_key
    rows = [
        {
            "pk": device.pk,
            "name": describe(device.user_agent),
            "since": device.created_at,
            "is_here": device.session_key == here,
        }
        for device in queries.devices_of(request.user)
    ]
    return render(request, "accounts/devices.html", {"devices": rows})


@require_POST
def end_device(request: Request, pk: int) -> HttpResponse:
    device = get_object_or_404(queries.devices_of(request.user), pk=pk)
    commands.end_sign_in(account=request.user, device_id=device.pk)
    messages.success(
        request,
        _("Đã đăng xuất khỏi: %(name)s.") % {"name": describe(device.user_agent)},
    )
    return redirect("accounts:devices")


@require_POST
def end_devices(request: Request) -> HttpResponse:
    commands.end_sign_ins(account=request.user, keep=request.session.session_key)
    _stay_signed_in(request)
    messages.success(request, _("Đã đăng xuất khỏi mọi máy khác."))
    return redirect("accounts:devices")


@login_not_required
@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """Let the pages speak another language, on this device or to this account."""
    form = forms.ChooseLanguage(request.POST)
    back = own_address(request, request.POST.get("next", ""), "/")
    answer = HttpResponseRedirect(back)
    if form.is_valid():
        language = form.cleaned_data["language"]
        if isinstance(request.user, Account):
            commands.change_language(account=request.user, language=language)
        answer.set_cookie(
            LANGUAGE_COOKIE, language, max_age=A_YEAR, samesite="Lax", httponly=True
        )
    return answer
