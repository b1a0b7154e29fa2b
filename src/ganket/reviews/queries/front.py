"""The meetings of cells with their Front committees, on which reviews rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ganket.org.models import Unit
from ganket.reviews.enums import ReviewState
from ganket.reviews.models import FrontMeeting, Review, ReviewCycle, ReviewRequest


@dataclass(frozen=True)
class Occasion:
    """What a cell meets its Front committee for: a round, or a request outside of it.

    ``meeting`` is None until it is noted; ``is_issued`` where a paper names its
    day already.
    """

    cycle: ReviewCycle | None
    request: ReviewRequest | None
    meeting: FrontMeeting | None
    is_issued: bool


def front_meetings_of(reviews: Iterable[Review]) -> dict[int, FrontMeeting]:
    """Return the meeting on which each review rests, by review. One query."""
    rows = list(reviews)
    held = FrontMeeting.objects.filter(
        Q(cycle__in={row.cycle_id for row in rows if row.cycle_id})
        | Q(request__in={row.request_id for row in rows if row.request_id}),
        cell__in={row.cell_id for row in rows},
    ).select_related("noted_by")
    found = {(m.cycle_id, m.request_id, m.cell_id): m for m in held}
    pairs = ((row.pk, found.get(_key(row))) for row in rows)
    return {pk: meeting for pk, meeting in pairs if meeting is not None}


def front_meeting_of(review: Review) -> FrontMeeting | None:
    """Return the meeting on which a review rests, if it is noted."""
    return front_meetings_of([review]).get(review.pk)


def occasions_of(cell: Unit, year: int) -> list[Occasion]:
    """Return for what a cell meets its Front committee in a year, the round first.

    Asks no policy: callers ask about the cell. Two queries.
    """
    rows = list(
        Review.objects.filter(cell=cell, year=year)
        .exclude(state=ReviewState.DROPPED)
        .select_related("cycle", "request__from_unit")
        .order_by("pk")
    )
    meetings = front_meetings_of(rows)
    found: dict[tuple[int | None, int | None, int], Occasion] = {}
    issued = {_key(row) for row in rows if row.is_confirmed}
    for row in sorted(rows, key=lambda row: (row.cycle_id is None, row.pk)):
        key = _key(row)
        request = row.request if row.cycle_id is None else None
        found.setdefault(
            key, Occasion(row.cycle, request, meetings.get(row.pk), key in issued)
        )
    return list(found.values())


def _key(review: Review) -> tuple[int | None, int | None, int]:
    is_of_cycle = review.cycle_id is not None
    request = None if is_of_cycle else review.request_id
    return review.cycle_id, request, review.cell_id
