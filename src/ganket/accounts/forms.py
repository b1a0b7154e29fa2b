from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):
    """One field for telephone number, e-mail or handle, and the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Số điện thoại hoặc thư điện tử")
        self.fields["login"].max_length = 200
        self.fields["password"].label = _("Mật khẩu")

    def user_credentials(self) -> dict[str, str]:
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data["password"],
        }
