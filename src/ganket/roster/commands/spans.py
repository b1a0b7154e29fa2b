"""What holds for both kinds of link: one open at a time, and no two on the same day."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import F

from ganket.kernel import clock
from ganket.kernel.db import violates
from ganket.kernel.errors import Refused
from ganket.org.models import Unit
from ganket.roster.commands.particulars import past
from ganket.roster.commands.refusals import SpansOverlap, UnitIsClosed
from ganket.roster.models import HomeLink, Introduction, Member, WorkLink

AnyLink = TypeVar("AnyLink", HomeLink, WorkLink)
Posted = TypeVar("Posted", Member, Introduction)


def day_of(day: dt.date | None, field: str) -> dt.date:
    """Return the day, or today for none. Raises DayNotYet."""
    return past(day, field) or clock.today()


def require_open(unit: Unit, day: dt.date) -> None:
    """Raise UnitIsClosed where the unit is closed on the day, or by today."""
    closed = unit.closed_on
    if closed is not None and closed <= max(day, clock.today()):
        raise UnitIsClosed(unit.full_name)


def require_free(
    kind: type[AnyLink], member: Member, since: dt.date, *, elsewhere: Refused
) -> None:
    """Refuse a new span of this kind that would touch one there is.

    Raises ``elsewhere`` where one is open, SpansOverlap where one ends later.
    """
    spans = kind._default_manager.filter(member=member)
    later = spans.filter(until__gt=since).exclude(until=F("since"))
    until = None
    for span in (spans.filter(until=None) | later).order_by("pk"):
        if span.until is None:
            raise elsewhere
        until = max(until or span.until, span.until)
    if until is not None:
        raise SpansOverlap(until)


@contextmanager
def arbitrated(
    model: type[models.Model], refusals: Mapping[str, Refused]
) -> Iterator[None]:
    """Turn a breach of one of these constraints, by somebody faster, into its refusal.

    It has no savepoint of its own: the refusal ends the command, and with it all
    that the command has written.
    """
    try:
        yield
    except IntegrityError as error:
        for name, refusal in refusals.items():
            if violates(error, _constraint(model, name)):
                raise refusal from error
        raise


def once(
    model: type[Posted],
    client_key: uuid.UUID | None,
    constraint: str,
    make: Callable[[], Posted],
) -> Posted:
    """Make a row, or return the one that the same form has made before."""
    if client_key is None:
        return make()
    rows = model._default_manager.filter(client_key=client_key)
    if first := rows.first():
        return first
    try:
        with transaction.atomic():
            return make()
    except IntegrityError as error:
        if not violates(error, _constraint(model, constraint)):
            raise
        return rows.get()


def _constraint(model: type[models.Model], name: str) -> models.UniqueConstraint:
    found = next(c for c in model._meta.constraints if c.name == name)
    if not isinstance(found, models.UniqueConstraint):
        raise TypeError(name)
    return found
