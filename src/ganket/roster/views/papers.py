"""The paper F1: where each stands, and what is done with one of them."""

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from ganket.accounts.web import Request
from ganket.documents import ports
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.org.queries import residence_cells
from ganket.people.commands import note_reading
from ganket.people.queries import named
from ganket.roster import commands, forms, queries
from ganket.roster.enums import IntroductionState
from ganket.roster.models import Introduction
from ganket.roster.queries import (
    RECEIVE_INTRODUCTION,
    WITHDRAW_INTRODUCTION,
    Seat,
    Side,
)
from ganket.roster.web import SOMETIMES, form_page, given, posted, seats_for_papers
from ganket.ui.paging import page_of
from ganket.ui.web import PDF, file

LONGEST = 100
FIRST_YEAR = 2000


@require_GET
def introductions(request: Request) -> HttpResponse:
    """Show the papers of a ward or a place of work, by how they stand."""
    seats, seat = seats_for_papers(request)
    papers = _papers(seat)
    counts = queries.states_of(papers)
    state = request.GET.get("state", "")
    if state not in counts:
        waiting = (IntroductionState.ISSUED, IntroductionState.RECEIVED)
        state = next((s for s in waiting if counts[s]), IntroductionState.ISSUED)
    asked = request.GET.get("q", "")[:LONGEST]
    kept = papers.filter(state=state).filter(named(asked, "member__person__"))
    if state in (IntroductionState.ISSUED, IntroductionState.RECEIVED):
        kept = kept.order_by("issued_on", "pk")
    paged = page_of(kept, request.GET)
    page = {
        "seats": seats,
        "seat": seat,
        "state": IntroductionState(state),
        "counts": counts,
        "asked": asked,
        "page": paged,
        "dues": {paper.pk: queries.due_on(paper) for paper in paged.rows},
        "today": clock.today(),
        "year": clock.today().year,
        "all_chosen": request.GET.get("all") == "1",
        "page_number": request.GET.get("page", "1"),
        "unlisted": _unlisted(seat, state),
        "may_act": queries.may_act_on_papers(request.user, seat),
    }
    return render(request, f"roster/papers_{seat.side}.html", page)


def _unlisted(seat: Seat, state: str) -> int:
    """Return how many wait for a cell without a paper here: lists, papers by hand."""
    if seat.side is not Side.HOME or state != IntroductionState.RECEIVED:
        return 0
    waiting = queries.without_cell([seat.unit])
    return waiting.exclude(introduction__state=state).count()


def _papers(seat: Seat) -> QuerySet[Introduction]:
    if seat.side is Side.HOME:
        return queries.papers_at_ward(seat.unit)
    return queries.papers_at_work(seat.unit)


@require_GET
def introduction(request: Request, introduction_id: int) -> HttpResponse:
    """Show one paper with its three states as a path."""
    paper = _paper(request, introduction_id)
    page = {
        "paper": paper,
        "due": queries.due_on(paper),
        "today": clock.today(),
        "residence": queries.residence_of(paper),
        "exemption": queries.exempt_as_told(paper),
        "cell": queries.suggested_cell(paper),
        "may_receive": _may(request, paper, RECEIVE_INTRODUCTION),
        "may_undo_refusal": _may_undo_refusal(request, paper),
        "may_withdraw": _may(request, paper, WITHDRAW_INTRODUCTION),
        "sees_member": queries.members_for(request.user)
        .filter(pk=paper.member_id)
        .exists(),
    }
    note_reading(
        actor=request.user,
        person=paper.member.person,
        what=gettext_noop("Giấy giới thiệu"),
    )
    return render(request, "roster/paper.html", page)


@require_GET
def paper_pdf(request: Request, introduction_id: int) -> HttpResponse:
    paper = _paper(request, introduction_id)
    content = commands.print_introduction(actor=request.user, introduction=paper)
    name = _("giấy giới thiệu số %(number)s.pdf") % {"number": paper.number}
    return file(content, kind=PDF, name=name, shown=True)


@require_GET
def papers_pdf(request: Request, year: int) -> HttpResponse:
    """Print every paper that a place of work issued in a year, in one file."""
    _seats, seat = seats_for_papers(request)
    if seat.side is not Side.WORK or year < FIRST_YEAR:
        raise NotAllowed
    papers = list(queries.introductions_in(seat.unit, year=year))
    if not papers:
        messages.info(request, _("Trong năm này chưa có giấy giới thiệu nào để in."))
        return redirect("roster:introductions")
    commands.note_list(
        actor=request.user, unit=seat.unit, what="F1", members=len(papers)
    )
    content = ports.renderer().render(queries.introduction_sheets(papers))
    name = _("giấy giới thiệu %(year)s.pdf") % {"year": year}
    return file(content, kind=PDF, name=name, shown=True)


