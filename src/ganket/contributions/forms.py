"""What a person types into the pages of contributions."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ganket.contributions.commands import (
    LONGEST,
    KindUnknown,
    TextMissing,
    TextTooLong,
)
from ganket.contributions.enums import ContactKind, ContributionKind
from ganket.kernel import clock


class ContributionForm(forms.Form):
    """Work that a member did for the place where they live, in two lines."""

    text = forms.CharField(
        label=_("Đã làm việc gì?"),
        widget=forms.Textarea,
        max_length=LONGEST,
        help_text=_(
            "Một, hai dòng. Ví dụ: Sửa điện nhà văn hóa khóm, nửa ngày. Không ghi tiền "
            "đóng góp, nộp quỹ, ủng hộ ở đây."
        ),
        error_messages={
            "required": TextMissing.message,
            "max_length": TextTooLong.message,
        },
    )
    kind = forms.ChoiceField(
        label=_("Loại việc"),
        choices=[("", _("Chọn loại việc")), *ContributionKind.choices],
        error_messages={
            "required": KindUnknown.message,
            "invalid_choice": KindUnknown.message,
        },
    )
    done_on = forms.DateField(label=_("Ngày làm"))
    is_deed = forms.BooleanField(
        label=_("Đây là việc đã làm, không phải tiền đóng góp"), required=False
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_key", uuid.uuid4())
        self.initial.setdefault("done_on", clock.today())

    @property
    def asks_about_money(self) -> bool:
        """Tell whether the box that answers the question about money is to be shown."""
        return "is_deed" in self.errors or bool(self.data.get("is_deed"))


class ContactForm(forms.Form):
    """One tap: spoke, visited or called, today.

    A kind of contact counts once a day, so two taps are one without a key of theirs.
    """

    kind = forms.ChoiceField(choices=ContactKind.choices)
    client_key = forms.UUIDField(required=False)
