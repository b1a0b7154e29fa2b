"""Small helpers that views share."""

from http import HTTPStatus

from django.http import HttpRequest

from ganket.kernel.errors import NotAllowed, Refused


def status_of(refusal: Refused) -> int:
    """Return the HTTP status that tells a refusal: 403 not yours, 409 not now."""
    if isinstance(refusal, NotAllowed):
        return HTTPStatus.FORBIDDEN.value
    return HTTPStatus.CONFLICT.value


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether a piece of the page was asked for, not the whole page."""
    return request.headers.get("HX-Request") == "true"
