"""Reading what became of letters."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from ganket.accounts.models import Account
from ganket.notifications import policies
from ganket.notifications.enums import MessageState
from ganket.notifications.models import Message
from ganket.notifications.policies import RETRY, SEE

__all__ = ["RETRY", "SEE", "Unsent", "failed_for", "messages_for", "next_due", "unsent"]


def messages_for(actor: Account, action: str = SEE) -> QuerySet[Message]:
    """Return the letters of the actor's units, newest first."""
    seen = policies.messages.visible(actor, action)
    return seen.select_related("person", "unit").order_by("-pk")


def failed_for(actor: Account, action: str = SEE) -> QuerySet[Message]:
    """Return the letters of the actor's units that did not arrive, newest first."""
    return messages_for(actor, action).filter(state=MessageState.FAILED)


def next_due(message_ids: list[int]) -> dict[int, dt.datetime]:
    """Return when those among the letters that still wait are due."""
    waiting = Message.objects.filter(pk__in=message_ids, state=MessageState.WAITING)
    return dict(waiting.values_list("pk", "due_at"))


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """How many letters wait and failed, and since when the oldest waits; no words."""

    waiting: int
    failed: int
    oldest: dt.datetime | None


def unsent() -> Unsent:
    """Return how the letters of the whole machine stand. One query."""
    waits = Q(state=MessageState.WAITING)
    counts = Message.objects.order_by().aggregate(
        waiting=Count("pk", filter=waits),
        failed=Count("pk", filter=Q(state=MessageState.FAILED)),
        oldest=Min("created_at", filter=waits),
    )
    return Unsent(**counts)
