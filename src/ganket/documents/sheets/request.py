"""F2: the workplace asks the residence side for a review."""

from dataclasses import dataclass

from ganket.documents.sheets.parts import Field, Grid, Heading, Recipients, Signature


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewRequestSheet:
    """A request: ``fields`` tell about one member, ``members`` list several."""

    heading: Heading
    title: str
    subtitle: str
    to_label: str
    to: tuple[str, ...]
    basis: str
    body: str
    member: str = ""
    fields: tuple[Field, ...] = ()
    members: Grid | None = None
    reason: str
    reply_by: str = ""
    signature: Signature
    recipients: Recipients | None = None
    reference: str = ""
