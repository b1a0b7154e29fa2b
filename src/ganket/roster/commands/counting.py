"""Which count follows from which change; ``queries.recounts`` says the same of rows.

A home link counts for its cell, or for its ward while it has none, in the year it
began; its end in the year it ended. What was written down by mistake counts nowhere.

Within one transaction ends are counted before beginnings, and both before papers
received or assigned: two writers then never wait for each other in a ring.
"""

from ganket.org.models import Unit
from ganket.roster.enums import LinkEnd
from ganket.roster.models import HomeLink
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure


def issued(ward: Unit, year: int, count: int = 1) -> None:
    tallies.add(Measure.INTRODUCTIONS_ISSUED, unit=ward, year=year, count=count)


def received(ward: Unit, year: int, count: int = 1) -> None:
    tallies.add(Measure.INTRODUCTIONS_RECEIVED, unit=ward, year=year, count=count)


def assigned(cell: Unit, year: int, count: int = 1) -> None:
    tallies.add(Measure.INTRODUCTIONS_ASSIGNED, unit=cell, year=year, count=count)


def opened(link: HomeLink, count: int = 1) -> None:
    leaf = link.cell or link.ward
    year = link.since.year
    tallies.add(Measure.HOME_LINKS_OPENED, unit=leaf, year=year, count=count)


def ended(link: HomeLink, count: int = 1) -> None:
    if link.end == LinkEnd.MISTAKE:
        opened(link, -count)
    elif link.until is not None:
        leaf, year = link.cell or link.ward, link.until.year
        tallies.add(Measure.HOME_LINKS_ENDED, unit=leaf, year=year, count=count)


def placed(link: HomeLink, cell: Unit) -> None:
    """Count a link for its cell from now on, not for the ward alone."""
    _shift(Measure.HOME_LINKS_OPENED, link.ward, cell, link.since.year)


def put_right(link: HomeLink, before: Unit, after: Unit) -> None:
    """Count a link, and the assignment that led to it, for another cell."""
    _shift(Measure.HOME_LINKS_OPENED, before, after, link.since.year)
    paper = getattr(link, "introduction", None)
    if paper is not None and paper.assigned_on is not None:
        year = paper.assigned_on.year
        _shift(Measure.INTRODUCTIONS_ASSIGNED, before, after, year)


def _shift(measure: Measure, before: Unit, after: Unit, year: int) -> None:
    tallies.add_many(measure, counts={before.pk: -1, after.pk: 1}, year=year)
