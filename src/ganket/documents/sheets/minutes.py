"""The minutes of one meeting."""

from dataclasses import dataclass

from ganket.documents.sheets.parts import Field, Grid, Heading, Signature


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaItem:
    """A point of the agenda with what was said to it, one paragraph a speaker."""

    number: int
    title: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesSheet:
    """Minutes: who came, how the cell's opinions stand, then the agenda.

    The state of the opinions comes before anything else is discussed, as in the
    meeting itself.
    """

    heading: Heading
    title: str
    subtitle: str
    fields: tuple[Field, ...]
    attendance_title: str
    attendance_summary: str
    attendance: Grid
    opinions_title: str
    opinions_summary: str
    opinions_said: tuple[str, ...] = ()
    opinions: Grid | None = None
    agenda_title: str
    agenda: tuple[AgendaItem, ...]
    conclusion_title: str = ""
    conclusion: tuple[str, ...] = ()
    closing: str
    recorder: Signature
    chair: Signature
    reference: str = ""
