"""What is typed in the room: the roll, the minutes, what somebody present says."""

import uuid
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ganket.kernel.text import initial
from ganket.meetings.commands import (
    LeaveReasonMissing,
    NameTooLong,
    ReasonTooLong,
    TextTooLong,
)
from ganket.meetings.enums import Presence
from ganket.meetings.models import AgendaItem, Attendance
from ganket.opinions.commands import (
    LONGEST_LINE,
    LONGEST_TEXT,
    SubjectMissing,
    TextMissing,
)
from ganket.opinions.commands import LineTooLong as WordsTooLong
from ganket.opinions.commands import TextTooLong as OpinionTooLong


class LeaveForm(forms.Form):
    """Why a member cannot come."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=200,
        help_text=_("Vài chữ. Ví dụ: Trực đêm tại bệnh viện."),
        error_messages={
            "required": LeaveReasonMissing.message,
            "max_length": ReasonTooLong.message,
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())


class MarkForm(forms.Form):
    """One tap on the roll. Without scripts no key is sent, and one is made here."""

    presence = forms.CharField(required=False)
    reason = forms.CharField(required=False)
    key = forms.UUIDField(required=False)
    settle = forms.BooleanField(required=False)

    @property
    def values(self) -> dict[str, Any]:
        return {
            "presence": self.cleaned_data["presence"],
            "reason": self.cleaned_data["reason"],
            "key": self.cleaned_data["key"] or uuid.uuid4(),
            "is_settling": self.cleaned_data["settle"],
        }


class SheetForm(forms.Form):
    """The whole roll at once, for a phone without scripts."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Iterable[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        self.initial.setdefault("client_key", uuid.uuid4())
        for row in self.rows:
            self.fields[f"presence-{row.pk}"] = forms.ChoiceField(
                required=False, choices=Presence.choices
            )

    @property
    def marks(self) -> dict[int, str]:
        """Return what was chosen anew, by line."""
        told = {row: self.cleaned_data[f"presence-{row.pk}"] for row in self.rows}
        return {row.pk: said for row, said in told.items() if said != row.presence}


class MinutesForm(forms.Form):
    """What was said, item by item, and what was concluded."""

    chair = forms.CharField(label=_("Chủ trì"), required=False, max_length=120)
    recorder = forms.CharField(
        label=_("Người ghi biên bản"), required=False, max_length=120
    )
    minutes = forms.CharField(
        label=_("Kết luận"),
        required=False,
        max_length=20000,
        strip=False,
        widget=forms.Textarea,
        help_text=_("Việc thống nhất làm, ai làm, đến khi nào."),
        error_messages={"max_length": TextTooLong.message},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            self.fields[f"said_{item.pk}"] = forms.CharField(
                label=f"{item.position}. {item.title}",
                required=False,
                max_length=5000,
                strip=False,
                widget=forms.Textarea,
                error_messages={"max_length": TextTooLong.message},
            )
            self.initial.setdefault(f"said_{item.pk}", item.said)

    @property
    def said_fields(self) -> list[forms.BoundField]:
        return [self[f"said_{item.pk}"] for item in self.items]

    @property
    def values(self) -> dict[str, Any]:
        named = {name: self.cleaned_data[name] for name in ("chair", "recorder")}
        said = {item.pk: self.cleaned_data[f"said_{item.pk}"] for item in self.items}
        return named | {
            "minutes": self.cleaned_data["minutes"],
            "version": self.cleaned_data["version"],
            "said": said,
        }


class CloseForm(forms.Form):
    """Who wrote the minutes, where nobody was named before the closing."""

    recorder = forms.CharField(
        label=_("Người ghi biên bản"),
        required=False,
        max_length=120,
        help_text=_("Họ tên người ghi. Biên bản in tên này để ký."),
        error_messages={"max_length": NameTooLong.message},
    )

    @property
    def typed(self) -> str:
        """Return the name as typed; the command says what is wrong with it."""
        self.is_valid()
        return str(self.data.get("recorder", ""))


class RoomOpinionForm(forms.Form):
    """An opinion that somebody present gave in the room."""

    member = forms.ChoiceField(
        label=_("Đồng chí nào nêu?"),
        help_text=_(
            "Chỉ có tên những đồng chí đã được ghi có mặt, xếp theo chữ cái đầu của tên."
        ),
        error_messages={
            "required": _("Chưa chọn người nêu. Hãy chọn một đồng chí có mặt."),
            "invalid_choice": _("Đồng chí này chưa được ghi có mặt. Hãy chọn lại."),
        },
    )
    subject = forms.CharField(
        label=_("Việc gì?"),
        max_length=LONGEST_LINE,
        error_messages={
            "required": SubjectMissing.message,
            "max_length": WordsTooLong.message,
        },
    )
    place = forms.CharField(
        label=_("Ở đâu?"),
        required=False,
        max_length=LONGEST_LINE,
        error_messages={"max_length": WordsTooLong.message},
    )
    text = forms.CharField(
        label=_("Nội dung"),
        widget=forms.Textarea,
        max_length=LONGEST_TEXT,
        strip=False,
        error_messages={
            "required": TextMissing.message,
            "max_length": OpinionTooLong.message,
        },
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, present: Iterable[Attendance], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.present = list(present)
        self.members = {str(row.member_id): row.member for row in self.present}
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        field.choices = [("", _("Chọn đồng chí")), *self._by_letter()]
        self.initial.setdefault("client_key", uuid.uuid4())

    def _by_letter(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the names under the initial of the given name, to be found quickly."""
        by_letter = groupby(
            self.members.items(), key=lambda each: initial(each[1].person.full_name)
        )
        return [
            (letter, [(pk, str(member)) for pk, member in named])
            for letter, named in by_letter
        ]

    def with_new_key(self) -> "RoomOpinionForm":
        """Return the same words ready to be sent as another opinion."""
        typed = {name: self.data.get(name) for name in self.data}
        typed["client_key"] = str(uuid.uuid4())
        return RoomOpinionForm(typed, present=self.present)

    @property
    def values(self) -> dict[str, Any]:
        told = {k: v for k, v in self.cleaned_data.items() if k != "member"}
        return told | {"member": self.members[self.cleaned_data["member"]]}
