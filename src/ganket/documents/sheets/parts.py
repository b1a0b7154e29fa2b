"""Pieces that several sheets share. Every word stands here as it is printed."""

from dataclasses import dataclass
from enum import StrEnum

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "LEFT"
    CENTER = "CENTER"
    RIGHT = "RIGHT"


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The head of a party paper: left who issues it, right the party, place and day.

    ``upper`` is the body above, ``issuer`` the body that issues, both in
    capitals. ``code`` names the official form, where it has a name.
    """

    upper: str = ""
    issuer: str
    number: str = ""
    place_and_day: str
    code: str = ""
    party: str = PARTY


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A line with a name. An empty value prints dots, to be filled in by hand."""

    label: str
    value: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """Who signs: in whose name, as what, and the name; empty is left to the hand."""

    on_behalf: str
    post: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a printed table; ``width`` is relative to the other columns."""

    title: str
    width: int = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A printed table. Its head is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a row that is longer or shorter than the head."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {number} has {len(row)} cells, not {len(self.columns)}"
                )


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipients:
    """Where copies go, at the bottom left."""

    label: str
    lines: tuple[str, ...]
