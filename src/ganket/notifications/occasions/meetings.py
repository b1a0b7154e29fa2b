"""What follows a meeting: its members are called, and told what changes."""

from collections.abc import Iterable

from ganket.meetings import commands, queries
from ganket.meetings.enums import MeetingState
from ganket.meetings.models import Meeting
from ganket.notifications.letters import Letter, page
from ganket.notifications.occasions.readers import with_address


def announced(meeting_id: int) -> Iterable[Letter]:
    """Call the members who are expected, with time, place and agenda."""
    meeting = _find(meeting_id, MeetingState.ANNOUNCED)
    if meeting is not None:
        yield from _to_members(meeting, "meeting_announced", commands.ANNOUNCED)


def changed(meeting_id: int) -> Iterable[Letter]:
    """Tell members who were called already of another time or place."""
    meeting = _find(meeting_id, MeetingState.ANNOUNCED)
    if meeting is not None and meeting.announced_at is not None:
        key = f"{commands.CHANGED}:{meeting.version}"
        yield from _to_members(meeting, "meeting_changed", key)


def cancelled(meeting_id: int) -> Iterable[Letter]:
    """Tell members who were called already that nothing comes of it."""
    meeting = _find(meeting_id, MeetingState.CANCELLED)
    if meeting is not None and meeting.announced_at is not None:
        yield from _to_members(meeting, "meeting_cancelled", commands.CANCELLED)


def _find(pk: int, state: MeetingState) -> Meeting | None:
    found = Meeting.objects.filter(pk=pk, state=state)
    return found.select_related("unit__parent").first()


def _to_members(meeting: Meeting, template: str, key: str) -> Iterable[Letter]:
    items = list(queries.agenda_of(meeting))
    expected = queries.expected_at(meeting).select_related("person__account")
    for person in with_address(expected):
        yield Letter(
            person=person,
            unit=meeting.unit,
            key=f"{key}:{meeting.pk}:{person.pk}",
            template=template,
            page=page("meetings:detail", meeting.pk),
            words={"meeting": meeting, "items": items},
        )
