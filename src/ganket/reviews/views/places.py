"""Where an account has to do with reviews: the way in, and the own reviews."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ganket.accounts.web import Request
from ganket.org.models import Unit
from ganket.reviews import queries
from ganket.reviews.views.common import rows_of, this_year


@dataclass(frozen=True)
class Place:
    """A unit whose reviews one looks after, with the way to them."""

    unit: Unit
    url: str


@require_GET
def home(request: Request) -> HttpResponse:
    """Lead to the one place where there is something to do, or show them all."""
    cells = [_cell(unit) for unit in queries.own_cells_for(request.user)]
    wards = [_ward(unit) for unit in queries.wards_for(request.user)]
    works = [_work(unit) for unit in queries.own_workplaces_for(request.user)]
    own = list(queries.own_reviews(request.user))
    places = [*cells, *wards, *works]
    if len(places) == 1 and not own:
        return redirect(places[0].url)
    page = {
        "cells": cells,
        "wards": wards,
        "works": works,
        "rows": rows_of(own),
    }
    return render(request, "reviews/list.html", page)


def _cell(unit: Unit) -> Place:
    return Place(unit, reverse("reviews:cell", args=[unit.code, this_year()]))


def _ward(unit: Unit) -> Place:
    return Place(unit, reverse("reviews:ward", args=[unit.code]))


def _work(unit: Unit) -> Place:
    return Place(unit, reverse("reviews:work", args=[unit.code, this_year()]))
