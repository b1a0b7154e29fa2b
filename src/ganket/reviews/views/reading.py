"""One review: the page on which everybody reads it, and its paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from ganket.accounts.web import Request
from ganket.people.commands import note_reading
from ganket.reviews import commands, forms, queries
from ganket.reviews.enums import ReviewState
from ganket.reviews.views.boxes import boxes_of
from ganket.reviews.views.common import as_pdf, fetched


@require_GET
def detail(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    note_reading(actor=request.user, person=review.member.person, **reading_of(review))
    return shown(request, review)


@require_GET
def paper(request: Request, review_id: int) -> HttpResponse:
    review = fetched(request, review_id)
    content = commands.print_review(actor=request.user, review=review)
    return as_pdf(content, f"phieu-nhan-xet-{review.year}-{review.pk}")


def reading_of(review: Any) -> dict[str, Any]:
    """Return what was read, as it stands in the journal."""
    return {"what": gettext_noop("Phiếu nhận xét năm %(year)d"), "year": review.year}


def shown(
    request: Request, review: Any, *, status: int = 200, **own: Any
) -> HttpResponse:
    """Answer with the page of a review; ``own`` puts a form that came back in place."""
    evidence = queries.evidence_beside(review)
    answers = queries.answers_of(review)
    page = {
        "review": review,
        "boxes": boxes_of(review, evidence, answers),
        "is_blank": not answers,
        "works": queries.works_beside(review),
        "stage": queries.stage_of(review),
        "way": queries.way_of(review),
        "is_own": review.may_reply,
        "reply_days": queries.reply_days_of(review),
        "help": queries.help_in_words(review),
        "reply_form": forms.ReplyForm(),
        "send_back_form": forms.SendBackForm(),
        "acknowledge_form": forms.AcknowledgeForm(),
        "drop_form": forms.DropForm(),
        **_steps_open(review, wrote=_wrote_as_helper(request, review)),
        **own,
    }
    return render(request, "reviews/detail.html", page, status=status)


def _wrote_as_helper(request: Request, review: Any) -> bool:
    is_helping = request.user.helping_id is not None and review.may_reply
    return is_helping and commands.wrote(request.user, review)


def _steps_open(review: Any, *, wrote: bool) -> dict[str, bool]:
    """Say which steps are open to this person at this moment."""
    is_draft = review.state == ReviewState.DRAFT
    is_shown = review.state == ReviewState.SHOWN
    unheard = is_shown and not review.has_answer
    may_answer = review.may_reply and unheard and not review.reply_time_is_over
    return {
        "can_write": review.may_write and is_draft,
        "can_show": review.may_write and is_draft and review.is_finished,
        "can_take_back": review.may_write and unheard,
        "can_reply": may_answer and not wrote,
        "must_not_help": may_answer and wrote,
        "can_confirm": review.may_confirm and review.may_be_confirmed_now,
        "can_send_back": review.may_confirm and is_shown,
        "can_drop": review.may_confirm and is_draft,
        "can_restore": review.may_confirm and review.state == ReviewState.DROPPED,
        "can_deliver": review.may_confirm and review.state == ReviewState.CONFIRMED,
        "can_acknowledge": review.may_acknowledge
        and review.state == ReviewState.DELIVERED,
    }
