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
        help_text=_("Một, hai dòng. Ví dụ: Sửa điện nhà văn hóa khóm, nửa ngày."),
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
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_key", uuid.uuid4())
        self.initial.setdefault("done_on", clock.today())


class ContactForm(forms.Form):
    """One tap: spoke, visited or called, today.

    A kind of contact counts once a day, so two taps are one without a key of theirs.
    """

    kind = forms.ChoiceField(choices=ContactKind.choices)
    client_key = forms.UUIDField(required=False)
