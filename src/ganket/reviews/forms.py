"""What a person types into the pages of reviews."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from ganket.reviews.commands import (
    FrontReasonTooLong,
    Given,
    ReplyMissing,
    ReplyTooLong,
    UseMissing,
)
from ganket.reviews.commands.cycles import LONGEST_REASON as LONGEST_DROP
from ganket.reviews.commands.cycles import MOST_REPLY_DAYS, ReasonMissing
from ganket.reviews.commands.drafts import LONGEST_REASON, LONGEST_TEXT
from ganket.reviews.commands.front import LONGEST_FRONT_REASON
from ganket.reviews.commands.showing import LONGEST_REPLY
from ganket.reviews.commands.ward import LONGEST_REASON as LONGEST_SENT_BACK
from ganket.reviews.commands.workplace import LONGEST_NOTE, LONGEST_USE
from ganket.reviews.enums import RequestReason
from ganket.reviews.models import Answer
from ganket.roster.models import Member
from ganket.rulebook.criteria import UNKNOWN, Criterion
from ganket.rulebook.enums import CriterionKind
from ganket.rulebook.forms import ReviewForm as Paper
from ganket.ui.web import whole_number

# What stands on the page before anybody has chosen: nothing that praises or blames.
NEUTRAL = {CriterionKind.LEVEL: UNKNOWN.key, CriterionKind.PROPOSAL: "NONE"}


class DraftForm(forms.Form):
    """One field for each thing that the form of the regulation asks."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = paper
        for criterion in paper.criteria:
            if criterion.choices:
                self.fields[f"level_{criterion.key}"] = forms.ChoiceField(
                    label=f"{criterion.number}. {criterion.short_text}",
                    choices=[(level.key, level.label) for level in criterion.choices],
                    widget=forms.RadioSelect,
                    required=False,
                )
            else:
                self.fields[f"text_{criterion.key}"] = _words(
                    f"{criterion.number}. {criterion.short_text}", LONGEST_TEXT
                )
            if criterion.measurement:
                self.fields[f"reason_{criterion.key}"] = _words(
                    f"{criterion.number}. {criterion.short_text}",
                    LONGEST_REASON,
                    is_wanted=True,
                )

    @classmethod
    def beginning(
        cls, paper: Paper, answers: Mapping[str, Answer], version: int
    ) -> "DraftForm":
        """Return the form as it opens: what was saved, else nothing good or bad."""
        initial: dict[str, Any] = {"version": version}
        for criterion in paper.criteria:
            said = answers.get(criterion.key, Answer())
            initial[f"level_{criterion.key}"] = said.level or neutral(criterion)
            initial[f"text_{criterion.key}"] = said.text
            initial[f"reason_{criterion.key}"] = said.reason
        return cls(paper=paper, initial=initial)

    @property
    def answers(self) -> dict[str, Given]:
        """Return what was typed, by criterion."""
        return {
            criterion.key: Given(
                level=self.cleaned_data.get(f"level_{criterion.key}", ""),
                text=self.cleaned_data.get(f"text_{criterion.key}", ""),
                reason=self.cleaned_data.get(f"reason_{criterion.key}", ""),
            )
            for criterion in self.paper.criteria
        }

    def differs_from(self, answers: Mapping[str, Answer]) -> bool:
        """Tell whether anything was chosen or typed beyond what is kept already."""
        begun = self.beginning(self.paper, answers, 0).initial
        return any(
            (self.cleaned_data.get(name) or "") != (begun.get(name) or "")
            for name in self.fields
            if name != "version"
        )

    def add_gaps(self, gaps: Mapping[str, str]) -> None:
        """Mark the fields that keep the review from being whole."""
        for key, sentence in gaps.items():
            level, reason = self.cleaned_data.get(f"level_{key}"), f"reason_{key}"
            fits = reason if level and reason in self.fields else f"level_{key}"
            self.add_error(fits if fits in self.fields else f"text_{key}", sentence)


def neutral(criterion: Criterion) -> str:
    """Return the choice that says nothing, where the criterion has one."""
    key = NEUTRAL.get(criterion.kind, "")
    return key if key in {level.key for level in criterion.choices} else ""


class Reason(forms.CharField):
    """Words that are wanted, though a draft is kept without them."""

    @override
    def validate(self, value: Any) -> None:
        """Let an empty value pass: whether it is due follows from the level."""


def _words(label: Any, most: int, *, is_wanted: bool = False) -> forms.CharField:
    kind = Reason if is_wanted else forms.CharField
    return kind(
        label=label,
        widget=forms.Textarea,
        required=is_wanted,
        max_length=most,
        error_messages={
            "max_length": _("Dài quá %(limit_value)d chữ. Đồng chí viết gọn lại.")
        },
    )


