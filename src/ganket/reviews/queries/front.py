"""The meetings of cells with their Front committees, on which reviews rest."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from ganket.org.models import Unit
from ganket.reviews.enums import ReviewState
from ganket.reviews.models import FrontMeeting, Review, ReviewCycle, ReviewRequest


@dataclass(frozen=True)
class Occasion:
    """What a cell meets its Front committee for: a round, or a request outside of it.

    ``meeting`` is None until it is noted; ``is_issued`` where a paper names its
    day already; ``begun_on`` is the first day on which it can have been.
    """

    cycle: ReviewCycle | None
    request: ReviewRequest | None
    meeting: FrontMeeting | None
    is_issued: bool
    begun_on: dt.date


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


def with_front_day(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Add the day of the meeting that is noted for each, ``front_held_on``."""
    here = FrontMeeting.objects.filter(cell=OuterRef("cell"))
    of_cycle = here.filter(cycle=OuterRef("cycle")).values("held_on")
    of_request = here.filter(request=OuterRef("request")).values("held_on")
    return reviews.annotate(
        front_held_on=Case(
            When(cycle__isnull=False, then=Subquery(of_cycle)),
            default=Subquery(of_request),
        )
    )


def front_day_of(review: Review) -> dt.date | None:
    """Return the day of the meeting on which a review rests, if one is noted.

    Once its member was shown it, the day that stood then, whatever was noted later.
    """
    if review.is_out:
        return review.front_met_on
    met = front_meeting_of(review)
    return met.held_on if met is not None else None


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
        met = meetings.get(row.pk)
        begun = _begun_on(row)
        found.setdefault(key, Occasion(row.cycle, request, met, key in issued, begun))
    return list(found.values())


def front_meeting_for(
    cell: Unit, year: int, request: int | None
) -> FrontMeeting | None:
    """Return what a cell noted for its round, or for a request by its id."""
    for each in occasions_of(cell, year):
        if (each.request.pk if each.request else None) == request:
            return each.meeting
    return None


def _begun_on(review: Review) -> dt.date:
    if review.cycle is not None:
        return review.cycle.opens_on
    if review.request is None:
        raise AssertionError
    return review.request.requested_on


def _key(review: Review) -> tuple[int | None, int | None, int]:
    is_of_cycle = review.cycle_id is not None
    request = None if is_of_cycle else review.request_id
    return review.cycle_id, request, review.cell_id
