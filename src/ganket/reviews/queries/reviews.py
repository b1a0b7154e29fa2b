"""Finding reviews, what they say, and requests for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ganket.accounts.models import Account
from ganket.org.models import Unit
from ganket.people.queries import acting_person_id
from ganket.reviews import policies
from ganket.reviews.enums import (
    DELIVERED_STATES,
    OPEN_TO_MEMBER,
    ReviewState,
)
from ganket.reviews.models import Answer, Review, ReviewRequest
from ganket.reviews.policies import SEE, SEE_REQUEST
from ganket.rulebook.criteria import UNKNOWN, Criterion
from ganket.rulebook.enums import CriterionKind, DeadlineKind
from ganket.rulebook.evidence import Evidence, disagrees


@dataclass(frozen=True)
class Neighbours:
    """Where a review stands in its cell's list of the year, counted from 1."""

    place: int
    total: int
    previous: int | None
    next: int | None
    next_unfinished: int | None


def reviews_for(actor: Account, action: str = SEE) -> QuerySet[Review]:
    """Return the reviews on which the actor may do the action, by given name."""
    visible = policies.reviews.visible(actor, action)
    return listed(visible)


def flagged(reviews: QuerySet[Review], actor: Account) -> QuerySet[Review]:
    """Add to each review what the actor may do to it, in the query of the list."""
    return policies.reviews.flag(
        reviews,
        actor,
        may_see_history=policies.SEE_HISTORY,
        may_write=policies.WRITE,
        may_reply=policies.REPLY,
        may_confirm=policies.CONFIRM,
        may_acknowledge=policies.ACKNOWLEDGE,
    )


def listed(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Return reviews with what every list of them shows, by given name."""
    related = reviews.select_related(
        "member__person",
        "cell",
        "ward",
        "workplace",
        "cycle",
        "request",
        "helped_by",
    )
    return related.order_by("member__person__sort_key", "-year", "pk")


def reviews_of(cell: Unit, year: int) -> QuerySet[Review]:
    """Return a cell's reviews of a year. Asks no policy: callers ask about the cell."""
    return listed(Review.objects.filter(cell=cell, year=year))


def own_reviews(actor: Account) -> QuerySet[Review]:
    """Return the acting member's own reviews that they may read, newest first."""
    person = acting_person_id(actor)
    own = reviews_for(actor).filter(
        member__person=person, state__in=sorted(OPEN_TO_MEMBER)
    )
    return own.order_by("-year", "-pk")


def delivered_to(actor: Account, unit: Unit, year: int) -> QuerySet[Review]:
    """Return the reviews of a year that a workplace, or a cell under it, was sent."""
    return delivered_in(actor, unit).filter(year=year)


def delivered_in(actor: Account, unit: Unit) -> QuerySet[Review]:
    """Return the same of all years."""
    sent = reviews_for(actor).filter(state__in=sorted(DELIVERED_STATES))
    return sent.filter(workplace__lines_up__upper=unit)


def undelivered(ward: Unit, year: int) -> QuerySet[Review]:
    """Return the confirmed reviews of a ward for which no workplace is known."""
    stuck = Review.objects.filter(ward=ward, year=year, state=ReviewState.CONFIRMED)
    return listed(stuck)


def answers_of(review: Review) -> dict[str, Answer]:
    """Return what a review says, by criterion."""
    return {answer.criterion: answer for answer in review.answers.order_by("pk")}


def answers_of_many(reviews: Sequence[Review]) -> dict[int, dict[str, Answer]]:
    """Return what reviews say, by review and criterion. One query."""
    found: dict[int, dict[str, Answer]] = {review.pk: {} for review in reviews}
    for answer in Answer.objects.filter(review__in=list(found)).order_by("pk"):
        found[answer.review_id][answer.criterion] = answer
    return found


def level_disagrees(criterion: Criterion, level: str, evidence: Evidence) -> bool:
    """Tell whether a level contradicts the record, so that a reason is due."""
    if criterion.kind is not CriterionKind.LEVEL:
        return False
    chosen = criterion.level(level) if level else UNKNOWN
    return disagrees(criterion, chosen, evidence)


def reply_days_of(review: Review) -> int:
    """Return how many working days the member has to answer."""
    if review.cycle is not None:
        return review.cycle.reply_days
    return review.rules.working_days(DeadlineKind.MEMBER_REPLY)


def neighbours_of(review: Review, actor: Account) -> Neighbours:
    """Return what comes before and after a review in its cell's list. One query.

    ``next_unfinished`` is the next one that the cell has yet to write, from the
    beginning again once the end is reached.
    """
    same = reviews_for(actor, policies.WRITE).filter(
        cell=review.cell_id, year=review.year
    )
    rows = list(
        same.exclude(state=ReviewState.DROPPED).values_list(
            "pk", "state", "is_finished"
        )
    )
    order = [pk for pk, _state, _finished in rows]
    at = order.index(review.pk) if review.pk in order else 0
    waiting = [
        pk
        for pk, state, finished in rows[at + 1 :] + rows[:at]
        if state == ReviewState.DRAFT and not finished
    ]
    return Neighbours(
        place=at + 1,
        total=len(order),
        previous=order[at - 1] if at > 0 else None,
        next=order[at + 1] if at + 1 < len(order) else None,
        next_unfinished=waiting[0] if waiting else None,
    )


def requests_for(actor: Account, action: str = SEE_REQUEST) -> QuerySet[ReviewRequest]:
    """Return the requests on which the actor may do the action, newest first."""
    visible = policies.requests.visible(actor, action)
    related = visible.select_related("from_unit", "to_ward")
    return related.order_by("-requested_on", "-pk")


def requests_to(ward: Unit, year: int) -> QuerySet[ReviewRequest]:
    """Return the requests of a year to a ward. Asks no policy."""
    found = ReviewRequest.objects.filter(to_ward=ward, year=year)
    return found.select_related("from_unit", "to_ward").order_by("-requested_on", "-pk")


def may_request(actor: Account, unit: Unit) -> bool:
    """Tell whether the actor may ask for reviews in this unit's name."""
    return policies.requests.may_request(actor, unit)
