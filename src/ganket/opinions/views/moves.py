from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed, Refused
from ganket.opinions import commands, queries
from ganket.opinions.forms import (
    AnswerForm,
    MoveForm,
    PassUpForm,
    RejectForm,
    WithdrawForm,
)
from ganket.opinions.models import Opinion
from ganket.opinions.queries import HANDLE, JUDGE, SEE, WITHDRAW
from ganket.ui.web import status_of, whole_number

INVALID = 422
BOTH = require_http_methods(["GET", "POST"])


@require_POST
def receive(request: Request, opinion_id: int) -> HttpResponseRedirect:
    opinion = _reached(request, opinion_id, HANDLE)
    commands.receive_opinion(
        actor=request.user, opinion=opinion, version=_version(request)
    )
    messages.success(request, _("Đã tiếp nhận. Người nêu thấy nơi đang giải quyết."))
    return redirect("opinions:detail", opinion.pk)


@BOTH
def pass_up(request: Request, opinion_id: int) -> HttpResponse:
    opinion = _reached(request, opinion_id, HANDLE)
    upper = queries.upper_of(opinion.holder)
    if upper is None:
        raise commands.NobodyAbove

    def do(**values: Any) -> str:
        commands.pass_up_opinion(actor=request.user, opinion=opinion, **values)
        return _("Đã chuyển lên %(unit)s.") % {"unit": upper.full_name}

    page = {"opinion": opinion, "upper": upper}
    form = _form(request, PassUpForm, opinion)
    return _send_checked(request, form, "opinions/pass_up.html", page, do)


@BOTH
def answer(request: Request, opinion_id: int) -> HttpResponse:
    opinion = _reached(request, opinion_id, HANDLE)

    def do(**values: Any) -> str:
        commands.answer_opinion(actor=request.user, opinion=opinion, **values)
        return _("Đã trả lời. Ý kiến chờ người nêu nói đã xong hay chưa.")

    shows_name = queries.shows_name(request.user, opinion)
    page = {"opinion": opinion, "shows_name": shows_name}
    form = _form(request, AnswerForm, opinion)
    return _send_checked(request, form, "opinions/answer.html", page, do)


@BOTH
def accept(request: Request, opinion_id: int) -> HttpResponse:
    opinion = _judged(request, opinion_id)
    if request.method == "POST":
        commands.accept_answer(
            actor=request.user, opinion=opinion, version=_version(request)
        )
        messages.success(request, _("Ý kiến đã xong. Cảm ơn đồng chí đã góp ý."))
        return redirect("opinions:detail", opinion.pk)
    page = {"opinion": opinion, "step": queries.steps_of(opinion).last()}
    return render(request, "opinions/accept.html", page)


@BOTH
def reject(request: Request, opinion_id: int) -> HttpResponse:
    opinion = _judged(request, opinion_id)

    def do(**values: Any) -> str:
        commands.reject_answer(actor=request.user, opinion=opinion, **values)
        told = {"unit": opinion.holder.full_name}
        return _("Ý kiến được mở lại, nơi giữ bây giờ: %(unit)s.") % told

    page = {
        "opinion": opinion,
        "upper": queries.upper_of(opinion.holder),
        "step": queries.steps_of(opinion).last(),
    }
    form = _form(request, RejectForm, opinion)
    return _send_checked(request, form, "opinions/reject.html", page, do)


@BOTH
def withdraw(request: Request, opinion_id: int) -> HttpResponse:
    """Take back what one has taken down wrongly."""
    opinion = _reached(request, opinion_id, WITHDRAW)
    if (refusal := commands.hindrance(opinion)) is not None:
        raise refusal

    def do(**values: Any) -> str:
        commands.withdraw_opinion(actor=request.user, opinion=opinion, **values)
        said = _("Đã rút ý kiến số %(code)s và báo người nêu. Số này không dùng lại.")
        return said % {"code": opinion.code}

    form = _form(request, WithdrawForm, opinion)
    page = {"opinion": opinion}
    return _send_checked(request, form, "opinions/withdraw.html", page, do)


def _judged(request: Request, opinion_id: int) -> Opinion:
    """Return an opinion on which one has the last word; told before anything is typed."""
    opinion = _reached(request, opinion_id, JUDGE)
    if queries.helper_answered(request.user, opinion):
        raise commands.HelperAnswered
    return opinion


def _send_checked(
    request: Request,
    form: MoveForm,
    template: str,
    page: dict[str, Any],
    do: Callable[..., str],
) -> HttpResponse:
    """Show the form, then a summary of what would be sent, then send it.

    ``checked`` comes with the button of the summary. ``page`` names the opinion.
    """
    status = INVALID if request.method == "POST" else 200
    is_summary = form.is_valid()
    if is_summary and "checked" in request.POST:
        try:
            messages.success(request, do(**form.cleaned_data))
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
            is_summary, status = False, status_of(refusal)
        else:
            return redirect("opinions:detail", page["opinion"].pk)
    told = {"form": form, "is_summary": is_summary, **page}
    return render(request, template, told, status=200 if is_summary else status)


def _form(request: Request, form: type[MoveForm], opinion: Opinion) -> MoveForm:
    if request.method == "POST":
        return form(request.POST)
    return form(initial={"version": opinion.version})


def _version(request: Request) -> int:
    number = whole_number(request.POST.get("version", ""))
    return -1 if number is None else number


def _reached(request: Request, opinion_id: int, action: str) -> Opinion:
    """Return an opinion one may act on: 404 out of reach, 403 where only seen."""
    found = queries.opinions_for(request.user, action).filter(pk=opinion_id).first()
    if found is None:
        get_object_or_404(queries.opinions_for(request.user, SEE), pk=opinion_id)
        raise NotAllowed
    return found
