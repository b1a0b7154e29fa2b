"""Sheets: frozen records with every printed word in them, and nothing else."""

from ganket.documents.sheets.codec import (
    Sheet,
    from_json,
    from_plain,
    kind_of,
    to_json,
    to_plain,
)
from ganket.documents.sheets.introduction import IntroductionSheet, Receipt
from ganket.documents.sheets.invitation import InvitationSheet
from ganket.documents.sheets.minutes import AgendaItem, MinutesSheet
from ganket.documents.sheets.parts import (
    Align,
    Column,
    Field,
    Grid,
    Heading,
    Recipients,
    Signature,
)
from ganket.documents.sheets.request import ReviewRequestSheet
from ganket.documents.sheets.review import (
    Choice,
    ReviewAppendix,
    ReviewItem,
    ReviewSheet,
)
from ganket.documents.sheets.roll import RollSheet

__all__ = [
    "AgendaItem",
    "Align",
    "Choice",
    "Column",
    "Field",
    "Grid",
    "Heading",
    "IntroductionSheet",
    "InvitationSheet",
    "MinutesSheet",
    "Receipt",
    "Recipients",
    "ReviewAppendix",
    "ReviewItem",
    "ReviewRequestSheet",
    "ReviewSheet",
    "RollSheet",
    "Sheet",
    "Signature",
    "from_json",
    "from_plain",
    "kind_of",
    "to_json",
    "to_plain",
]
