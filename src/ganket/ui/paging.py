"""Long lists by pages of fifty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from ganket.ui import wording

M = TypeVar("M", bound=Model)
SIZE = 50
MOST_PAGES = 10_000


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page of a list: its rows, what it shows in words, the ways on and back."""

    rows: Sequence[M]
    total: int
    shown: str
    previous: str | None
    next: str | None


def page_of(rows: QuerySet[M], query: Any, *, size: int = SIZE) -> Page[M]:
    """Return the page that the address asks for, ``?page=2``. Two queries.

    ``query`` is the request's GET: whatever else it holds stays in the links. A
    page that is no number, or out of reach, is the nearest there is.
    """
    total = rows.count()
    last = max(1, -(-total // size))
    asked = str(query.get("page", ""))
    number = (
        int(asked) if asked.isdecimal() and len(asked) < len(str(MOST_PAGES)) else 1
    )
    number = min(max(number, 1), last)
    first = (number - 1) * size
    found = list(rows[first : first + size])
    return Page(
        rows=found,
        total=total,
        shown=_("%(first)s–%(last)s trên %(total)s")
        % {
            "first": wording.number(first + 1 if found else 0),
            "last": wording.number(first + len(found)),
            "total": wording.number(total),
        },
        previous=_address(query, number - 1) if number > 1 else None,
        next=_address(query, number + 1) if number < last else None,
    )


def _address(query: Any, number: int) -> str:
    kept = query.copy()
    kept["page"] = str(number)
    return f"?{kept.urlencode()}"
