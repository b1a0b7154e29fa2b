"""The cell writes a review, shows it, takes it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.people.commands import note_reading
from ganket.reviews import commands, queries
from ganket.reviews.enums import ReviewState
from ganket.reviews.forms import DraftForm
from ganket.reviews.views.boxes import boxes_of
from ganket.reviews.views.common import INVALID, fetched
from ganket.reviews.views.reading import reading_of
from ganket.ui.web import status_of

LATER, BEFORE, AFTER = "later", "before", "after"


@require_http_methods(["GET", "POST"])
def write(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    if not review.may_write:
        raise NotAllowed
    if review.state != ReviewState.DRAFT:
        return redirect("reviews:detail", review.pk)
    if request.method == "POST":
        return _save(request, review)
    note_reading(actor=request.user, person=review.member.person, **reading_of(review))
    answers = queries.answers_of(review)
    form = DraftForm.beginning(review.paper, answers, review.version)
    return _page(request, review, form)


def _save(request: Request, review: Any) -> HttpResponse:
    form = DraftForm(request.POST, paper=review.paper)
    if not form.is_valid():
        return _page(request, review, form, status=INVALID)
    then = request.POST.get("then")
    if then in {BEFORE, AFTER} and not form.differs_from(queries.answers_of(review)):
        return _beside(request, review, then)
    is_finished = then not in {LATER, BEFORE, AFTER}
    try:
        commands.save_draft(
            actor=request.user,
            review=review,
            version=form.cleaned_data["version"],
            answers=form.answers,
            is_finished=is_finished,
        )
    except commands.DraftIncomplete as lack:
        form.add_gaps(lack.gaps)
    except ChangedMeanwhile as clash:
        return _both(request, review, form, clash)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        if then in {BEFORE, AFTER}:
            messages.success(request, _kept(review))
            return _beside(request, review, then)
        return _go_on(request, review, is_finished=is_finished)
    return _page(request, review, form, status=INVALID)


def _beside(request: Request, review: Any, then: str) -> HttpResponse:
    """Go to the one before or after in the list, whatever state it is in."""
    around = queries.neighbours_of(review, request.user)
    to = around.previous if then == BEFORE else around.next
    return redirect("reviews:write", to or review.pk)


def _kept(review: Any) -> str:
    name: str = review.member.person.full_name
    return _("Đã lưu phiếu của đồng chí %s.") % name


def _both(
    request: Request, review: Any, form: DraftForm, clash: ChangedMeanwhile
) -> HttpResponse:
    """Show what both have written; saving once more takes what stands in the form."""
    review.refresh_from_db()
    theirs = {
        key: commands.Given(**said)
        for key, said in clash.theirs.items()
        if isinstance(said, dict) and commands.Given(**said) != form.answers[key]
    }
    typed = request.POST.copy()
    typed["version"] = str(review.version)
    again = DraftForm(typed, paper=review.paper)
    again.add_error(None, str(clash))
    status = status_of(clash)
    return _page(request, review, again, status=status, theirs=theirs)


def _go_on(request: Request, review: Any, *, is_finished: bool) -> HttpResponse:
    name = review.member.person.full_name
    around = queries.neighbours_of(review, request.user)
    if not is_finished:
        messages.success(request, _kept(review))
    elif around.next_unfinished is None:
        messages.success(
            request,
            _("Đã viết xong phiếu của đồng chí %s. Không còn ai chưa viết.") % name,
        )
    else:
        messages.success(
            request, _("Đã viết xong phiếu của đồng chí %s. Đây là đồng chí kế.") % name
        )
        return redirect("reviews:write", around.next_unfinished)
    return redirect("reviews:cell", review.cell.code, review.year)


def _page(
    request: Request,
    review: Any,
    form: DraftForm,
    *,
    status: int = 200,
    theirs: dict[str, commands.Given] | None = None,
) -> HttpResponse:
    evidence = queries.evidence_beside(review)
    answers = queries.answers_of(review)
    page = {
        "review": review,
        "form": form,
        "boxes": boxes_of(review, evidence, answers, theirs, is_touched=form.is_bound),
        "works": queries.works_beside(review),
        "way": queries.way_of(review),
        "around": queries.neighbours_of(review, request.user),
        "is_late": review.due_on is not None and _is_past(review),
    }
    return render(request, "reviews/write.html", page, status=status)


def _is_past(review: Any) -> bool:
    return bool(review.due_on < clock.today())


@require_POST
def show(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    try:
        commands.show_to_member(actor=request.user, review=review)
    except commands.FrontNotMet as refusal:
        messages.error(request, str(refusal))
        return redirect("reviews:cell", review.cell.code, review.year)
    except commands.DraftIncomplete as lack:
        messages.error(request, " ".join([str(lack), *lack.gaps.values()]))
        return redirect("reviews:write", review.pk)
    told = _("Đồng chí %(name)s đọc và trả lời được đến hết %(day)s.") % {
        "name": review.member.person.full_name,
        "day": f"{review.reply_until:%d/%m/%Y}",
    }
    if review.is_late:
        told += " " + _("Phiếu ghi là trễ hạn.")
    messages.success(request, told)
    return redirect("reviews:detail", review.pk)


@require_POST
def take_back(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    commands.take_back(actor=request.user, review=review)
    messages.success(
        request, _("Đã rút phiếu về. Chi bộ sửa rồi cho đồng chí đọc lại.")
    )
    return redirect("reviews:write", review.pk)
