from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ganket.accounts.commands import change_language
from ganket.accounts.enums import Language
from ganket.accounts.web import LANGUAGE_COOKIE
from ganket.demo.personas import PERSONAS, account_of


@login_not_required
def choose(request: HttpRequest) -> HttpResponse:
    """Show whom one may be. These pages have addresses in a demo only."""
    players = [(persona, account_of(persona.key)) for persona in PERSONAS]
    page = {
        "players": [
            {"persona": persona, "name": account.person.full_name}
            for persona, account in players
            if account is not None
        ]
    }
    return render(request, "demo/choose.html", page)


@login_not_required
@require_POST
def enter(request: HttpRequest, key: str) -> HttpResponse:
    account = account_of(key)
    if account is None:
        raise Http404
    # As any other sign-in is done, so that the own devices are listed here too.
    entered: HttpResponse = perform_login(
        request, account, redirect_url=reverse("shell:home")
    )
    # A visitor has one language, whoever they are for a while.
    if request.COOKIES.get(LANGUAGE_COOKIE) in Language.values:
        change_language(account=account, language=request.COOKIES[LANGUAGE_COOKIE])
    return entered
