"""What several pages of reviews share."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.reviews import queries
from ganket.reviews.models import Review
from ganket.reviews.queries import SEE
from ganket.ui.web import PDF, file

INVALID = 422


def fetched(request: Request, review_id: int) -> Any:
    """Return the review with a flag for each thing that the person may do to it.

    Out of reach and not there is the same 404.
    """
    seen = queries.flagged(queries.reviews_for(request.user, SEE), request.user)
    return get_object_or_404(seen, pk=review_id)


def cell_of(request: Request, code: str) -> Unit:
    return get_object_or_404(queries.cells_for(request.user), code=code)


def ward_of(request: Request, code: str) -> Unit:
    return get_object_or_404(queries.wards_for(request.user), code=code)


def workplace_of(request: Request, code: str) -> Unit:
    return get_object_or_404(queries.workplaces_for(request.user), code=code)


def this_year() -> int:
    return clock.today().year


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """Answer with a paper that the browser shows; ``name`` is what it is saved as."""
    return file(content, kind=PDF, name=f"{name}.pdf", shown=True)


def rows_of(reviews: list[Review]) -> list[tuple[Review, queries.Stage]]:
    """Return reviews, each with where it stands."""
    return [(review, queries.stage_of(review)) for review in reviews]
