from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ganket.accounts.web import Request
from ganket.people.commands import NoPerson
from ganket.people.models import Person
from ganket.shell.readers import queries


@require_GET
@never_cache
def readers(request: Request) -> HttpResponse:
    """Show who opened one's own record, in which office, when, and what of it."""
    page, visits = queries.visits_to(_own(request), request.GET)
    return render(request, "readers/readers.html", {"page": page, "visits": visits})


@require_GET
@never_cache
def helpers(request: Request) -> HttpResponse:
    """Show who served one, when, and what was done then."""
    page, deeds = queries.help_for(_own(request), request.GET)
    return render(request, "readers/helpers.html", {"page": page, "deeds": deeds})


@require_GET
@never_cache
def changes(request: Request) -> HttpResponse:
    """Show who changed one's record, offices and sign-in."""
    page, deeds = queries.changes_to(_own(request), request.GET)
    return render(request, "readers/changes.html", {"page": page, "deeds": deeds})


def _own(request: Request) -> Person:
    person = queries.own_person(request.user)
    if person is None:
        raise NoPerson
    return person
