"""A member's own page: where they belong, and whom to ask there."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ganket.accounts.web import Request
from ganket.roster import queries


@require_GET
def own(request: Request) -> HttpResponse:
    """Show the member who acts, or is helped, their tie of home."""
    member = queries.own_member(request.user)
    if member is None:
        raise Http404
    record = queries.record_of(request.user, member)
    page = {"record": record, "neighbourhood": queries.neighbourhood_of(record.home)}
    return render(request, "roster/own.html", page)
