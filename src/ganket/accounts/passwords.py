"""What a password wants, said in plain words."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
)
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from typing_extensions import override


class LongEnough(MinimumLengthValidator):
    @override
    def get_error_message(self) -> str:
        return ngettext(
            "Mật khẩu cần ít nhất %(length)d ký tự. Một câu ngắn dễ nhớ là tốt nhất.",
            "Mật khẩu cần ít nhất %(length)d ký tự. Một câu ngắn dễ nhớ là tốt nhất.",
            self.min_length,
        ) % {"length": self.min_length}

    @override
    def get_help_text(self) -> str:
        return self.get_error_message()


class NotCommon(CommonPasswordValidator):
    @override
    def get_error_message(self) -> str:
        return _("Nhiều người dùng mật khẩu này nên kẻ xấu dễ đoán. Hãy đặt câu khác.")

    @override
    def get_help_text(self) -> str:
        return _("Mật khẩu không phải loại nhiều người hay dùng.")


class NotOnlyDigits(NumericPasswordValidator):
    @override
    def get_error_message(self) -> str:
        return _("Mật khẩu chỉ có chữ số thì dễ đoán. Hãy thêm vài chữ cái.")

    @override
    def get_help_text(self) -> str:
        return _("Mật khẩu có cả chữ cái, không chỉ chữ số.")
