"""What happens around every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from ganket.accounts.enums import Language
from ganket.accounts.models import Account
from ganket.accounts.web import LANGUAGE_COOKIE
from ganket.kernel.errors import Refused
from ganket.shell.helping.web import resume
from ganket.shell.views import bad_request
from ganket.ui.web import own_address, status_of, whole_number

Handler = Callable[[HttpRequest], HttpResponse]

# A list of 20 MB, and the form around it.
MOST_BYTES = 21 << 20
ZERO = "\0"


class LanguageMiddleware:
    """Speak the person's language: the account's, else the cookie's, else Vietnamese.

    What a browser says of itself is not asked: most are set to English by
    their makers, and their owners read Vietnamese.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(LANGUAGE_COOKIE, "")
        if isinstance(request.user, Account):
            asked = request.user.language
        language = asked if asked in Language.values else Language.VI.value
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SoundMiddleware:
    """Refuse what no page of ours asks for, before any page sees it.

    That is what is larger than any list that people bring: a form is read to check
    its token, so without this anybody could fill the disk of the machine. And it
    is the sign of number zero, which PostgreSQL cannot look for.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        length = whole_number(told)
        if length is None or length > MOST_BYTES:
            return render(request, "413.html", status=413)
        if ZERO in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, ValueError())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        values = (value for _name, found in request.POST.lists() for value in found)
        if any(ZERO in value for value in values):
            return bad_request(request, ValueError())
        return None


class PrivateMiddleware:
    """Let no cache between us and a person keep their pages, nor show them unasked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(request.user, Account):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class HelpingMiddleware:
    """While a helper serves somebody, act as that person and nothing more."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            try:
                resume(request, request.user)
            except Refused as refusal:
                return _refusal_page(request, refusal)
        return self.get_response(request)


class RefusalMiddleware:
    """Turn a refusal that no page caught into a page that says why and what next."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return _refusal_page(request, exception)


def _refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    status = status_of(refusal)
    back = own_address(request, request.headers.get("Referer", ""), "/")
    page = {"refusal": refusal, "back": back}
    return render(request, f"{status}.html", page, status=status)
