"""The head of a party paper."""

import datetime as dt

from ganket.documents import dates
from ganket.documents.sheets import Heading


def draft_heading(
    *,
    upper: str,
    issuer: str,
    place: str,
    day: dt.date | None,
    number: int | None = None,
    number_kind: str = "",
    code: str = "",
) -> Heading:
    """Return the head in capitals, with the number line of its kind.

    Without a day or a number gaps are left for the hand; without a
    ``number_kind`` the paper bears no number.
    """
    return Heading(
        upper=upper.upper(),
        issuer=issuer.upper(),
        number=dates.number_line(number_kind, number) if number_kind else "",
        place_and_day=dates.place_and_day(place, day),
        code=code,
    )
