"""Small helpers that views share."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import (
    content_disposition_header,
    url_has_allowed_host_and_scheme,
)

from ganket.kernel.errors import NotAllowed, Refused

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ID_DIGITS = 18  # every number of so many digits fits both databases


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


def whole_number(written: str) -> int | None:
    """Return the number that a form or an address holds, None where it is none.

    Also where it has more digits than an id can have: those are nobody's id, and
    thousands of them are more than Python reads.
    """
    is_number = written.isascii() and written.isdecimal() and len(written) <= ID_DIGITS
    return int(written) if is_number else None


def own_address(request: HttpRequest, asked: str, otherwise: str) -> str:
    """Return the address that a form asks to go back to, if it is a page of ours.

    Only the part behind the host is taken: nobody is led off the site, and no
    word is mistaken for the name of a page.
    """
    host = request.get_host()
    if not url_has_allowed_host_and_scheme(asked, {host}, request.is_secure()):
        return otherwise
    parts = urlsplit(asked)
    if not parts.path.startswith("/") or parts.path.startswith("//"):
        return otherwise
    # The place on the page as well: a list goes on where it was left.
    return parts._replace(scheme="", netloc="").geturl()
