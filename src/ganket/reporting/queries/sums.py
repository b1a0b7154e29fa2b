"""Sums over the tree for those who must not see single persons: tallies, nothing else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from ganket.org.models import Unit
from ganket.tallies import queries as tallies
from ganket.tallies.enums import Measure

# Our own: a cell with fewer members is told together with others, for its sums
# would be those of persons.
FEWEST = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class SumRow:
    """One unit with everything under it. ``members`` are those tied at the year's end.

    ``cells`` are those told together because each is too small; ``unit`` is then
    the one above them.
    """

    unit: Unit
    members: int
    counts: dict[str, int]
    cells: tuple[Unit, ...] = ()

    @property
    def name(self) -> str:
        if not self.cells:
            return self.unit.name
        return ngettext(
            "%(num)d chi bộ ít đảng viên, cộng chung",
            "%(num)d chi bộ ít đảng viên, cộng chung",
            len(self.cells),
        ) % {"num": len(self.cells)}

    @property
    def has_figures(self) -> bool:
        return bool(self.members or any(self.counts.values()))

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

    A unit on the side of work alone, of which nothing is counted, has no row. Cells
    of fewer than ``FEWEST`` members have one row together, with so many more that
    the total does not give a single one away.
    """
    units = [unit, *_below(unit)]
    counts = tallies.counts_of(units, year=year)
    ever = tallies.totals_until(units, year=year)
    total, *rows = (
        SumRow(unit=each, members=_members(ever[each.pk]), counts=counts[each.pk])
        for each in units
    )
    kept = [row for row in rows if row.unit.is_residence or ever[row.unit.pk]]
    return SumBoard(unit=unit, year=year, total=total, rows=_veiled(unit, kept))


def _veiled(above: Unit, rows: Sequence[SumRow]) -> tuple[SumRow, ...]:
    told = [row for row in rows if row.unit.is_cell and row.has_figures]
    told.sort(key=lambda row: row.members)
    veiled = [row for row in told if row.members < FEWEST]
    if not veiled:
        return tuple(rows)
    for row in told[len(veiled) :]:
        if len(veiled) > 1 and sum(each.members for each in veiled) >= FEWEST:
            break
        veiled.append(row)
    hidden = {row.unit.pk for row in veiled}
    counts: Counter[str] = Counter()
    for row in veiled:
        counts.update(row.counts)
    together = SumRow(
        unit=above,
        members=sum(row.members for row in veiled),
        counts=dict(counts),
        cells=tuple(row.unit for row in veiled),
    )
    return (*(row for row in rows if row.unit.pk not in hidden), together)


def _below(unit: Unit) -> list[Unit]:
    below = Unit.objects.filter(parent=unit)
    return list(below.order_by("sort_key", "pk"))


def _members(ever: dict[str, int]) -> int:
    opened = ever.get(Measure.HOME_LINKS_OPENED, 0)
    return opened - ever.get(Measure.HOME_LINKS_ENDED, 0)
