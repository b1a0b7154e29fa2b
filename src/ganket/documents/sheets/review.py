"""F3: what a cell, with the Front committee, writes about one member."""

from dataclasses import dataclass

from ganket.documents.sheets.parts import Field, Grid, Heading, Signature


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A level with its box."""

    label: str
    is_ticked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewItem:
    """One numbered question: boxes, or words; without either, dotted lines."""

    number: int
    text: str
    choices: tuple[Choice, ...] = ()
    answer: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewAppendix:
    """What the review rests on, and what the member says to it.

    ``evidence`` sets beside each criterion the level, the record and, where the
    two disagree, the reason.
    """

    title: str
    subtitle: str
    evidence_title: str = ""
    evidence: Grid | None = None
    reply_title: str = ""
    reply: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewSheet:
    """A review on the long form, the short form, or 76's free text.

    ``member`` is the name as it stands in ``opening``. A cell has no seal, so
    the ward committee confirms on the left. Between the two a place stays free.
    """

    heading: Heading
    title: str
    subtitle: str
    period: str
    opening: str
    member: str
    fields: tuple[Field, ...] = ()
    items: tuple[ReviewItem, ...]
    signature: Signature
    confirmation_title: str
    confirmation: Signature
    appendix: ReviewAppendix | None = None
    reference: str = ""
