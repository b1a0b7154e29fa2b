import datetime as dt
from uuid import uuid4

from ganket.kernel import clock
from ganket.meetings import commands
from ganket.meetings.models import Attendance, Meeting
from ganket.org.enums import Role
from tests.factories.accounts import AccountFactory

# The clock of the tests stands at Monday 23/11/2026, 8 o'clock.
TONIGHT = clock.moment(dt.date(2026, 11, 23), 19)


def secretary_of(unit):
    return AccountFactory(holds=[(Role.SECRETARY, unit)])


def planned(cell, *, by=None, **change):
    values = {
        "kind": "REGULAR",
        "half": 2,
        "title": "Sinh hoạt 6 tháng cuối năm 2026",
        "held_at": TONIGHT,
        "place": "Nhà văn hóa khóm 2",
        "client_key": uuid4(),
    }
    actor = by or secretary_of(cell)
    return commands.plan_meeting(actor=actor, unit=cell, **(values | change))


def announced(cell, *, by=None, **change):
    by = by or secretary_of(cell)
    meeting = planned(cell, by=by, **change)
    commands.announce_meeting(actor=by, meeting=meeting)
    return meeting


def opened(cell, *, by=None, **change):
    by = by or secretary_of(cell)
    meeting = planned(cell, by=by, **change)
    commands.open_meeting(actor=by, meeting=meeting)
    return meeting


def closed(cell, *, by=None, marks=None, **change):
    """A closed meeting; ``marks`` says by member who came, the others are absent."""
    by = by or secretary_of(cell)
    meeting = opened(cell, by=by, **change)
    for member, presence in (marks or {}).items():
        mark(meeting, member, presence, by=by)
    commands.close_meeting(
        actor=by, meeting=meeting, version=meeting.version, unmarked_are_absent=True
    )
    return meeting


def line(meeting, member):
    rows = Attendance.objects.select_related("meeting", "member__person")
    return rows.get(meeting=meeting, member=member)


def mark(meeting, member, presence="PRESENT", *, by, key=None, **values):
    return commands.record_mark(
        actor=by,
        attendance=line(meeting, member),
        presence=presence,
        key=key or uuid4(),
        **values,
    )


def fresh(meeting):
    return Meeting.objects.select_related("unit").get(pk=meeting.pk)
