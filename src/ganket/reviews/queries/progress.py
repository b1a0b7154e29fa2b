"""How far the reviews of a year have come, and the true counts behind the tallies."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.reviews.enums import CONFIRMED_STATES, OPEN_TO_MEMBER, ReviewState
from ganket.reviews.models import Review

Counted = Iterable[tuple[int, int, int]]

_DRAFT = Q(state=ReviewState.DRAFT)
_SHOWN = Q(state=ReviewState.SHOWN)
_ANSWERED = Q(replied_at__isnull=False) | Q(agreed_at__isnull=False)


def _measured() -> dict[str, Q]:
    over = Q(reply_until__lt=clock.today())
    return {
        "due": ~Q(state=ReviewState.DROPPED),
        "written": _DRAFT & Q(is_finished=True),
        "shown": _SHOWN,
        "answered": _SHOWN & _ANSWERED,
        "ready": _SHOWN & (_ANSWERED | over),
        "confirmed": Q(state=ReviewState.CONFIRMED),
        "delivered": Q(state=ReviewState.DELIVERED),
        "acknowledged": Q(state=ReviewState.ACKNOWLEDGED),
        "late": Q(is_late=True),
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """The reviews of one cell and year by where they stand now.

    ``due`` is all of them. ``written`` are finished by the cell and not shown
    yet; ``shown`` wait for the member or the ward: ``answered`` of these have the
    member's answer, ``ready`` have it or its time is over. ``confirmed`` could not be sent: no workplace is known.
    ``late`` counts those done after a day that the ward had set.
    """

    due: int = 0
    written: int = 0
    shown: int = 0
    answered: int = 0
    ready: int = 0
    confirmed: int = 0
    delivered: int = 0
    acknowledged: int = 0
    late: int = 0

    @property
    def done(self) -> int:
        """How many the ward has confirmed, wherever they went from there."""
        return self.confirmed + self.delivered + self.acknowledged

    @property
    def unwritten(self) -> int:
        """How many the cell has not finished writing."""
        return self.due - self.written - self.shown - self.done


def progress(cells: Iterable[Unit], year: int) -> dict[int, Progress]:
    """Return how far each cell has come in a year, by the cell's id. One query."""
    wanted = [cell.pk for cell in cells]
    measured = _measured()
    counts = {
        name: Count("pk", filter=condition) for name, condition in measured.items()
    }
    rows = (
        Review.objects.filter(cell__in=wanted, year=year)
        .order_by()
        .values("cell_id")
        .annotate(**counts)
        .values_list("cell_id", *measured)
    )
    found = {
        cell: Progress(**dict(zip(measured, numbers, strict=True)))
        for cell, *numbers in rows
    }
    return {cell: found.get(cell, Progress()) for cell in wanted}


def due_by_cell() -> Counted:
    """Count the reviews to be done, by cell and year."""
    return _count(~Q(state=ReviewState.DROPPED))


def shown_by_cell() -> Counted:
    """Count the reviews that the member was shown, wherever they went from there."""
    return _count(Q(state__in=OPEN_TO_MEMBER))


def confirmed_by_cell() -> Counted:
    """Count the reviews that the ward confirmed."""
    return _count(Q(state__in=CONFIRMED_STATES))


def acknowledged_by_cell() -> Counted:
    """Count the reviews that the workplace acknowledged."""
    return _count(Q(state=ReviewState.ACKNOWLEDGED))


def _count(condition: Q) -> Counted:
    rows = Review.objects.filter(condition).order_by().values_list("cell_id", "year")
    return list(rows.annotate(count=Count("pk")))
