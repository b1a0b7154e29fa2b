"""The request as pages see it after sign-in, and the answer to one too many."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ganket.accounts.adapter import LONGEST_WAIT, time_after
from ganket.accounts.models import Account

LANGUAGE_COOKIE = "ganket_language"


class Request(HttpRequest):
    """A request whose user has signed in; LoginRequiredMiddleware sees to that."""

    user: Account


def too_many(request: HttpRequest) -> HttpResponse:
    """Say when to try again. allauth asks for it as ``handler429``."""
    page = {"again_at": time_after(LONGEST_WAIT)}
    return render(request, "429.html", page, status=HTTPStatus.TOO_MANY_REQUESTS)
