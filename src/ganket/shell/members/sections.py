"""What stands on a member's page below the roster's own part.

A section is a function in ``SECTIONS``. It gets who looks and at whom, asks its
own package's policy, and returns a template with what that template wants, or
nothing where there is nothing to tell this person.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ganket.accounts.models import Account
from ganket.roster.models import Member


@dataclass(frozen=True)
class Section:
    """A piece of the page: in its template the values are ``section.values``."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Account, Member], Section | None]
SECTIONS: list[Source] = []


def sections_for(actor: Account, member: Member) -> list[Section]:
    """Return the sections that this person sees, in order."""
    found = (source(actor, member) for source in SECTIONS)
    return [section for section in found if section is not None]
