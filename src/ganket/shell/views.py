import logging
import uuid
from importlib.metadata import version

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.rulebook.queries import packs
from ganket.shell import finding, histories
from ganket.shell import home as homes
from ganket.shell.home import machine as machines
from ganket.shell.titles import title_of, way_back
from ganket.shell.web import hats_at

logger = logging.getLogger(__name__)


@require_GET
def home(request: Request) -> HttpResponse:
    page = {
        "home": homes.home_of(hats_at(request, request.user)),
        "today": clock.today(),
    }
    return render(request, "shell/home.html", page)


@require_GET
def search(request: Request) -> HttpResponse:
    asked = request.GET.get("q", "")[: finding.LONGEST]
    page = {
        "asked": asked,
        "found": finding.find(request.user, asked),
    }
    return render(request, "shell/search.html", page)


@require_GET
def history(request: Request, model: str, row_id: int) -> HttpResponse:
    row = histories.row_for(request.user, model, row_id)
    if row is None:
        raise Http404
    told = {"title": title_of(row), "back_url": way_back(row)}
    page = {**told, **histories.page_of(row, request.GET)}
    return render(request, "shell/history.html", page)


@require_GET
def machine(request: Request) -> HttpResponse:
    """Show an administrator how the machine is; a page that others have not."""
    if not hats_at(request, request.user).administers:
        raise Http404
    page = {"machine": machines.state(), "version": version("ganket")}
    return render(request, "shell/machine.html", page)


@login_not_required
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/help.html")


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/privacy.html")


@login_not_required
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    page = {"version": version("ganket"), "packs": packs(), "today": clock.today()}
    return render(request, "shell/about.html", page)


def not_found(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 - Django's name for it
) -> HttpResponse:
    return render(request, "404.html", status=404)


def forbidden(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 - Django's name for it
) -> HttpResponse:
    return render(request, "403.html", status=403)


def bad_request(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 - Django's name for it
) -> HttpResponse:
    return render(request, "shell/400.html", status=400)


def stale(request: HttpRequest, **_told: object) -> HttpResponse:
    """Answer a form whose token does not fit: mostly a page left open for long."""
    return render(request, "shell/stale.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer what nobody foresaw, under a number that the log holds too.

    Asks nothing of request or database: either may be what is broken.
    """
    number = uuid.uuid4().hex[:8].upper()
    logger.error("request %s: %s %s failed", number, request.method, request.path)
    return render(None, "500.html", {"request_id": number}, status=500)
