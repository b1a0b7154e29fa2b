"""Who lives here, who works here: the lists, on screen, on paper and as a table."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ganket.accounts.web import Request
from ganket.documents import ports
from ganket.kernel.errors import NotAllowed
from ganket.org.models import Unit
from ganket.org.queries import residence_cells, units_below
from ganket.people.queries import named
from ganket.roster import commands, queries
from ganket.roster.queries import Seat, Show, Side
from ganket.roster.web import seat_of
from ganket.ui.paging import page_of
from ganket.ui.web import PDF, XLSX, file

LONGEST = 100


@require_GET
def members(request: Request) -> HttpResponse:
    """Show the members of one's cell, ward or place of work."""
    if not queries.seats_of(request.user) and queries.own_member(request.user):
        return redirect("roster:own")
    seat = seat_of(request)
    asked = _asked(request, seat)
    paged = page_of(_kept(seat, asked), request.GET)
    page = {
        "seats": queries.seats_of(request.user),
        "seat": seat,
        "asked": asked,
        "page": paged,
        "rows": queries.rows_of(paged.rows, with_papers=seat.side is Side.WORK),
        "counts": queries.counts_from(seat),
        "keys": request.GET.urlencode(),
        "all_chosen": request.GET.get("all") == "1",
        "may": queries.rights_at(request.user, seat),
    }
    return render(request, f"roster/members_{seat.side}.html", page)


@require_GET
def left(request: Request) -> HttpResponse:
    """Show who no longer keeps the tie of a ward: the ward keeps that much of them."""
    seat = seat_of(request)
    if "left" not in queries.rights_at(request.user, seat):
        raise NotAllowed
    asked = request.GET.get("q", "")[:LONGEST]
    links = queries.left_from(request.user, seat.unit)
    page = {
        "seat": seat,
        "asked": asked,
        "page": page_of(links.filter(named(asked, "member__person__")), request.GET),
    }
    return render(request, "roster/left.html", page)


@require_GET
def roll_pdf(request: Request) -> HttpResponse:
    """Print the list that the address describes."""
    seat = seat_of(request)
    asked = _asked(request, seat)
    rows = queries.rows_of(_kept(seat, asked))
    sheet = queries.roll_sheet(seat, rows, cell=asked["cell"], show=asked["show"])
    commands.note_list(
        actor=request.user, unit=seat.unit, what="PDF", members=len(rows)
    )
    content = ports.renderer().render([sheet])
    return file(content, kind=PDF, name=_("danh sách.pdf"), shown=True)


@require_GET
def roll_table(request: Request) -> HttpResponse:
    """Give the list that the address describes as a table."""
    seat = seat_of(request)
    rows = queries.rows_of(_kept(seat, _asked(request, seat)))
    commands.note_list(
        actor=request.user, unit=seat.unit, what="XLSX", members=len(rows)
    )
    content = ports.writer().write(queries.roll_table(rows))
    return file(content, kind=XLSX, name=_("danh sách.xlsx"))


def _kept(seat: Seat, asked: dict[str, Any]) -> Any:
    return queries.kept(
        queries.members_from(seat),
        show=asked["show"],
        query=asked["q"],
        cell=asked["cell"],
    )


def _asked(request: Request, seat: Seat) -> dict[str, Any]:
    """Return what the list is narrowed by; what is not understood narrows nothing."""
    cells = _cells(seat)
    code = request.GET.get("cell", "")
    show = request.GET.get("show", "")
    return {
        "q": request.GET.get("q", "")[:LONGEST],
        "cells": cells,
        "cell": next((cell for cell in cells if cell.code == code), None),
        "show": Show(show) if show in set(Show) else Show.ALL,
    }


def _cells(seat: Seat) -> list[Unit]:
    if seat.unit.is_cell:
        return []
    if seat.side is Side.HOME:
        return list(residence_cells(seat.unit))
    cells = units_below(seat.unit, kind="CELL").filter(is_workplace=True)
    return list(cells)
