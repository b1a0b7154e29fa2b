"""What views and the frame share about one request."""

from django.db.models import Model
from django.http import HttpRequest

from ganket.accounts.models import Account
from ganket.shell.histories import address_of
from ganket.shell.navigation import chrome_of, foot
from ganket.shell.queries import Hats, hats_of
from ganket.ui.chrome import Chrome

_KEPT = "_ganket_hats"


def hats_at(request: HttpRequest, actor: Account) -> Hats:
    """Return who is at the screen; asked of the database once a request."""
    hats: Hats | None = getattr(request, _KEPT, None)
    if hats is None:
        hats = hats_of(actor)
        setattr(request, _KEPT, hats)
    return hats


def chrome_at(request: HttpRequest) -> Chrome:
    """Return the frame of a page; only the foot for whoever has not signed in."""
    actor = getattr(request, "user", None)
    if not isinstance(actor, Account):
        return Chrome(foot=foot())
    return chrome_of(hats_at(request, actor), path=request.path)


def history_at(request: HttpRequest, row: Model) -> str:
    """Return where the history of a thing is, for those who may read it, else nothing."""
    actor = getattr(request, "user", None)
    return address_of(actor, row) if isinstance(actor, Account) else ""
