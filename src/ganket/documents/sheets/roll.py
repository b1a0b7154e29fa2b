"""A printed list of people of one unit."""

from dataclasses import dataclass

from ganket.documents.sheets.parts import Grid, Heading, Signature


@dataclass(frozen=True, kw_only=True, slots=True)
class RollSheet:
    """A list: which columns it has is for the caller to say."""

    heading: Heading
    title: str
    subtitle: str = ""
    grid: Grid
    summary: str = ""
    signature: Signature | None = None
    is_landscape: bool = False
    reference: str = ""
