from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from ganket.accounts import queries
from ganket.accounts.enums import Language
from ganket.accounts.models import Account

LONGEST_PASSWORD = 200


def password_field(label: StrOrPromise, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput,
        **kwargs,
    )


class SignIn(LoginForm):
    """One field for telephone number, e-mail or handle, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Số điện thoại, thư điện tử hoặc mã đăng nhập"), max_length=200
        )
        self.fields["password"] = password_field(_("Mật khẩu"))
        self.fields["remember"].label = _("Nhớ đăng nhập trên máy này 30 ngày")
        self.fields["remember"].help_text = _("Bỏ dấu nếu đây là máy dùng chung.")
        self.fields["remember"].initial = True

    def user_credentials(self) -> dict[str, str]:
        return {
            "username": queries.sign_in_name(self.cleaned_data["login"]),
            "password": self.cleaned_data["password"],
        }


class NewPassword(forms.Form):
    """A new password, typed twice only where no script can show it."""

    new = password_field(
        _("Mật khẩu mới"),
        help_text=_("Ít nhất 8 ký tự. Một câu ngắn dễ nhớ là tốt nhất."),
    )
    again = password_field(
        _("Gõ lại mật khẩu mới"),
        required=False,
        help_text=_("Để chắc là không gõ nhầm."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        again = cleaned.get("again")
        if again and "new" in cleaned and again != cleaned["new"]:
            self.add_error("again", _("Hai lần gõ không giống nhau. Hãy gõ lại."))
        return cleaned


class AcceptInvitation(NewPassword):
    field_order = ["code", "new", "again"]

    code = forms.CharField(
        label=_("Mã mời"),
        max_length=40,
        help_text=_(
            "In trên phiếu mời, ví dụ K7MQ-2XRT-9P. Chữ thường hay hoa đều được."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "characters"}),
    )


class ChangePassword(NewPassword):
    field_order = ["old", "new", "again"]

    old = password_field(_("Mật khẩu đang dùng"))

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.account.check_password(old):
            raise ValidationError(_("Mật khẩu đang dùng chưa đúng. Hãy gõ lại."))
        return old


class ChooseLanguage(forms.Form):
    language = forms.ChoiceField(choices=Language.choices)
