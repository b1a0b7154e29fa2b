"""What a person types into the pages of opinions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from ganket.opinions.commands import (
    LONGEST_LINE,
    LONGEST_TEXT,
    AnswerMissing,
    LineTooLong,
    OutcomeMissing,
    ReasonMissing,
    SubjectMissing,
    TextMissing,
    TextTooLong,
    UnsettledMissing,
    WithdrawalMissing,
)
from ganket.opinions.enums import Outcome
from ganket.roster.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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

    def with_new_key(self) -> Self:
        """Return the same words ready to be sent as another opinion."""
        typed = {name: self.data.get(name) for name in self.data}
        typed["client_key"] = str(uuid.uuid4())
        return self._again(typed)

    def _again(self, typed: Any) -> Self:
        return type(self)(typed)

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

    @override
    def _again(self, typed: Any) -> Self:
        return type(self)(typed, members=self.members.values())

    @property
    def chosen_member(self) -> Member:
        return self.members[self.cleaned_data["member"]]


def _words(
    label: StrOrPromise, hint: StrOrPromise, missing: type[ReasonMissing]
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea,
        max_length=LONGEST_TEXT,
        strip=False,
        error_messages={"required": missing.message, "max_length": TextTooLong.message},
    )


class MoveForm(forms.Form):
    """A step on the way of an opinion; each kind has words of its own."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PassUpForm(MoveForm):
    text = _words(
        _("Vì sao phải chuyển lên?"),
        _(
            "Việc nào nơi mình không quyết được, đã làm được gì rồi. Người nêu đọc được "
            "câu này."
        ),
        ReasonMissing,
    )


class RejectForm(MoveForm):
    text = _words(
        _("Điều gì chưa xong?"),
        _("Vài câu là đủ. Nơi giải quyết tiếp đọc được câu này."),
        UnsettledMissing,
    )


class WithdrawForm(MoveForm):
    text = _words(
        _("Vì sao rút?"),
        _("Một câu là đủ. Người nêu được báo và đọc được câu này."),
        WithdrawalMissing,
    )


class AnswerForm(MoveForm):
    """What was done, and whether that settles it in the holder's eyes."""

    text = _words(
        _("Trả lời"),
        _("Đã làm gì, việc nào chưa làm được và vì sao, khi nào làm tiếp."),
        AnswerMissing,
    )
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
