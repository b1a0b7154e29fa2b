from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ganket.accounts.commands import change_language
from ganket.accounts.enums import Language
from ganket.accounts.web import LANGUAGE_COOKIE
from ganket.demo.personas import PERSONAS, account_of

BACKEND = "ganket.people.auth.PersonBackend"


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
    login(request, account, backend=BACKEND)
    # A visitor has one language, whoever they are for a while.
    if request.COOKIES.get(LANGUAGE_COOKIE) in Language.values:
        change_language(account=account, language=request.COOKIES[LANGUAGE_COOKIE])
    return redirect("shell:home")
