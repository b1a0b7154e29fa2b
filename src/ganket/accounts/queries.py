from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from ganket.accounts import codes
from ganket.accounts.models import HOUSE, Account, Invitation
from ganket.kernel import clock, phone


def clerk_of_the_house() -> Account:
    """Return the machine's own account, which acts for scheduled jobs and set-up."""
    account, _ = Account.objects.get_or_create(
        handle=HOUSE, defaults={"password": "!", "is_active": True}
    )
    return account


def sign_in_name(typed: str) -> str:
    """Return one spelling for a telephone number, an e-mail or a handle.

    Attempts are counted by it: spaces must not buy further attempts.
    """
    if "@" in typed:
        return typed.strip().lower()
    if phone.looks_like_phone(typed):
        return phone.normalise(typed)
    return codes.bare(typed)


def with_handle(typed: str) -> QuerySet[Account]:
    """Return the person's account of this handle, however it was typed."""
    return Account.objects.filter(handle=codes.bare(typed)).exclude(handle=HOUSE)


def find_handle(typed: str) -> Account | None:
    return with_handle(typed).first()


def find_invitation(code: str) -> Invitation | None:
    """Return the invitation of a code, spent or not, however the code was typed."""
    found = Invitation.objects.filter(code_hash=codes.code_hash(code))
    return found.select_related("account").first()


def waiting_invitations() -> QuerySet[Invitation]:
    """Return the invitations that wait to be accepted, of every account."""
    return Invitation.objects.filter(
        used_at=None, replaced_at=None, expires_at__gt=clock.now()
    )


def open_invitation_of(account: Account) -> Invitation | None:
    """Return the invitation that waits to be accepted, if there is one."""
    return waiting_invitations().filter(account=account).first()


def devices_of(account: Account) -> "QuerySet[Any]":
    """Return the devices on which an account is signed in, latest first."""
    alive = Session.objects.filter(expire_date__gt=clock.now())
    devices = UserSession.objects.filter(
        user=account, session_key__in=alive.values("session_key")
    )
    ordered: QuerySet[Any] = devices.order_by("-created_at", "-pk")
    return ordered
