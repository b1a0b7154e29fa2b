from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from ganket.accounts.models import Account
from ganket.accounts.web import Request
from ganket.documents import ports
from ganket.documents.ports import Table
from ganket.org.models import Unit
from ganket.org.queries import units_above
from ganket.reporting import queries, tables
from ganket.roster.queries import Seat, Side, seats_of
from ganket.ui.web import XLSX, file


@dataclass(frozen=True)
class Kind:
    """One kind of board: who reaches it, how it is counted, how it is downloaded."""

    reached: Callable[[Account], QuerySet[Unit]]
    count: Callable[[Unit, int], Any]
    table: Callable[[Any], Table]


KINDS = {
    "ward": Kind(queries.wards_for, queries.ward_board, tables.ward_table),
    "work": Kind(queries.workplaces_for, queries.work_board, tables.work_table),
    "sums": Kind(queries.sums_for, queries.sum_board, tables.sum_table),
}


@require_GET
def boards(request: Request) -> HttpResponse:
    """Lead on to the one board there is, or let choose among several."""
    found = queries.boards_for(request.user)
    if len(found) == 1:
        kind, unit = found[0]
        return redirect(f"reporting:{kind}", unit.code)
    return render(request, "reporting/boards.html", {"boards": found})


@require_GET
def board(request: Request, code: str, kind: str) -> HttpResponse:
    unit = get_object_or_404(KINDS[kind].reached(request.user), code=code)
    year, years = _year(request, unit)
    page = {
        "board": KINDS[kind].count(unit, year),
        "kind": kind,
        "years": years,
        "above": _above(request, unit) if kind == "sums" else [],
        "measures": tables.SUMMED,
        "seat": _seat(request, unit) if kind == "ward" else None,
    }
    return render(request, f"reporting/{kind}.html", page)


@require_GET
def download(request: Request, code: str, kind: str) -> HttpResponse:
    unit = get_object_or_404(KINDS[kind].reached(request.user), code=code)
    year, _years = _year(request, unit)
    table = KINDS[kind].table(KINDS[kind].count(unit, year))
    name = f"tien-do-{unit.code}-{year}.xlsx"
    return file(ports.writer().write(table), kind=XLSX, name=name)


def _seat(request: Request, unit: Unit) -> Seat | None:
    """Return the seat from which the lists behind the figures open; few see sums alone."""
    seats = seats_of(request.user)
    mine = (each for each in seats if each.unit == unit and each.side is Side.HOME)
    return next(mine, None)


def _year(request: Request, unit: Unit) -> tuple[int, list[int]]:
    """Return the year that is asked for, this one by default, and those to choose."""
    years = queries.years_for(unit)
    asked = request.GET.get("year", str(years[0]))
    chosen = {str(year): year for year in years}
    if asked not in chosen:
        raise Http404
    return chosen[asked], years


def _above(request: Request, unit: Unit) -> list[Unit]:
    """Return the units above that the actor may see sums of, the highest first."""
    seen = queries.sums_for(request.user)
    return list(units_above(unit).filter(pk__in=seen.order_by().values("pk")))[::-1]
