"""F1: the introduction of a member to the party organisation at home."""

from dataclasses import dataclass

from ganket.documents.sheets.parts import Field, Heading, Signature


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """The left block, for the receiver: received on, assigned to, signed by.

    One sheet carries three states. What has not happened yet is empty and
    prints as dots, so that the same paper can go on by hand.
    """

    title: str
    received: Field
    assigned: Field
    signature: Signature


@dataclass(frozen=True, kw_only=True, slots=True)
class IntroductionSheet:
    """One introduction. ``member`` is the name as it stands in ``request``."""

    heading: Heading
    title: str
    to_label: str
    to: tuple[str, ...]
    basis: str
    issuer: str
    fields: tuple[Field, ...]
    exemption: str = ""
    request: str
    member: str
    signature: Signature
    receipt: Receipt
    reference: str = ""
