"""How the cell's opinions stand: the first block of every agenda.

Computed anew whenever an agenda is read, and kept as it stood at the moment when
the meeting is closed.
"""

import datetime as dt
from dataclasses import dataclass

from ganket.kernel import clock, records
from ganket.meetings.models import Meeting
from ganket.meetings.queries.meetings import closing_before
from ganket.opinions.enums import UNANSWERED, OpinionState
from ganket.opinions.models import Opinion
from ganket.opinions.queries import closed_since, open_ones, state_of


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionLine:
    """One opinion as an agenda shows it: what it is about, never who said it."""

    code: str
    subject: str
    state: OpinionState
    holder: str
    raised_on: dt.date
    due_on: dt.date
    is_overdue: bool = False

    @property
    def is_waiting(self) -> bool:
        return self.state in UNANSWERED


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionsBlock:
    """The state of a cell's opinions on a day, and what became of them since a day.

    ``since`` is the day on which the meeting before this one was closed, or where
    there was none the first day of the year. ``lines`` are the open ones, the one that has waited
    longest first; ``settled`` those closed since.
    """

    as_of: dt.date
    since: dt.date
    raised_since: int = 0
    closed_since: int = 0
    unanswered: int = 0
    answered: int = 0
    overdue: int = 0
    lines: tuple[OpinionLine, ...] = ()
    settled: tuple[OpinionLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.settled or self.raised_since)


def opinions_block(meeting: Meeting) -> OpinionsBlock:
    """Return the first block of an agenda: as it is now, or as it was at closing."""
    if meeting.opinions is not None:
        return records.read(OpinionsBlock, meeting.opinions, where="opinions")
    return live_block(meeting)


def live_block(meeting: Meeting) -> OpinionsBlock:
    """Return how the opinions of the meeting's cell stand at this moment."""
    # From right after the closing, not from its day: what came later was in no block.
    closing = closing_before(meeting)
    new_year = clock.moment(dt.date(meeting.year, 1, 1))
    since = closing + dt.timedelta(microseconds=1) if closing else new_year
    state = state_of(meeting.unit, since)
    return OpinionsBlock(
        as_of=clock.today(),
        since=clock.local(since).date(),
        raised_since=state.raised_since,
        closed_since=state.closed_since,
        unanswered=state.unanswered,
        answered=state.answered,
        overdue=state.overdue,
        lines=tuple(_line(each) for each in open_ones(meeting.unit)),
        settled=tuple(_line(each) for each in closed_since(meeting.unit, since)),
    )


def _line(opinion: Opinion) -> OpinionLine:
    return OpinionLine(
        code=opinion.code,
        subject=opinion.subject,
        state=OpinionState(opinion.state),
        holder=opinion.holder.full_name,
        raised_on=clock.local(opinion.raised_at).date(),
        due_on=opinion.due_on,
        is_overdue=opinion.is_overdue,
    )
