"""Several papers at once in a ward: a look first, then all that can be done."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ganket.accounts.web import Request
from ganket.kernel.errors import Refused
from ganket.org.models import Unit
from ganket.org.queries import residence_cells
from ganket.roster import commands, queries
from ganket.roster.enums import IntroductionState
from ganket.roster.models import Introduction
from ganket.roster.queries import RECEIVE_INTRODUCTION
from ganket.roster.web import SOMETIMES, keys_of, seats_for_papers

Done = Callable[[Introduction], object]


@SOMETIMES
def receive_many(request: Request) -> HttpResponse:
    """Show the chosen papers, and receive them when that is confirmed."""
    papers = _chosen(request, IntroductionState.ISSUED)
    if not papers:
        return _nothing(request)
    if request.method == "POST":
        done = _each(
            request,
            papers,
            lambda paper: commands.receive_introduction(
                actor=request.user, introduction=paper
            ),
        )
        if done:
            said = ngettext(
                "Đã tiếp nhận %(count)s đồng chí. Việc tiếp theo: phân về chi bộ.",
                "Đã tiếp nhận %(count)s đồng chí. Việc tiếp theo: phân về chi bộ.",
                done,
            )
            messages.success(request, said % {"count": done})
        return _to_state(IntroductionState.RECEIVED)
    return render(request, "roster/receive_many.html", {"papers": papers})


@require_POST
def undo_many(request: Request) -> HttpResponse:
    """Take the reception of the chosen papers back."""
    papers = _chosen(request, IntroductionState.RECEIVED)
    done = _each(
        request,
        papers,
        lambda paper: commands.undo_reception(actor=request.user, introduction=paper),
    )
    if done:
        said = _("Đã hủy tiếp nhận %(count)s giấy. Các giấy ấy trở lại chờ tiếp nhận.")
        messages.success(request, said % {"count": done})
    return _to_state(IntroductionState.ISSUED)


@SOMETIMES
def assign_many(request: Request) -> HttpResponse:
    """Choose a cell for each of the chosen, look at the sums, then assign them."""
    papers = _chosen(request, IntroductionState.RECEIVED)
    if not papers:
        return _nothing(request)
    ward = papers[0].to_ward
    papers = [paper for paper in papers if paper.to_ward_id == ward.pk]
    cells = list(residence_cells(ward))
    chosen = _cells(request, papers, cells)
    step = request.POST.get("step", "fill")
    if step == "assign":
        return _assign(request, papers, chosen)
    page = {
        "ward": ward,
        "cells": cells,
        "rows": [(paper, chosen.get(paper.pk)) for paper in papers],
        "sums": _sums(chosen.values()),
        "later": len(papers) - len(chosen),
    }
    name = "check" if step == "check" and chosen else "fill"
    return render(request, f"roster/assign_many_{name}.html", page)


def _assign(
    request: Request, papers: list[Introduction], chosen: dict[int, Unit]
) -> HttpResponse:
    def command(paper: Introduction) -> None:
        if paper.home_link is not None:
            commands.assign_to_cell(
                actor=request.user, home_link=paper.home_link, cell=chosen[paper.pk]
            )

    done = _each(request, [p for p in papers if p.pk in chosen], command)
    if done:
        said = _(
            "Đã phân %(count)s đồng chí về chi bộ. Nếu nhầm, mở đồng chí ấy ra và chọn "
            "“Chuyển chi bộ”."
        )
        messages.success(request, said % {"count": done})
    return _to_state(IntroductionState.ASSIGNED)


def _cells(
    request: Request, papers: list[Introduction], cells: list[Unit]
) -> dict[int, Unit]:
    """Return the cell of each paper: the one picked, else the one suggested."""
    by_key = {str(cell.pk): cell for cell in cells}
    chosen = {}
    for paper in papers:
        if request.method == "POST":
            cell = by_key.get(request.POST.get(f"cell-{paper.pk}", ""))
        else:
            cell = queries.suggested_cell(paper)
        if cell is not None:
            chosen[paper.pk] = cell
    return chosen


def _sums(cells: Iterable[Unit]) -> list[tuple[Unit, int]]:
    sums: dict[Unit, int] = {}
    for cell in cells:
        sums[cell] = sums.get(cell, 0) + 1
    return sorted(sums.items(), key=lambda pair: (pair[0].sort_key, pair[0].pk))


def _each(request: Request, papers: list[Introduction], command: Done) -> int:
    """Do each, one by one; whatever is refused is said and hinders no other."""
    done = 0
    for paper in papers:
        try:
            command(paper)
        except Refused as refusal:
            messages.warning(request, f"{paper.member}: {refusal}")
        else:
            done += 1
    return done


def _chosen(request: Request, state: IntroductionState) -> list[Introduction]:
    """Return the papers that were ticked. Raises NotAllowed where none ever come."""
    seats_for_papers(request)
    allowed = queries.introductions_for(request.user, RECEIVE_INTRODUCTION)
    found = allowed.filter(pk__in=keys_of(request, "paper"), state=state)
    return list(found.order_by("member__person__sort_key", "pk"))


def _nothing(request: Request) -> HttpResponse:
    messages.info(
        request, _("Chưa chọn giấy nào còn chờ. Hãy đánh dấu trong danh sách trước.")
    )
    return redirect("roster:introductions")


def _to_state(state: IntroductionState) -> HttpResponse:
    return redirect(f"{reverse('roster:introductions')}?state={state}")
