"""What holds for both kinds of link: one open at a time, and no two on the same day."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, models, transaction

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
    spans: Iterable[AnyLink], since: dt.date, *, elsewhere: Refused
) -> None:
    """Refuse a new span that would touch one of those that a member has.

    Raises ``elsewhere`` where one is open, SpansOverlap where one ends later.
    """
    ends = [span.until for span in spans if span.until != span.since]
    if None in ends:
        raise elsewhere
    last = max((until for until in ends if until is not None), default=since)
    if last > since:
        raise SpansOverlap(last)


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
