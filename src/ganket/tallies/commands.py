"""Keeping counts, leaf to root, in the transaction of the change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F

from ganket.org.models import Line, Unit
from ganket.tallies.enums import Measure
from ganket.tallies.models import Tally

# One row of a true count: unit id (of the leaf), year, count.
Counted = Iterable[tuple[int, int, int]]
_recounts: dict[Measure, Callable[[], Counted]] = {}


@dataclass(frozen=True)
class Fault:
    unit_id: int
    year: int
    measure: str
    held: int
    true: int


def counted_by(measure: Measure, recount: Callable[[], Counted]) -> None:
    """Say how a measure is counted from the rows themselves; asked by ``faults``."""
    _recounts[measure] = recount


@transaction.atomic(savepoint=False)
def add(measure: Measure, *, unit: Unit, year: int, count: int = 1) -> None:
    """Add to a measure of a unit and of every unit above it.

    Rows are always taken from the leaf to the root, so that two writers wait
    for one another instead of deadlocking.
    """
    above = Line.objects.filter(lower=unit).order_by("depth")
    for upper in above.values_list("upper_id", flat=True):
        _bump(measure, upper, year, count)


@transaction.atomic(savepoint=False)
def add_many(measure: Measure, *, counts: Mapping[int, int], year: int) -> None:
    """Add to a measure of many units at once, by their ids.

    Every row is taken once, the deeper in the tree the earlier: in the order of
    ``add``, so that the two never wait for each other in a ring.
    """
    lines = Line.objects.filter(lower__in=list(counts)).values_list("lower", "upper")
    sums: dict[int, int] = {}
    for lower, upper in lines:
        sums[upper] = sums.get(upper, 0) + counts[lower]
    above = Line.objects.filter(lower__in=list(sums)).order_by().values_list("lower")
    levels: dict[int, int] = dict(above.annotate(level=Count("pk")))
    for unit in sorted(sums, key=lambda pk: (-levels[pk], pk)):
        if sums[unit]:
            _bump(measure, unit, year, sums[unit])


def _bump(measure: Measure, unit: int, year: int, count: int) -> None:
    tally = Tally.objects.filter(unit_id=unit, year=year, measure=measure)
    if not tally.update(count=F("count") + count):
        Tally.objects.get_or_create(unit_id=unit, year=year, measure=measure)
        tally.update(count=F("count") + count)


def faults() -> list[Fault]:
    """Compare every tally with a count of the rows themselves; none is good."""
    true: dict[tuple[int, int, str], int] = {}
    above: dict[int, list[int]] = {}
    for lower, upper in Line.objects.values_list("lower_id", "upper_id").iterator():
        above.setdefault(lower, []).append(upper)
    for measure, recount in _recounts.items():
        for leaf, year, count in recount():
            for unit in above[leaf]:
                key = (unit, year, str(measure))
                true[key] = true.get(key, 0) + count
    rows = Tally.objects.values_list("unit_id", "year", "measure", "count")
    held = {(unit, year, measure): count for unit, year, measure, count in rows}
    return [
        Fault(*key, held=held.get(key, 0), true=true.get(key, 0))
        for key in sorted(true.keys() | held.keys())
        if held.get(key, 0) != true.get(key, 0)
    ]


@transaction.atomic
def rebuild() -> int:
    """Bring every tally to the true count. Return how many were wrong.

    By the difference, so that what is counted meanwhile stays counted.
    """
    wrong = faults()
    for fault in wrong:
        measure = Measure(fault.measure)
        _bump(measure, fault.unit_id, fault.year, fault.true - fault.held)
    return len(wrong)
