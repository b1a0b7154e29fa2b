"""Kinds that a regulation's data may name."""

from enum import StrEnum


class Mark(StrEnum):
    """How surely a fact is known.

    ``SEEN``: read in a published text. ``RECALLED``: from memory or deduced, to
    be checked before it is called official. ``OWN``: no regulation says so, it
    is this product's own rule.
    """

    SEEN = "SEEN"
    RECALLED = "RECALLED"
    OWN = "OWN"


class Party(StrEnum):
    """Who owes a duty."""

    MEMBER = "MEMBER"
    WORKPLACE = "WORKPLACE"
    RESIDENCE = "RESIDENCE"


class CriterionKind(StrEnum):
    """How a criterion is answered: by a level, in words, or by a proposal."""

    LEVEL = "LEVEL"
    TEXT = "TEXT"
    PROPOSAL = "PROPOSAL"


class Measure(StrEnum):
    """What on record can be held against a level. Never money, never sign-ins."""

    ATTENDANCE = "ATTENDANCE"
    OPINIONS = "OPINIONS"
    CONTRIBUTIONS = "CONTRIBUTIONS"


class DeadlineKind(StrEnum):
    """A wait that is counted in working days."""

    INTRODUCTION_RECEIPT = "INTRODUCTION_RECEIPT"
    INTRODUCTION_ASSIGNMENT = "INTRODUCTION_ASSIGNMENT"
    OPINION_ANSWER = "OPINION_ANSWER"
    MEMBER_REPLY = "MEMBER_REPLY"
    WARD_CONFIRMATION = "WARD_CONFIRMATION"
    WORKPLACE_ACKNOWLEDGEMENT = "WORKPLACE_ACKNOWLEDGEMENT"
    DATA_REQUEST_ANSWER = "DATA_REQUEST_ANSWER"


class IntroductionField(StrEnum):
    """A line of the introduction form."""

    NAME = "NAME"
    SEX = "SEX"
    BORN = "BORN"
    JOINED = "JOINED"
    OFFICIAL = "OFFICIAL"
    CELL = "CELL"
    RESIDENCE = "RESIDENCE"
    RESIDENCE_KIND = "RESIDENCE_KIND"
