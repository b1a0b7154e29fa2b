"""What the views of meetings share."""

from django.shortcuts import get_object_or_404

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed
from ganket.meetings import queries
from ganket.meetings.models import Meeting
from ganket.meetings.queries import READ

INVALID = 422


def reached(request: Request, meeting_id: int, action: str) -> Meeting:
    """Return a meeting one may act on: 404 out of reach, 403 where only read."""
    found = queries.meetings_for(request.user, action).filter(pk=meeting_id).first()
    if found is None:
        get_object_or_404(queries.meetings_for(request.user, READ), pk=meeting_id)
        raise NotAllowed
    return found
