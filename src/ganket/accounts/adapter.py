"""What allauth asks of us, and the sentences it says on our behalf."""

import datetime as dt
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from typing_extensions import override

from ganket.kernel import clock

# The longest of ACCOUNT_RATE_LIMITS; after it, whatever was limited is free again.
LONGEST_WAIT = dt.timedelta(minutes=10)
SIGN_IN_WAIT = dt.timedelta(minutes=5)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts come from invitations."""

    @override
    def is_open_for_signup(self, request: Any) -> bool:
        return False

    @override
    def validation_error(self, code: str, *args: Any) -> ValidationError:
        sentences = {
            "username_password_mismatch": _(
                "Số điện thoại hoặc mật khẩu chưa đúng. Nếu trong nhà dùng chung số "
                "điện thoại, đồng chí nhập mã đăng nhập ghi trên phiếu mời."
            ),
            "too_many_login_attempts": _(
                "Đã thử sai nhiều lần. Để giữ an toàn, đồng chí thử lại %(time)s."
            )
            % {"time": time_after(SIGN_IN_WAIT)},
        }
        if code in sentences:
            return ValidationError(sentences[code], code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    @override
    def add_message(
        self,
        request: Any,
        level: int,
        message_template: str | None = None,
        *_args: Any,
        **_kwargs: Any,
    ) -> None:
        if message_template == "account/messages/logged_out.txt":
            messages.success(request, _("Đồng chí đã đăng xuất khỏi máy này."))


def time_after(wait: dt.timedelta) -> str:
    """Say when a wait is over, ``lúc 8 giờ 05 (khoảng 6 phút nữa)``."""
    whole = wait + dt.timedelta(minutes=1)
    moment = clock.local(clock.now() + whole)
    told = {
        "hour": moment.hour,
        "minute": moment.minute,
        "wait": whole // dt.timedelta(minutes=1),
    }
    return _("lúc %(hour)d giờ %(minute)02d (khoảng %(wait)d phút nữa)") % told
