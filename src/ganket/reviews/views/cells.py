"""A cell's reviews of a year: the list, showing them all, confirming them all."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed
from ganket.org.models import Unit
from ganket.org.queries import ward_of
from ganket.reviews import commands, queries
from ganket.reviews.forms import versions_of
from ganket.reviews.models import Review
from ganket.reviews.views.common import as_pdf, cell_of, rows_of
from ganket.rulebook.criteria import UNKNOWN
from ganket.ui.paging import page_of

SEND = "send"
CHOOSE = "choose"
NOTHING_CHOSEN = gettext_lazy("Chưa chọn phiếu nào nên chưa xác nhận phiếu nào.")


@require_GET
def cell(request: Request, code: str, year: int) -> HttpResponse:
    unit = cell_of(request, code)
    stage = str(request.GET.get("stage", ""))
    seen = queries.reviews_for(request.user).filter(cell=unit, year=year)
    shown = page_of(queries.narrowed(seen, stage), request.GET)
    told = queries.progress([unit], year)[unit.pk]
    page = {
        "unit": unit,
        "ward": ward_of(unit),
        "year": year,
        "years": queries.years_of(queries.reviews_for(request.user).filter(cell=unit)),
        "cycle": queries.cycle_of(ward_of(unit), year),
        "progress": told,
        "stage": stage if stage in queries.STAGES else "",
        "page": shown,
        "rows": rows_of(list(shown.rows)),
        "next_to_write": _next_to_write(request, unit, year),
        "may_write": queries.may_write_in(request.user, unit),
        "may_confirm": queries.may_confirm_in(request.user, ward_of(unit)),
        "dropped": queries.narrowed(seen, "dropped").count(),
        "occasions": queries.occasions_of(unit, year),
    }
    return render(request, "reviews/cell.html", page)


def _next_to_write(request: Request, unit: Unit, year: int) -> Review | None:
    mine = queries.reviews_for(request.user, queries.WRITE).filter(cell=unit, year=year)
    return queries.narrowed(mine, "write").first()


@require_http_methods(["GET", "POST"])
def show_cell(request: Request, code: str, year: int) -> HttpResponse:
    unit = cell_of(request, code)
    if not queries.may_write_in(request.user, unit):
        raise NotAllowed
    mine = queries.reviews_for(request.user, queries.WRITE).filter(cell=unit, year=year)
    if request.method == "POST":
        return _show_chosen(request, unit, year)
    page = {
        "unit": unit,
        "year": year,
        "cycle": queries.cycle_of(ward_of(unit), year),
        "reviews": list(queries.narrowed(mine, "written")),
        "unwritten": queries.narrowed(mine, "write").count(),
    }
    return render(request, "reviews/show_cell.html", page)


def _show_chosen(request: Request, unit: Unit, year: int) -> HttpResponse:
    try:
        outcome = commands.show_finished(
            actor=request.user,
            cell=unit,
            year=year,
            versions=versions_of(request.POST.getlist("chosen")),
        )
    except commands.FrontNotMet as refusal:
        messages.error(request, str(refusal))
    else:
        _tell_shown(request, outcome)
    return redirect("reviews:cell", unit.code, year)


def _tell_shown(request: Request, outcome: commands.ShownReviews) -> None:
    shown, held = len(outcome.shown), len(outcome.held_back)
    if shown:
        told = ngettext(
            "Đã cho %(num)d đồng chí đọc phiếu của mình.",
            "Đã cho %(num)d đồng chí đọc phiếu của mình.",
            shown,
        )
        messages.success(request, told % {"num": shown})
    if changed := outcome.changed:
        told = ngettext(
            "%(num)d phiếu chưa cho đọc: vừa có thay đổi. Đồng chí xem lại.",
            "%(num)d phiếu chưa cho đọc: vừa có thay đổi. Đồng chí xem lại.",
            changed,
        )
        messages.warning(request, told % {"num": changed})
    if held:
        told = ngettext(
            "%(num)d phiếu chưa cho đọc: sổ ghi vừa thay đổi, cần thêm lý do.",
            "%(num)d phiếu chưa cho đọc: sổ ghi vừa thay đổi, cần thêm lý do.",
            held,
        )
        messages.warning(request, told % {"num": held})


@require_http_methods(["GET", "POST"])
def confirm_cell(request: Request, code: str, year: int) -> HttpResponse:
    unit = cell_of(request, code)
    if not queries.may_confirm_in(request.user, ward_of(unit)):
        raise NotAllowed
    if request.method == "GET":
        return _choose_to_confirm(request, unit, year)
    versions = versions_of(request.POST.getlist("chosen"))
    if request.POST.get("then") != SEND:
        return _check_confirming(request, unit, year, versions)
    outcome = commands.confirm_many(
        actor=request.user, cell=unit, year=year, versions=versions
    )
    _tell_confirmed(request, outcome)
    return redirect("reviews:board", ward_of(unit).code, year)


def _choose_to_confirm(
    request: Request,
    unit: Unit,
    year: int,
    chosen: Collection[int] | None = None,
    trouble: str = "",
) -> HttpResponse:
    """Let the papers be chosen: what the ward chose stays, at first the plain ones."""
    lines = _lines(list(_ready_in(request, unit, year)))
    for line in lines:
        line["is_ticked"] = (
            line["is_plain"] if chosen is None else line["review"].pk in chosen
        )
    page = {"unit": unit, "year": year, "lines": lines, "trouble": trouble}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
    return render(request, "reviews/confirm_cell.html", page, status=status)


def _check_confirming(
    request: Request, unit: Unit, year: int, versions: dict[int, int]
) -> HttpResponse:
    """Show by name which papers go out, before any does."""
    wanted = list(_ready_in(request, unit, year).filter(pk__in=versions))
    as_read = [each for each in wanted if each.version == versions[each.pk]]
    # A paper that changed is left unticked: the ward has yet to read it.
    chosen = {each.pk for each in as_read}
    if request.POST.get("then") == CHOOSE:
        return _choose_to_confirm(request, unit, year, chosen)
    if not as_read:
        changed = _("Các phiếu đã chọn vừa có thay đổi hoặc đã xác nhận rồi.")
        trouble = changed if versions else str(NOTHING_CHOSEN)
        return _choose_to_confirm(request, unit, year, chosen, trouble)
    page = {
        "unit": unit,
        "year": year,
        "lines": _lines(as_read),
        "left": len(versions) - len(as_read),
    }
    return render(request, "reviews/confirm_check.html", page)


def _ready_in(request: Request, unit: Unit, year: int) -> QuerySet[Review]:
    mine = queries.reviews_for(request.user, queries.CONFIRM)
    return queries.ready_to_confirm(mine.filter(cell=unit, year=year))


def _lines(reviews: list[Review]) -> list[dict[str, Any]]:
    """Return for each review what the ward should know before it confirms many."""
    answers = queries.answers_of_many(reviews)
    lines = []
    for review in reviews:
        said = answers[review.pk].values()
        proposal = review.paper.proposal
        chosen = answers[review.pk].get(proposal.key) if proposal else None
        lines.append(
            {
                "review": review,
                "reasons": (reasons := sum(1 for answer in said if answer.reason)),
                "is_plain": not reasons and not review.reply,
                "unknown": sum(1 for answer in said if answer.level == UNKNOWN.key),
                "proposal": proposal.level(chosen.level).label
                if proposal and chosen and chosen.level
                else "",
            }
        )
    return lines


def _tell_confirmed(request: Request, outcome: commands.ConfirmedReviews) -> None:
    if outcome.confirmed:
        done = len(outcome.confirmed)
        messages.success(
            request,
            ngettext("Đã xác nhận %(num)d phiếu.", "Đã xác nhận %(num)d phiếu.", done)
            % {"num": done},
        )
    elif not outcome.left:
        messages.warning(request, NOTHING_CHOSEN)
    for reason in sorted(set(outcome.left.values())):
        left = sum(1 for each in outcome.left.values() if each == reason)
        messages.warning(
            request,
            ngettext(
                "%(num)d phiếu chưa xác nhận. %(why)s",
                "%(num)d phiếu chưa xác nhận. %(why)s",
                left,
            )
            % {"num": left, "why": reason},
        )


@require_GET
def print_unit(request: Request, code: str, year: int) -> HttpResponse:
    """Print every issued review of a cell, or of a whole ward."""
    ward = queries.wards_for(request.user).filter(code=code).first()
    unit = ward or cell_of(request, code)
    content = commands.print_many(actor=request.user, unit=unit, year=year)
    return as_pdf(content, f"phieu-nhan-xet-{unit.code}-{year}")
