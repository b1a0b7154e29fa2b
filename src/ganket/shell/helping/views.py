"""Choosing whom to serve, beginning, ending."""

from allauth.account.views import logout
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from ganket.accounts.commands import refuse_while_serving
from ganket.accounts.models import Account
from ganket.accounts.web import Request
from ganket.kernel.errors import Refused
from ganket.shell.helping import commands, forms, queries, web
from ganket.ui.paging import page_of
from ganket.ui.web import status_of

LONGEST_QUERY = 100


@require_GET
def choose(request: Request) -> HttpResponse:
    """List the members whom one may serve, with search."""
    refuse_while_serving(request.user)
    asked = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    found = page_of(queries.servable_by(request.user, asked), request.GET)
    return render(request, "helping/choose.html", {"asked": asked, "found": found})


@require_http_methods(["GET", "POST"])
def start(request: Request, member_id: int) -> HttpResponse:
    """Ask whether the person is here and agrees; then act as that person."""
    refuse_while_serving(request.user)
    member = get_object_or_404(queries.servable_by(request.user), pk=member_id)
    form = forms.Agreement(request.POST or None)
    page = {"member": member, "form": form}
    if request.method != "POST":
        return render(request, "helping/start.html", page)
    has_agreed = form.is_valid() and form.cleaned_data["has_agreed"]
    try:
        until = commands.start_help(
            actor=request.user, member=member, has_agreed=has_agreed
        )
    except Refused as refusal:
        form = forms.Agreement({"has_agreed": ""})
        form.add_error("has_agreed", str(refusal))
        page["form"] = form
        return render(request, "helping/start.html", page, status=status_of(refusal))
    web.begin(request, member.person_id, until)
    return redirect("shell:home")


@require_POST
def stop(request: Request) -> HttpResponse:
    web.finish(request, request.user)
    messages.success(request, _("Đã xong. Đồng chí làm việc của mình tiếp."))
    return redirect("shell:home")


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and stop serving before. The next at this machine finds no page kept."""
    if request.method == "POST" and isinstance(request.user, Account):
        web.finish(request, request.user)
    answer: HttpResponse = logout(request)
    if request.method == "POST":
        answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
