import unicodedata
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from ganket.accounts.enums import Language
from ganket.kernel import clock

HOUSE = "HOUSE"


def _composed(password: str | None) -> str | None:
    # One keyboard sends "ế" as one sign, another as three; both mean the same word.
    return None if password is None else unicodedata.normalize("NFC", password)


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(handle=username)


class Account(AbstractBaseUser):
    """A sign-in.

    ``handle`` is printed on the invitation. A person signs in by telephone
    number or e-mail; the handle decides where a number is shared by several.
    ``sign_ins_ended`` counts how often every sign-in was ended at once: sessions
    begun under an older count are worth nothing. The account ``HOUSE`` is the
    machine's own: it acts for scheduled jobs and cannot be signed in to.
    """

    handle = models.CharField(_("mã đăng nhập"), max_length=12, unique=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, choices=Language.choices, default=Language.VI
    )
    created_at = models.DateTimeField(default=clock.now)
    sign_ins_ended = models.PositiveIntegerField(default=0)
    # Django would write down each sign-in here; nobody's is kept.
    last_login = None

    objects = AccountManager()
    sensitive: ClassVar = frozenset({"password"})
    USERNAME_FIELD = "handle"

    # The person whom a helper serves in this request; set by the middleware.
    helping_id: int | None = None

    def __str__(self) -> str:
        return self.handle

    @override
    def set_password(self, raw_password: str | None) -> None:
        super().set_password(_composed(raw_password))

    @override
    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(_composed(raw_password) or "")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "ganket.accounts.session",
            f"{self.sign_ins_ended}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def journal_key(self) -> str:
        return f"accounts.account:{self.pk}"

    @property
    def journal_on_behalf(self) -> str:
        return f"people.person:{self.helping_id}" if self.helping_id else ""


class Invitation(models.Model):
    """A code by which an account sets its password: at first, or when it is lost.

    Only a keyed hash of the code is kept. At most one invitation of an account
    is open; a newer one replaces it.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="invitations")
    code_hash = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(used_at=None, replaced_at=None),
                name="accounts_invitation_one_open_per_account",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation of {self.account_id}"
