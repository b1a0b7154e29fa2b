"""Reading counts: one row a unit and measure, whatever the size of the tree."""

from collections.abc import Iterable

from ganket.org.models import Unit
from ganket.tallies.models import Tally


def counts_of(units: Iterable[Unit], *, year: int) -> dict[int, dict[str, int]]:
    """Return the counts of a year, by unit and measure; what is missing is zero."""
    wanted = [unit.pk for unit in units]
    found: dict[int, dict[str, int]] = {unit: {} for unit in wanted}
    rows = Tally.objects.filter(unit__in=wanted, year=year)
    for unit, measure, count in rows.values_list("unit_id", "measure", "count"):
        found[unit][measure] = count
    return found
