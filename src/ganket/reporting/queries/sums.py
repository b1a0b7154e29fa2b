"""Sums over the tree for those who must not see single persons: tallies, nothing else."""

from dataclasses import dataclass

from ganket.org.models import Unit
from ganket.tallies import queries as tallies
from ganket.tallies.enums import Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class SumRow:
    """One unit with everything under it. ``members`` are those tied at the year's end."""

    unit: Unit
    members: int
    counts: dict[str, int]

    def of(self, measure: Measure) -> int:
        return self.counts.get(measure, 0)


@dataclass(frozen=True, kw_only=True)
class SumBoard:
    unit: Unit
    year: int
    total: SumRow
    rows: tuple[SumRow, ...]


def sum_board(unit: Unit, year: int) -> SumBoard:
    """Return the sums of a year for the units right under one. Three queries.

    A unit on the side of work alone, of which nothing is counted, has no row.
    """
    units = [unit, *_below(unit)]
    counts = tallies.counts_of(units, year=year)
    ever = tallies.totals_until(units, year=year)
    total, *rows = (
        SumRow(unit=each, members=_members(ever[each.pk]), counts=counts[each.pk])
        for each in units
    )
    kept = tuple(row for row in rows if row.unit.is_residence or ever[row.unit.pk])
    return SumBoard(unit=unit, year=year, total=total, rows=kept)


def _below(unit: Unit) -> list[Unit]:
    below = Unit.objects.filter(parent=unit)
    return list(below.order_by("sort_key", "pk"))


def _members(ever: dict[str, int]) -> int:
    opened = ever.get(Measure.HOME_LINKS_OPENED, 0)
    return opened - ever.get(Measure.HOME_LINKS_ENDED, 0)
