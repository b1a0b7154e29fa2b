"""Name, day, hour and place of a meeting, and why one is cancelled."""

import datetime as dt
import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ganket.kernel import clock
from ganket.kernel.text import fold, tidy
from ganket.meetings.commands import (
    LineTooLong,
    PlaceMissing,
    ReasonMissing,
    TitleMissing,
)
from ganket.meetings.enums import MeetingKind
from ganket.meetings.models import Meeting
from ganket.meetings.queries import periods_on

# 19:00, 19h30, 19 giờ, 19g15, 19, 7 giờ tối, 7 rưỡi tối, 2h chiều; folded
_HOUR = re.compile(
    r"^(?:luc )?(\d{1,2})\s*(?::|\.|h|gio|g)?\s*(?:(\d{2})(?:\s*phut)?|(ruoi))?"
    r"\s*(sang|trua|chieu|toi|dem)?$"
)
_NOON = 12
_AFTER_NOON = frozenset({"chieu", "toi", "dem"})


def _time_of(text: str) -> dt.time | None:
    found = _HOUR.match(fold(tidy(text)))
    if found is None:
        return None
    hour, minute, half, part = found.groups()
    hours = int(hour)
    is_late = part in _AFTER_NOON or (part == "trua" and hours < _NOON - 2)
    try:
        return dt.time(
            hours + _NOON if is_late and hours < _NOON else hours,
            30 if half else int(minute or 0),
        )
    except ValueError:
        return None


class HourField(forms.CharField):
    """A time of day as people write it: ``19:00``, ``19h30``, ``7 giờ tối``."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return _time_of(str(text)) if text else None

    def validate(self, value: Any) -> None:
        if value is None:
            raise ValidationError(
                _("Chưa hiểu giờ này. Viết theo mẫu 19:00 hoặc 7 giờ tối.")
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
        help_text=_("Ví dụ: 19:00 hoặc 7 giờ tối."),
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
        # A regular meeting has its usual name; the command asks an extra one for its own.
        self.fields["title"].required = False
        self.fields["title"].help_text = _(
            "Sinh hoạt định kỳ để trống thì lấy tên của kỳ. Sinh hoạt bất thường thì ghi "
            "rõ việc, ví dụ: Bàn việc thoát nước hẻm 12."
        )
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


class ReasonForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Vì sao hủy?"),
        max_length=280,
        help_text=_("Đảng viên đã được mời đọc được câu này."),
        error_messages={"required": ReasonMissing.message},
    )
