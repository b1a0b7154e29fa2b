"""From what a person types at sign-in to the account that it opens."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from typing_extensions import override

from ganket.accounts.models import HOUSE, Account
from ganket.accounts.queries import with_handle
from ganket.kernel import phone
from ganket.people import queries

# Several may share a telephone number; more than this many is no household.
MOST_SHARING = 8


class PersonBackend(BaseBackend):
    """Sign in by telephone number, e-mail or the handle on the invitation.

    A telephone number finds people but identifies none: where several share it,
    the password decides. Where even the password is the same, nobody is signed
    in and the handle must be used, so that nobody opens another's record.
    """

    @override
    def authenticate(
        self,
        request: Any,
        username: str | None = None,
        password: str | None = None,
        **_credentials: Any,
    ) -> Account | None:
        if not username or not password:
            return None
        accounts = _accounts_named(username)
        opened = [a for a in accounts if a.check_password(password)]
        if not accounts:
            make_password(password)  # as slow as a wrong password: names are not told
        return opened[0] if len(opened) == 1 else None

    @override
    def get_user(self, user_id: int) -> Account | None:
        found = Account.objects.filter(pk=user_id, is_active=True)
        return found.select_related("person").first()


def _accounts_named(name: str) -> list[Account]:
    accounts = Account.objects.filter(is_active=True).exclude(handle=HOUSE)
    typed = name.strip()
    if "@" in typed:
        named = accounts.filter(person__in=queries.with_email(typed))
    elif phone.looks_like_phone(typed):
        named = accounts.filter(person__in=queries.with_phone(typed))
    else:
        named = accounts & with_handle(typed)
    return list(named.order_by("pk")[:MOST_SHARING])
