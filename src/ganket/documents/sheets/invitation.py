"""The slip with which a person signs in for the first time."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationSheet:
    """One person's invitation: code, address, and three plain steps.

    ``link`` goes into the square code beside the words; it is never printed as
    text. Several slips share a page, with lines to cut along.
    """

    product: str
    unit: str
    greeting: str
    name: str
    code_label: str
    code: str
    address_label: str
    address: str
    link: str
    steps_label: str
    steps: tuple[str, ...]
    valid_until: str
    note: str
