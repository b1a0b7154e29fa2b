"""What a session remembers while somebody is served.

Whenever serving begins or ends the token of forms is changed: a form that was
opened in the name of one person must not be sent in the name of another.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.kernel.errors import Refused
from ganket.people.queries import find_person
from ganket.shell.helping import commands, queries

KEY = "helping"


class HelpIsOver(Refused):
    message = _(
        "Đã hết 30 phút giúp nên việc vừa rồi chưa ghi. Nếu đồng chí ấy còn ngồi cạnh, "
        "hãy bắt đầu giúp lại."
    )


@dataclass(frozen=True)
class Serving:
    person_id: int
    until: dt.datetime


@dataclass(frozen=True)
class Band:
    name: str
    until: dt.datetime
    url: str


def serving(request: HttpRequest) -> Serving | None:
    kept = request.session.get(KEY)
    if not kept:
        return None
    return Serving(kept["person"], dt.datetime.fromisoformat(kept["until"]))


def begin(request: HttpRequest, person_id: int, until: dt.datetime) -> None:
    request.session[KEY] = {"person": person_id, "until": until.isoformat()}
    rotate_token(request)


def band_at(request: HttpRequest) -> Band | None:
    """Return what every page says while somebody is served."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account) or account.helping_id is None:
        return None
    help_ = serving(request)
    if help_ is None:
        return None
    person = find_person(help_.person_id)
    name = person.full_name if person else ""
    return Band(name=name, until=help_.until, url=reverse("helping:stop"))


def resume(request: HttpRequest, account: Account) -> None:
    """Let an account act as whom it serves, as long as it may.

    Raises HelpIsOver where a form arrives too late: it was meant for the other.
    """
    help_ = serving(request)
    if help_ is None:
        return
    in_time = clock.now() < help_.until
    if in_time and queries.may_serve(account, help_.person_id):
        account.helping_id = help_.person_id
        return
    finish(request, account)
    messages.info(request, _("Đã hết 30 phút giúp. Đồng chí làm việc của mình tiếp."))
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        raise HelpIsOver


def finish(request: HttpRequest, account: Account) -> None:
    """Stop serving, whoever is served; the account is its own again."""
    help_ = serving(request)
    if help_ is None:
        return
    account.helping_id = None
    del request.session[KEY]
    rotate_token(request)
    if person := find_person(help_.person_id):
        commands.end_help(actor=account, person=person)
