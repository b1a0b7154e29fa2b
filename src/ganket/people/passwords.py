"""A telephone number or e-mail may be shared; then the passwords must not be."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ganket.accounts.models import Account
from ganket.people import queries


class OwnAmongSharers:
    """Refuse a password that somebody with the same number or e-mail uses.

    Both would be locked out: name and password together would open two records.
    The sentence must not tell that somebody else has this password.
    """

    def validate(self, password: str, user: Account | None = None) -> None:
        if user is None:
            return
        for other in queries.accounts_sharing_names(user):
            if other.check_password(password):
                raise ValidationError(self.get_error_message())

    def get_error_message(self) -> str:
        return _("Mật khẩu này chưa đủ riêng. Hãy thêm vài chữ hoặc đặt câu khác.")

    def get_help_text(self) -> str:
        return _("Mật khẩu là của riêng đồng chí, không đặt chung với ai trong nhà.")
