"""Opening sign-ins, inviting to them, and ending them.

Who may is asked by the packages above, which know persons and offices. Nothing
here counts or keeps how often anybody signs in.
"""

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts import codes, queries
from ganket.accounts.enums import Language
from ganket.accounts.models import Account, Invitation
from ganket.journal import commands as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed, Refused

ACCOUNT_OPENED = journal.verb("accounts.opened", _("mở quyền đăng nhập"))
ACCOUNT_CLOSED = journal.verb("accounts.closed", _("đóng quyền đăng nhập"))
ACCOUNT_REOPENED = journal.verb("accounts.reopened", _("mở lại quyền đăng nhập"))
INVITATION_OPENED = journal.verb("accounts.invitation_opened", _("cấp mã mời"))
INVITATION_USED = journal.verb("accounts.invitation_used", _("dùng mã mời"))
PASSWORD_SET = journal.verb("accounts.password_set", _("đặt mật khẩu"))
SIGN_INS_ENDED = journal.verb("accounts.sign_ins_ended", _("đăng xuất khỏi mọi máy"))

INVITATION_DAYS = 30


class AccountIsClosed(Refused):
    message = _(
        "Quyền đăng nhập của đồng chí này đã đóng. Hãy mở lại rồi mới cấp mã mời."
    )


class InvitationUnknown(Refused):
    message = _(
        "Mã mời này không đúng. Hãy xem lại từng chữ trên phiếu. Nếu vẫn không được, "
        "đồng chí đề nghị bí thư chi bộ cấp mã mới."
    )


class InvitationExpired(Refused):
    message = _("Mã mời này đã quá hạn. Đồng chí đề nghị bí thư chi bộ cấp mã mới.")


class InvitationUsed(Refused):
    message = _(
        "Mã mời này đã được dùng. Nếu chính đồng chí đã dùng, hãy đăng nhập bằng mật "
        "khẩu đã đặt. Nếu không phải, hãy báo ngay bí thư chi bộ để cấp mã mới."
    )


class InvitationReplaced(Refused):
    message = _("Đã có mã mới hơn thay mã này. Hãy dùng mã ghi trên phiếu mới nhất.")


class PasswordWeak(Refused):
    """The sentences say what the password wants."""


class ServingSomebody(NotAllowed):
    message = _(
        "Đồng chí đang giúp người khác nên chưa vào được phần đăng nhập. Hãy bấm "
        "“Xong” trước."
    )


@transaction.atomic
def create_account(*, actor: journal.Actor, language: str = Language.VI) -> Account:
    """Open a sign-in that nobody can use until its invitation is accepted."""
    account = Account(handle=codes.new_handle(), language=language)
    while Account.objects.filter(handle=account.handle).exists():
        account.handle = codes.new_handle()
    account.set_unusable_password()
    account.save()
    journal.record(actor=actor, verb=ACCOUNT_OPENED, subject=account)
    return account


@transaction.atomic
def open_invitation(
    *, actor: journal.Actor, account: Account, days: int = INVITATION_DAYS
) -> str:
    """Return a fresh code for an account; it can be read here and never again.

    It can be accepted to the end of the day that is ``days`` from now. An older open invitation is replaced. Raises AccountIsClosed.
    """
    # The same value again: it holds the row, so that two who invite at once take turns.
    if not _active(account).update(is_active=True):
        raise AccountIsClosed
    _replace_open(account)
    code = codes.new_code()
    Invitation.objects.create(
        account=account,
        code_hash=codes.code_hash(code),
        expires_at=clock.moment(last_day_of_an_invitation(days) + dt.timedelta(1)),
    )
    journal.record(actor=actor, verb=INVITATION_OPENED, subject=account)
    return codes.grouped(code)


def last_day_of_an_invitation(days: int = INVITATION_DAYS) -> dt.date:
    """Return the day to whose end an invitation opened now can be accepted."""
    return clock.today() + dt.timedelta(days=days)


