"""Reading counts: one row a unit and measure, whatever the size of the tree."""

from collections.abc import Iterable

from django.db.models import Sum

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


def totals_until(units: Iterable[Unit], *, year: int) -> dict[int, dict[str, int]]:
    """Return the counts of all years up to and with one, by unit and measure."""
    wanted = [unit.pk for unit in units]
    found: dict[int, dict[str, int]] = {unit: {} for unit in wanted}
    rows = Tally.objects.filter(unit__in=wanted, year__lte=year).order_by()
    summed = rows.values_list("unit_id", "measure").annotate(total=Sum("count"))
    for unit, measure, total in summed:
        found[unit][measure] = total
    return found


def years_of(unit: Unit) -> list[int]:
    """Return the years of which a unit has counts, newest first."""
    years = Tally.objects.filter(unit=unit).order_by().values_list("year", flat=True)
    return sorted(set(years.distinct()), reverse=True)
