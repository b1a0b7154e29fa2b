"""What a person types into the pages of meetings."""

from ganket.meetings.forms.agenda import ItemForm
from ganket.meetings.forms.planning import ChangeForm, HourField, PlanForm, ReasonForm
from ganket.meetings.forms.room import (
    CloseForm,
    LeaveForm,
    MarkForm,
    MinutesForm,
    RoomOpinionForm,
    SheetForm,
)

__all__ = [
    "ChangeForm",
    "CloseForm",
    "HourField",
    "ItemForm",
    "LeaveForm",
    "MarkForm",
    "MinutesForm",
    "PlanForm",
    "ReasonForm",
    "RoomOpinionForm",
    "SheetForm",
]
