"""What a person types into the pages of meetings."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ganket.kernel import clock
from ganket.meetings.commands import (
    ItemTitleMissing,
    ItemTooLong,
    LeaveReasonMissing,
    LineTooLong,
    PlaceMissing,
    ReasonMissing,
    ReasonTooLong,
    TextTooLong,
    TitleMissing,
)
from ganket.meetings.enums import ItemKind, MeetingKind, Presence
from ganket.meetings.models import AgendaItem, Attendance, Meeting
from ganket.meetings.queries import periods_on
from ganket.opinions.commands import (
    LONGEST_LINE,
    LONGEST_TEXT,
    SubjectMissing,
    TextMissing,
)
from ganket.opinions.commands import LineTooLong as WordsTooLong
from ganket.opinions.commands import TextTooLong as OpinionTooLong

# 19:00, 19h30, 19 giờ, 19g15, 19
_HOUR = re.compile(
    r"^\s*(\d{1,2})\s*(?:(?::|\.|h|g|giờ)\s*(\d{2})?)?\s*$", re.IGNORECASE
)


class HourField(forms.CharField):
    """A time of day as people write it: ``19:00``, ``19h30``, ``19 giờ``."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = _HOUR.match(str(text))
        try:
            return found and dt.time(int(found[1]), int(found[2] or 0))
        except ValueError:
            return None

    def validate(self, value: Any) -> None:
        if value is None:
            raise ValidationError(
                _("Chưa hiểu giờ này. Viết theo mẫu 19:00 hoặc 19 giờ 30.")
            )


class WhenAndWhere(forms.Form):
    """Name, day, hour and place of a meeting."""

    title = forms.CharField(
        label=_("Tên buổi sinh hoạt"),
        max_length=160,
        error_messages={
            "required": TitleMissing.message,
            "max_length": LineTooLong.message,
        },
    )
    day = forms.DateField(label=_("Ngày họp"))
    hour = HourField(
        label=_("Giờ họp"),
        help_text=_("Ví dụ: 19:00"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.CharField(
        label=_("Họp ở đâu?"),
        max_length=160,
        help_text=_("Ví dụ: Nhà văn hóa khóm 2."),
        error_messages={
            "required": PlaceMissing.message,
            "max_length": LineTooLong.message,
        },
    )

    @property
    def values(self) -> dict[str, Any]:
        """Return what the commands take."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return {
            "title": self.cleaned_data["title"],
            "place": self.cleaned_data["place"],
            "held_at": clock.moment(day, hour.hour, hour.minute),
        }

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        local = clock.local(meeting.held_at)
        return {
            "title": meeting.title,
            "day": local.date(),
            "hour": f"{local:%H:%M}",
            "place": meeting.place,
        }


class PlanForm(WhenAndWhere):
    """A new meeting: regular for one half of the year, or extra."""

    which = forms.ChoiceField(
        label=_("Loại sinh hoạt"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chưa chọn loại sinh hoạt.")},
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["which", "title", "day", "hour", "place"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods = periods_on(clock.today())
        regular = [
            (str(half), _("Định kỳ %(label)s") % {"label": period.label})
            for half, period in enumerate(periods, start=1)
        ]
        field = self.fields["which"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        field.choices = [*regular, (MeetingKind.EXTRA, MeetingKind.EXTRA.label)]
        self.initial.setdefault("client_key", uuid.uuid4())

    @property
    def values(self) -> dict[str, Any]:
        which = self.cleaned_data["which"]
        is_extra = which == MeetingKind.EXTRA
        return super().values | {
            "kind": MeetingKind.EXTRA if is_extra else MeetingKind.REGULAR,
            "half": None if is_extra else int(which),
            "client_key": self.cleaned_data["client_key"],
        }


class ChangeForm(WhenAndWhere):
    version = forms.IntegerField(widget=forms.HiddenInput)


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_key", uuid.uuid4())

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not any(self.data.get(name, "").strip() for name in ("title", "text"))


class ReasonForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Vì sao hủy?"),
        max_length=280,
        help_text=_("Đảng viên đã được mời đọc được câu này."),
        error_messages={"required": ReasonMissing.message},
    )


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


class RoomOpinionForm(forms.Form):
    """An opinion that somebody present gave in the room."""

    member = forms.ChoiceField(
        label=_("Đồng chí nào nêu?"),
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
        names = [(pk, str(member)) for pk, member in self.members.items()]
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        field.choices = [("", _("Chọn đồng chí")), *names]
        self.initial.setdefault("client_key", uuid.uuid4())

    def with_new_key(self) -> "RoomOpinionForm":
        """Return the same words ready to be sent as another opinion."""
        typed = {name: self.data.get(name) for name in self.data}
        typed["client_key"] = str(uuid.uuid4())
        return RoomOpinionForm(typed, present=self.present)

    @property
    def values(self) -> dict[str, Any]:
        told = {k: v for k, v in self.cleaned_data.items() if k != "member"}
        return told | {"member": self.members[self.cleaned_data["member"]]}