@SOMETIMES
def receive(request: Request, introduction_id: int) -> HttpResponse:
    paper = _paper_to_receive(request, introduction_id)
    form = forms.ReceiveForm(posted(request))
    command = partial(_receive, request, paper, form)
    if given(form, command):
        messages.success(
            request,
            _("Đã tiếp nhận đồng chí %(name)s. Việc tiếp theo: phân về chi bộ.")
            % {"name": paper.member},
        )
        return redirect("roster:introduction", paper.pk)
    return _form(request, paper, form, _("Tiếp nhận giấy giới thiệu"), _("Tiếp nhận"))


def _receive(request: Request, paper: Introduction, form: forms.ReceiveForm) -> None:
    commands.receive_introduction(
        actor=request.user,
        introduction=paper,
        received_on=form.cleaned_data["received_on"],
    )


@SOMETIMES
def refuse(request: Request, introduction_id: int) -> HttpResponse:
    paper = _paper_to_receive(request, introduction_id)
    form = forms.RefuseForm(posted(request))

    def command() -> None:
        commands.refuse_introduction(
            actor=request.user, introduction=paper, **form.cleaned_data
        )

    if given(form, command):
        messages.success(request, _("Đã trả giấy về nơi công tác kèm lý do."))
        return redirect("roster:introduction", paper.pk)
    return _form(
        request, paper, form, _("Trả lại giấy giới thiệu"), _("Trả lại nơi công tác")
    )


@SOMETIMES
def assign(request: Request, introduction_id: int) -> HttpResponse:
    paper = _paper_to_receive(request, introduction_id)
    link = paper.home_link
    if link is None:
        return redirect("roster:introduction", paper.pk)
    initial = {"cell": queries.suggested_cell(paper)}
    form = forms.CellForm(
        posted(request), cells=residence_cells(paper.to_ward), initial=initial
    )

    def command() -> None:
        commands.assign_to_cell(
            actor=request.user,
            home_link=link,
            cell=form.cleaned_data["cell"],
            assigned_on=form.cleaned_data["day"],
        )

    if given(form, command):
        messages.success(
            request,
            _("Đã phân đồng chí %(name)s về %(cell)s.")
            % {"name": paper.member, "cell": form.cleaned_data["cell"].full_name},
        )
        return redirect("roster:introduction", paper.pk)
    return _form(request, paper, form, _("Phân về chi bộ"), _("Phân về chi bộ này"))


@require_POST
def withdraw(request: Request, introduction_id: int) -> HttpResponse:
    paper = _paper(request, introduction_id)
    commands.withdraw_introduction(actor=request.user, introduction=paper)
    messages.success(request, _("Đã rút lại giấy giới thiệu."))
    return redirect("roster:introduction", paper.pk)


@require_POST
def undo(request: Request, introduction_id: int) -> HttpResponse:
    """Take a reception back while no cell has the member yet."""
    paper = _paper(request, introduction_id)
    commands.undo_reception(actor=request.user, introduction=paper)
    messages.success(request, _("Đã hủy tiếp nhận. Giấy trở lại chờ tiếp nhận."))
    return redirect("roster:introduction", paper.pk)


@require_POST
def undo_refusal(request: Request, introduction_id: int) -> HttpResponse:
    """Take a refusal back while the workplace has done nothing about it."""
    paper = _paper(request, introduction_id)
    commands.undo_refusal(actor=request.user, introduction=paper)
    messages.success(
        request, _("Đã rút lại việc trả giấy. Giấy trở lại chờ tiếp nhận.")
    )
    return redirect("roster:introduction", paper.pk)


def _form(
    request: Request,
    paper: Introduction,
    form: object,
    title: str,
    button: str,
) -> HttpResponse:
    page = {
        "title": title,
        "lead": f"{paper.member} · {paper.from_unit.full_name}",
        "button": button,
        "back_url": reverse("roster:introduction", args=[paper.pk]),
    }
    return form_page(request, "roster/form.html", form, **page)  # type: ignore[arg-type] # any of our forms


def _paper(request: Request, introduction_id: int) -> Introduction:
    seen = queries.introductions_for(request.user)
    return get_object_or_404(seen, pk=introduction_id)


def _paper_to_receive(request: Request, introduction_id: int) -> Introduction:
    paper = _paper(request, introduction_id)
    if not _may(request, paper, RECEIVE_INTRODUCTION):
        raise NotAllowed
    return paper


def _may_undo_refusal(request: Request, paper: Introduction) -> bool:
    is_refused = paper.state == IntroductionState.REFUSED
    may = is_refused and _may(request, paper, RECEIVE_INTRODUCTION)
    return may and not queries.acted_since(paper)


def _may(request: Request, paper: Introduction, action: str) -> bool:
    allowed = queries.introductions_for(request.user, action)
    return allowed.filter(pk=paper.pk).exists()
