"""Reading what became of letters."""

import datetime as dt

from django.db.models import Min, QuerySet

from ganket.accounts.models import Account
from ganket.notifications import policies
from ganket.notifications.enums import MessageState
from ganket.notifications.models import Message
from ganket.notifications.policies import RETRY, SEE

__all__ = ["RETRY", "SEE", "failed_for", "next_due", "unsent_counts"]


def failed_for(actor: Account, action: str = SEE) -> QuerySet[Message]:
    """Return the letters of the actor's units that did not arrive, newest first."""
    seen = policies.messages.visible(actor, action).filter(state=MessageState.FAILED)
    return seen.select_related("person", "unit").order_by("-pk")


def next_due(message_ids: list[int]) -> dict[int, dt.datetime]:
    """Return when those among the letters that still wait are due."""
    waiting = Message.objects.filter(pk__in=message_ids, state=MessageState.WAITING)
    return dict(waiting.values_list("pk", "due_at"))


def unsent_counts() -> dict[str, object]:
    """Return how many letters wait and failed, and the oldest that waits; no words."""
    waiting = Message.objects.filter(state=MessageState.WAITING)
    return {
        "waiting": waiting.count(),
        "oldest": waiting.aggregate(at=Min("created_at"))["at"],
        "failed": Message.objects.filter(state=MessageState.FAILED).count(),
    }
