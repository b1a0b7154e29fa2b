"""Small helpers that views share."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from ganket.kernel.errors import NotAllowed, Refused

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def status_of(refusal: Refused) -> int:
    """Return the HTTP status that tells a refusal: 403 not yours, 409 not now."""
    if isinstance(refusal, NotAllowed):
        return HTTPStatus.FORBIDDEN.value
    return HTTPStatus.CONFLICT.value


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether a piece of the page was asked for, not the whole page."""
    return request.headers.get("HX-Request") == "true"


def file(content: bytes, *, kind: str, name: str, shown: bool = False) -> HttpResponse:
    """Answer with a file, to be shown in the browser or kept under a name.

    No cache keeps it: papers about people are read on machines that many share.
    """
    answer = HttpResponse(content, content_type=kind)
    disposition = content_disposition_header(as_attachment=not shown, filename=name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
