"""One item of an agenda."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ganket.meetings.commands import (
    ItemTitleMissing,
    ItemTooLong,
)
from ganket.meetings.enums import ItemKind


class ItemForm(forms.Form):
    """One item of the agenda."""

    title = forms.CharField(
        label=_("Nội dung"),
        max_length=200,
        help_text=_("Vài chữ. Ví dụ: Góp ý mở rộng hẻm 12."),
        error_messages={
            "required": ItemTitleMissing.message,
            "max_length": ItemTooLong.message,
        },
    )
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[(k.value, k.label) for k in ItemKind if k != ItemKind.OPINIONS],
        initial=ItemKind.TOPIC,
    )
    text = forms.CharField(
        label=_("Chi tiết"),
        required=False,
        max_length=5000,
        strip=False,
        widget=forms.Textarea,
        error_messages={"max_length": ItemTooLong.message},
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    position = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_key", uuid.uuid4())

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not any(self.data.get(name, "").strip() for name in ("title", "text"))
