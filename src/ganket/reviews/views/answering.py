"""The member answers, the ward confirms or sends back, the workplace acknowledges."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ganket.accounts.web import Request
from ganket.kernel.errors import Refused
from ganket.reviews import commands, forms
from ganket.reviews.enums import ReviewState
from ganket.reviews.views.common import INVALID, fetched
from ganket.reviews.views.reading import shown
from ganket.ui.web import status_of

SEND, EDIT = "send", "edit"


@require_POST
def reply(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    form = forms.ReplyForm(request.POST)
    if not form.is_valid():
        return shown(request, review, status=INVALID, reply_form=form)
    if request.POST.get("then") != SEND:
        is_edit = request.POST.get("then") == EDIT
        return _look(request, review, form, is_edit=is_edit)
    try:
        commands.reply_to_review(
            actor=request.user, review=review, reply=form.cleaned_data["reply"]
        )
    except Refused as refusal:
        typed = form.cleaned_data["reply"]
        status = status_of(refusal)
        return shown(request, review, status=status, refusal=refusal, typed=typed)
    messages.success(request, _("Đã ghi ý kiến của đồng chí vào phiếu."))
    return redirect("reviews:detail", review.pk)


def _look(
    request: Request, review: Any, form: forms.ReplyForm, *, is_edit: bool
) -> HttpResponse:
    """Show the answer once more: a review is answered one single time."""
    if is_edit:
        return shown(request, review, reply_form=form)
    page = {"review": review, "reply": form.cleaned_data["reply"]}
    return render(request, "reviews/reply_check.html", page)


@require_http_methods(["GET", "POST"])
def agree(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    if request.method == "GET":
        return render(request, "reviews/agree_check.html", {"review": review})
    commands.agree_to_review(actor=request.user, review=review)
    messages.success(request, _("Đã ghi: đồng chí đã đọc, không có ý kiến gì thêm."))
    return redirect("reviews:detail", review.pk)


@require_POST
def confirm(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    form = forms.VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else review.version - 1
    commands.confirm_review(actor=request.user, review=review, version=version)
    if review.state == ReviewState.DELIVERED:
        messages.success(request, _("Đã xác nhận và gửi phiếu đến nơi công tác."))
    else:
        messages.warning(
            request,
            _("Đã xác nhận. Chưa gửi được vì chưa biết đồng chí công tác ở đâu."),
        )
    return redirect("reviews:detail", review.pk)


@require_POST
def send_back(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    form = forms.SendBackForm(request.POST)
    if not form.is_valid():
        return shown(request, review, status=INVALID, send_back_form=form)
    commands.send_back(
        actor=request.user, review=review, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("Đã trả phiếu về chi bộ kèm lý do."))
    return redirect("reviews:board", review.ward.code, review.year)


@require_POST
def deliver(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    commands.deliver_review(actor=request.user, review=review)
    messages.success(request, _("Đã gửi phiếu đến nơi công tác."))
    return redirect("reviews:detail", review.pk)


@require_POST
def drop(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    form = forms.DropForm(request.POST)
    if not form.is_valid():
        return shown(request, review, status=INVALID, drop_form=form)
    commands.drop_review(
        actor=request.user, review=review, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("Đã đưa phiếu ra khỏi danh sách kỳ này."))
    return redirect("reviews:detail", review.pk)


@require_POST
def restore(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    commands.restore_review(actor=request.user, review=review)
    messages.success(request, _("Đã đưa phiếu lại vào danh sách."))
    return redirect("reviews:detail", review.pk)


@require_POST
def acknowledge(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    form = forms.AcknowledgeForm(request.POST)
    if not form.is_valid():
        return shown(request, review, status=INVALID, acknowledge_form=form)
    commands.acknowledge_review(
        actor=request.user, review=review, use_stated=form.cleaned_data["use_stated"]
    )
    messages.success(
        request, _("Đã phản hồi. Đồng chí được nhận xét và phường đều thấy.")
    )
    return redirect("reviews:detail", review.pk)