class FrontForm(forms.Form):
    """When the cell met its Front committee."""

    held_on = forms.DateField(
        label=_("Ngày họp với ban công tác mặt trận"),
        help_text=_("Ngày này in trên từng phiếu. Ví dụ: 20/11/2026"),
    )
    reason = Reason(
        label=_("Vì sao đổi ngày"),
        help_text=_(
            "Một hai câu, ghi lại cùng lần đổi. Phiếu đã cho đảng viên đọc vẫn in ngày "
            "cũ. Ví dụ: ghi nhầm ngày mời họp thành ngày họp."
        ),
        widget=forms.Textarea,
        max_length=LONGEST_FRONT_REASON,
        error_messages={"max_length": FrontReasonTooLong.message},
    )
    request = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, noted_on: dt.date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if noted_on is None:
            del self.fields["reason"]
        else:
            self.initial.setdefault("held_on", noted_on)


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Ý kiến của đồng chí"),
        help_text=_(
            "Trả lời một lần. Chi bộ, phường và nơi công tác đều đọc được, in kèm phiếu."
        ),
        widget=forms.Textarea,
        max_length=LONGEST_REPLY,
        error_messages={
            "required": ReplyMissing.message,
            "max_length": ReplyTooLong.message,
        },
    )


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao trả lại"),
        help_text=_(
            "Chi bộ đọc lý do này và viết lại. Phường không sửa lời của chi bộ."
        ),
        widget=forms.Textarea,
        max_length=LONGEST_SENT_BACK,
        error_messages={"required": ReasonMissing.message},
    )


class DropForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao không nhận xét kỳ này"),
        help_text=_("Ví dụ: mới chuyển về tháng 10, chi bộ chưa đủ thời gian."),
        widget=forms.Textarea,
        max_length=LONGEST_DROP,
        error_messages={"required": ReasonMissing.message},
    )


class AcknowledgeForm(forms.Form):
    use_stated = forms.CharField(
        label=_("Phiếu được dùng vào việc gì"),
        help_text=_("Ví dụ: đưa vào kiểm điểm, đánh giá đảng viên cuối năm 2026."),
        widget=forms.Textarea,
        max_length=LONGEST_USE,
        error_messages={"required": UseMissing.message},
    )


class DaysForm(forms.Form):
    """The days of a ward's round."""

    opens_on = forms.DateField(label=_("Ngày bắt đầu"))
    cells_due_on = forms.DateField(
        label=_("Hạn của chi bộ"),
        help_text=_("Hết ngày này chi bộ viết xong và cho đảng viên đọc."),
    )
    closes_on = forms.DateField(
        label=_("Hạn của phường"),
        help_text=_("Hết ngày này phường xác nhận xong và gửi nơi công tác."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CycleForm(DaysForm):
    year = forms.IntegerField(label=_("Năm nhận xét"), min_value=2000, max_value=2100)
    reply_days = forms.IntegerField(
        label=_("Số ngày làm việc để đảng viên đọc và trả lời"),
        min_value=1,
        max_value=MOST_REPLY_DAYS,
    )
    field_order = ("year", "opens_on", "cells_due_on", "closes_on", "reply_days")


class AskForm(forms.Form):
    """Whom a workplace asks about, why, and by when."""

    reason = forms.ChoiceField(
        label=_("Xin ý kiến để làm gì"),
        choices=RequestReason.choices,
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Nói thêm"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("Bắt buộc nếu chọn “Lý do khác”. In trên phiếu xin ý kiến."),
    )
    reply_by = forms.DateField(label=_("Cần nhận lại trước ngày"), required=False)
    members = forms.TypedMultipleChoiceField(
        label=_("Đồng chí nào"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Chưa chọn đảng viên nào. Hãy chọn ít nhất một đồng chí.")
        },
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, members: Iterable[tuple[Member, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_key", uuid.uuid4())
        field = self.fields["members"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(member.pk, label) for member, label in members]


class VersionForm(forms.Form):
    """The version of the row that was on the screen."""

    version = forms.IntegerField(min_value=0)


def versions_of(values: Iterable[str]) -> dict[int, int]:
    """Read ``id:version`` of each review that was chosen on the screen.

    What is not of this form is left out: it came from no page of ours.
    """
    pairs = (value.partition(":") for value in values)
    read = [(whole_number(pk), whole_number(version)) for pk, _colon, version in pairs]
    return {pk: at for pk, at in read if pk is not None and at is not None}


def days_of(form: DaysForm) -> dict[str, dt.date]:
    """Return the three days of a valid form."""
    names = ("opens_on", "cells_due_on", "closes_on")
    return {name: form.cleaned_data[name] for name in names}
