from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ganket.accounts.web import Request
from ganket.opinions import commands, queries
from ganket.opinions.enums import OVER, OpinionState
from ganket.opinions.models import Opinion
from ganket.opinions.queries import HANDLE, JUDGE, KEEP, SEE, SEE_STATE, WITHDRAW
from ganket.org.queries import find_unit
from ganket.people.queries import acting_person_id
from ganket.roster.queries import own_member
from ganket.ui.paging import page_of


@dataclass(frozen=True)
class View:
    """One list of the page: its name in the address, its tab, what it holds."""

    name: str
    label: Promise
    action: str
    is_open: bool | None = None

    def rows(self, request: Request) -> QuerySet[Opinion]:
        rows = queries.list_for(request.user, self.action)
        if self.action == HANDLE:
            return queries.unanswered_first(rows)
        if self.action == JUDGE:
            return queries.answered_first(rows)
        if self.is_open is None:
            return rows.order_by("-raised_at", "-pk")
        if self.is_open:
            return rows.exclude(state__in=OVER)
        return rows.filter(state=OpinionState.CLOSED)


HELD = View("held", _("Chờ trả lời"), HANDLE)
OPEN = View("open", _("Chưa xong"), KEEP, is_open=True)
DONE = View("done", _("Đã xong"), KEEP, is_open=False)
MINE = View("mine", _("Của tôi"), JUDGE)
HOME = View("home", _("Của chi bộ"), SEE_STATE)


@require_GET
def opinions(request: Request) -> HttpResponse:
    """List what waits for the reader's unit, what it keeps, and the reader's own."""
    views = _views(request)
    asked = request.GET.get("view")
    shown = next((each for each in views if each.name == asked), views[0])
    unit = find_unit(request.GET.get("unit", ""))
    of_unit = Q(unit=unit) if unit else Q()
    rows = shown.rows(request).filter(of_unit)
    page = {
        "page": page_of(rows, request.GET),
        "tabs_of": [
            (
                each.label,
                f"?view={each.name}" + (f"&unit={unit.code}" if unit else ""),
                each == shown,
                each.rows(request).filter(of_unit).count(),
            )
            for each in views
        ],
        "own": acting_person_id(request.user),
        "shown": shown,
        "unit": unit,
        "may_raise": own_member(request.user) is not None,
        "may_note": queries.noting_units(request.user).exists(),
    }
    return render(request, "opinions/list.html", page)


@require_GET
def detail(request: Request, opinion_id: int) -> HttpResponse:
    opinion = get_object_or_404(queries.opinions_for(request.user, SEE), pk=opinion_id)
    handled = queries.opinions_for(request.user, HANDLE).filter(pk=opinion.pk)
    is_own = queries.opinions_for(request.user, JUDGE).filter(pk=opinion.pk).exists()
    may_handle = opinion.is_unanswered and handled.exists()
    steps = list(queries.steps_of(opinion))
    is_judged = is_own and opinion.state == OpinionState.ANSWERED
    helper_answered = is_judged and queries.helper_answered(request.user, opinion)
    page = {
        "opinion": opinion,
        "steps": steps,
        "last": steps[-1],
        "shows_name": queries.shows_name(request.user, opinion),
        "is_own": is_own,
        "may_judge": is_judged and not helper_answered,
        "helper_answered": helper_answered,
        "may_withdraw": _may_withdraw(request, opinion),
        "may_handle": may_handle,
        "upper": queries.upper_of(opinion.holder) if may_handle else None,
    }
    return render(request, "opinions/detail.html", page)


def _may_withdraw(request: Request, opinion: Opinion) -> bool:
    taken = queries.opinions_for(request.user, WITHDRAW).filter(pk=opinion.pk)
    return commands.hindrance(opinion) is None and taken.exists()


def _views(request: Request) -> list[View]:
    """Return the lists that the reader has any part in; one's own at the least."""
    views = []
    if queries.has_part(request.user, HANDLE):
        views.append(HELD)
    if queries.has_part(request.user, KEEP):
        views += [OPEN, DONE]
    if own_member(request.user) is not None:
        views.append(MINE)
    if OPEN not in views:
        views.append(HOME)
    return views
