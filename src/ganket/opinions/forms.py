"""What a person types into the pages of opinions."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ganket.opinions.commands import (
    LONGEST_LINE,
    LONGEST_TEXT,
    LineTooLong,
    OutcomeMissing,
    ReasonMissing,
    SubjectMissing,
    TextMissing,
    TextTooLong,
)
from ganket.opinions.enums import Outcome
from ganket.roster.models import Member


class OpinionForm(forms.Form):
    """What is the matter, where, and in more words."""

    subject = forms.CharField(
        label=_("Việc gì?"),
        max_length=LONGEST_LINE,
        help_text=_("Vài chữ. Ví dụ: Đèn đường hẻm 12 hỏng."),
        error_messages={
            "required": SubjectMissing.message,
            "max_length": LineTooLong.message,
        },
    )
    place = forms.CharField(
        label=_("Ở đâu?"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=_("Ví dụ: Đầu hẻm 12, đường Trần Phú."),
        error_messages={"max_length": LineTooLong.message},
    )
    text = forms.CharField(
        label=_("Nội dung"),
        widget=forms.Textarea,
        max_length=LONGEST_TEXT,
        strip=False,
        help_text=_(
            "Chuyện ra sao, từ khi nào, đồng chí mong được giải quyết thế nào."
        ),
        error_messages={
            "required": TextMissing.message,
            "max_length": TextTooLong.message,
        },
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_key", uuid.uuid4())

    @property
    def words(self) -> dict[str, Any]:
        """Return what the commands take."""
        return {
            name: self.cleaned_data[name]
            for name in ("subject", "place", "text", "client_key")
        }


class NoteForm(OpinionForm):
    """An opinion taken down for one of the unit's members."""

    member = forms.ChoiceField(
        label=_("Đồng chí nào nêu?"),
        error_messages={
            "required": _("Chưa chọn người nêu. Hãy chọn một đồng chí."),
            "invalid_choice": _(
                "Đồng chí này không có trong danh sách. Hãy chọn người khác."
            ),
        },
    )
    field_order = ["member", "subject", "place", "text"]

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        names = [(pk, str(member)) for pk, member in self.members.items()]
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        field.choices = [("", _("Chọn đồng chí")), *names]

    @property
    def chosen_member(self) -> Member:
        return self.members[self.cleaned_data["member"]]


class MoveForm(forms.Form):
    """Why an opinion is passed up, or is not settled."""

    text = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea,
        max_length=LONGEST_TEXT,
        strip=False,
        error_messages={
            "required": ReasonMissing.message,
            "max_length": TextTooLong.message,
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(MoveForm):
    """What was done, and whether that settles it in the holder's eyes."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        widget=forms.RadioSelect,
        choices=Outcome.choices,
        error_messages={"required": OutcomeMissing.message},
    )
    field_order = ["outcome", "text"]

    @property
    def outcome_label(self) -> str:
        return str(Outcome(self.cleaned_data["outcome"]).label)
