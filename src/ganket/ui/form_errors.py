"""What a form says when a value will not do: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[type[forms.Field], dict[str, StrOrPromise]] = {
    forms.Field: {"required": _("Chỗ này còn trống. Đồng chí điền vào rồi gửi lại.")},
    forms.BooleanField: {"required": _("Đồng chí đánh dấu vào ô này rồi gửi lại.")},
    forms.ChoiceField: {
        "required": _("Chưa chọn. Đồng chí chọn một dòng rồi gửi lại."),
        "invalid_choice": _("Dòng đã chọn không còn dùng được. Đồng chí chọn lại."),
    },
    forms.ModelChoiceField: {
        "required": _("Chưa chọn. Đồng chí chọn một dòng rồi gửi lại."),
        "invalid_choice": _("Dòng đã chọn không còn dùng được. Đồng chí chọn lại."),
    },
    forms.IntegerField: {"invalid": _("Chỗ này chỉ ghi số, ví dụ: 47.")},
    forms.DateField: {
        "invalid": _("Ngày này không có trong lịch. Viết theo mẫu 23/11/2026.")
    },
    forms.DateTimeField: {
        "invalid": _("Chưa hiểu ngày giờ này. Viết theo mẫu 23/11/2026 19:00.")
    },
    forms.TimeField: {"invalid": _("Chưa hiểu giờ này. Viết theo mẫu 19:00.")},
    forms.EmailField: {
        "invalid": _("Địa chỉ thư chưa đúng. Viết theo mẫu ten@noi-lam.vn.")
    },
    forms.FileField: {
        "required": _("Chưa chọn tệp. Đồng chí chọn một tệp rồi gửi lại."),
        "empty": _("Tệp này trống. Đồng chí mở lại tệp để xem, rồi chọn tệp khác."),
    },
}


def speak_plainly() -> None:
    """Put our sentences where Django keeps its own, for every form of the product.

    A field that brings ``error_messages`` of its own keeps them.
    """
    for field, sentences in SENTENCES.items():
        field.default_error_messages = {
            **field.__dict__.get("default_error_messages", {}),
            **sentences,
        }
