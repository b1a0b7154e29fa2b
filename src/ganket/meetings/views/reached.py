"""What the views of meetings share."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed
from ganket.meetings import commands, queries
from ganket.meetings.enums import MeetingState
from ganket.meetings.models import Meeting
from ganket.meetings.queries import READ

INVALID = 422


def moved_on(
    request: Request, meeting: Meeting, *during: MeetingState
) -> HttpResponseRedirect | None:
    """Lead away from a form that the meeting has outgrown, before anything is typed.

    What is posted goes to the command, which refuses it with the words kept.
    """
    if request.method == "POST" or meeting.state in during:
        return None
    messages.info(request, str(commands.MovedOn(meeting.state)))
    return redirect("meetings:detail", meeting.pk)


def reached(request: Request, meeting_id: int, action: str) -> Meeting:
    """Return a meeting one may act on: 404 out of reach, 403 where only read."""
    found = queries.meetings_for(request.user, action).filter(pk=meeting_id).first()
    if found is None:
        get_object_or_404(queries.meetings_for(request.user, READ), pk=meeting_id)
        raise NotAllowed
    return found
