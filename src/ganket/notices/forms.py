"""What a person types into the pages of notices."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ganket.notices.commands import (
    LONGEST_BODY,
    LONGEST_NOTE,
    LONGEST_TITLE,
    BodyMissing,
    BodyTooLong,
    NoteMissing,
    NoteTooLong,
    TitleMissing,
    TitleTooLong,
)
from ganket.notices.enums import Audience
from ganket.org.models import Unit


class NoticeForm(forms.Form):
    """A notice as it is written. ``units`` are those in whose name one may write."""

    unit = forms.ChoiceField(
        label=_("Gửi nhân danh"),
        error_messages={
            "required": _("Chưa chọn đơn vị gửi."),
            "invalid_choice": _(
                "Đồng chí không gửi thông báo nhân danh đơn vị này. Hãy chọn lại."
            ),
        },
    )
    audience = forms.ChoiceField(
        label=_("Gửi cho ai"),
        widget=forms.RadioSelect,
        choices=Audience.choices,
        initial=Audience.MEMBERS,
        error_messages={"required": _("Chưa chọn gửi cho ai.")},
    )
    title = forms.CharField(
        label=_("Tiêu đề"),
        max_length=LONGEST_TITLE,
        help_text=_("Một dòng: việc gì, khi nào. Ví dụ: Họp khóm tối thứ Bảy 28/11."),
        error_messages={
            "required": TitleMissing.message,
            "max_length": TitleTooLong.message,
        },
    )
    body = forms.CharField(
        label=_("Nội dung"),
        widget=forms.Textarea,
        max_length=LONGEST_BODY,
        strip=False,
        help_text=_("Nói rõ việc gì, ở đâu, khi nào, đồng chí nhận cần làm gì."),
        error_messages={
            "required": BodyMissing.message,
            "max_length": BodyTooLong.message,
        },
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        unit, audience = self.fields["unit"], self.fields["audience"]
        assert isinstance(unit, forms.ChoiceField)  # noqa: S101 - tells mypy
        unit.choices = [(code, u.full_name) for code, u in self.units.items()]
        if len(self.units) == 1:
            unit.widget = forms.HiddenInput()
            self.initial["unit"] = next(iter(self.units))
        if not any(u.is_ward for u in self.units.values()):
            audience.widget = forms.HiddenInput()
        self.initial.setdefault("client_key", uuid.uuid4())

    @property
    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class Withdrawal(forms.Form):
    note = forms.CharField(
        label=_("Vì sao thu hồi?"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea,
        help_text=_("Người nhận đọc được câu này thay cho nội dung đã gửi."),
        error_messages={
            "required": NoteMissing.message,
            "max_length": NoteTooLong.message,
        },
    )
