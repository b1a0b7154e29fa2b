"""Pages of meetings."""

from ganket.meetings.views.agenda import (
    add_item,
    agenda,
    edit_item,
    move_item,
    remove_item,
)
from ganket.meetings.views.attendance import (
    attendance,
    mark,
    sheet,
    walk_in,
)
from ganket.meetings.views.planning import announce, cancel, edit, plan
from ganket.meetings.views.reading import detail, leave, meetings, paper
from ganket.meetings.views.running import begin, close, minutes, opinion

__all__ = [
    "add_item",
    "agenda",
    "announce",
    "attendance",
    "begin",
    "cancel",
    "close",
    "detail",
    "edit",
    "edit_item",
    "leave",
    "mark",
    "meetings",
    "minutes",
    "move_item",
    "opinion",
    "paper",
    "plan",
    "remove_item",
    "sheet",
    "walk_in",
]
