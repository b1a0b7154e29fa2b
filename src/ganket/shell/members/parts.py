"""What a member's page is made of."""

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