def accept_invitation(*, code: str, password: str) -> Account:
    """Set the password of the account that was invited; once a code, whoever comes.

    Ends every older sign-in. Raises InvitationUnknown, InvitationExpired,
    InvitationUsed, InvitationReplaced, PasswordWeak.
    """
    # Hashing takes its time on purpose, so it stays outside of the transaction.
    invitation = _found(code)
    account = invitation.account
    _set_checked(account, password)
    with transaction.atomic():
        now = clock.now()
        still_open = Invitation.objects.filter(pk=invitation.pk, **_OPEN)
        if not still_open.filter(expires_at__gt=now).update(used_at=now):
            invitation.refresh_from_db()
            _refuse_spent(invitation)
        journal.record(actor=account, verb=INVITATION_USED, subject=account)
        _keep_password(account)
    return account


def set_password(*, account: Account, password: str, keep: str | None = None) -> None:
    """Change one's own password and end every other sign-in.

    ``keep`` is the session in which it is done. Raises PasswordWeak,
    ServingSomebody.
    """
    refuse_while_serving(account)
    _set_checked(account, password)
    with transaction.atomic():
        _keep_password(account, keep)


@transaction.atomic
def end_sign_ins(*, account: Account, keep: str | None = None) -> None:
    """Sign an account out everywhere, at once, but for the session ``keep``."""
    refuse_while_serving(account)
    _end_sessions(account, keep)
    journal.record(actor=account, verb=SIGN_INS_ENDED, subject=account)


@transaction.atomic
def end_sign_in(*, account: Account, device_id: int) -> None:
    """Sign one device of an account out; one that is gone already stays gone."""
    refuse_while_serving(account)
    device = queries.devices_of(account).filter(pk=device_id)
    Session.objects.filter(session_key__in=device.values("session_key")).delete()


def change_language(*, account: Account, language: str) -> None:
    """Let the pages speak another language; nobody else's concern, so no journal."""
    refuse_while_serving(account)
    Account.objects.filter(pk=account.pk).update(language=Language(language))
    account.language = language


@transaction.atomic
def close_account(*, actor: journal.Actor, account: Account) -> None:
    """Close a sign-in: signed out everywhere, open invitation void, data kept."""
    if not _active(account).update(is_active=False):
        return
    _replace_open(account)
    _end_sessions(account, None)
    account.is_active = False
    journal.record(actor=actor, verb=ACCOUNT_CLOSED, subject=account)


@transaction.atomic
def reopen_account(*, actor: journal.Actor, account: Account) -> None:
    """Let a closed account be signed in to again, with a new invitation only."""
    account.set_unusable_password()
    reopened = Account.objects.filter(pk=account.pk, is_active=False).update(
        is_active=True, password=account.password
    )
    if reopened:
        account.is_active = True
        journal.record(actor=actor, verb=ACCOUNT_REOPENED, subject=account)


def refuse_while_serving(account: Account) -> None:
    """Raise ServingSomebody while a helper serves somebody from this account."""
    if account.helping_id is not None:
        raise ServingSomebody


_OPEN = {"used_at": None, "replaced_at": None}


def _active(account: Account) -> models.QuerySet[Account]:
    return Account.objects.filter(pk=account.pk, is_active=True)


def _replace_open(account: Account) -> None:
    invitations = Invitation.objects.filter(account=account, **_OPEN)
    invitations.update(replaced_at=clock.now())


def _found(code: str) -> Invitation:
    invitation = queries.find_invitation(code)
    if invitation is None or not invitation.account.is_active:
        raise InvitationUnknown
    _refuse_spent(invitation)
    return invitation


def _refuse_spent(invitation: Invitation) -> None:
    if invitation.used_at is not None:
        raise InvitationUsed
    if invitation.replaced_at is not None:
        raise InvitationReplaced
    if invitation.expires_at <= clock.now():
        raise InvitationExpired


def _set_checked(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordWeak(" ".join(error.messages)) from None
    account.set_password(password)


def _keep_password(account: Account, keep: str | None = None) -> None:
    Account.objects.filter(pk=account.pk).update(password=account.password)
    _end_sessions(account, keep)
    journal.record(actor=account, verb=PASSWORD_SET, subject=account)


def _end_sessions(account: Account, keep: str | None) -> None:
    count = models.F("sign_ins_ended") + 1
    Account.objects.filter(pk=account.pk).update(sign_ins_ended=count)
    account.refresh_from_db(fields=["sign_ins_ended"])
    devices = queries.devices_of(account).exclude(session_key=keep or "")
    Session.objects.filter(session_key__in=devices.values("session_key")).delete()
