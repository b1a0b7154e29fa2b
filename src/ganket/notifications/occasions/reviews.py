"""What follows a review: whoever has to read or mend it hears, and not what it says."""

from collections.abc import Iterable

from ganket.notifications.letters import Letter, page
from ganket.notifications.occasions.readers import (
    AT_WORK,
    KEEPERS,
    once_a_day,
    to_officers,
    workplace_with_officers,
)
from ganket.reviews import commands
from ganket.reviews.enums import DELIVERED_STATES, ReviewState
from ganket.reviews.models import Review


def shown(review_id: int) -> Iterable[Letter]:
    """Call the member to read what is written about them, and answer."""
    review = _find(review_id)
    if review is None or review.state != ReviewState.SHOWN or not review.shown_at:
        return
    yield Letter(
        person=review.member.person,
        unit=review.cell,
        key=f"{commands.SHOWN}:{review.pk}:{review.shown_at.isoformat()}",
        template="review_shown",
        page=page("reviews:detail", review.pk),
        words={"review": review},
    )


def sent_back(review_id: int) -> Iterable[Letter]:
    """Tell the cell, once a day, that the ward sent reviews back."""
    review = _find(review_id)
    if review is not None and review.state == ReviewState.DRAFT:
        yield from to_officers(
            review.cell,
            KEEPERS,
            key=once_a_day(commands.SENT_BACK, review.cell_id),
            template="review_sent_back",
            page=page("reviews:cell", review.cell.code, review.year),
            words={"review": review},
        )


def delivered(review_id: int) -> Iterable[Letter]:
    """Tell the workplace, once a day, that reviews of its members arrived."""
    review = _find(review_id)
    if review is None or review.state not in DELIVERED_STATES or not review.workplace:
        return
    unit = workplace_with_officers(review.workplace)
    if unit is not None:
        yield from to_officers(
            unit,
            AT_WORK,
            key=once_a_day(commands.DELIVERED, unit.pk, review.ward_id),
            template="review_delivered",
            page=page("reviews:work", unit.code, review.year),
            words={"review": review},
        )


def _find(pk: int) -> Review | None:
    found = Review.objects.filter(pk=pk).select_related(
        "cell", "ward", "workplace", "member__person__account"
    )
    return found.first()
