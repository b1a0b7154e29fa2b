"""Every figure of the boards. Each asks no policy but those that take an actor."""

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.reporting.policies import (
    own_summed,
    own_workplaces,
    sums_for,
    wards_for,
    workplaces_for,
)
from ganket.reporting.queries.sums import SumBoard, SumRow, sum_board
from ganket.reporting.queries.wards import CellPapers, CellRow, WardBoard, ward_board
from ganket.reporting.queries.workplaces import (
    Members,
    WorkBoard,
    WorkRow,
    people_at_work,
    work_board,
)
from ganket.tallies.queries import years_of

__all__ = [
    "CellPapers",
    "CellRow",
    "Members",
    "SumBoard",
    "SumRow",
    "WardBoard",
    "WorkBoard",
    "WorkRow",
    "boards_for",
    "people_at_work",
    "sum_board",
    "sums_for",
    "ward_board",
    "wards_for",
    "work_board",
    "workplaces_for",
    "years_for",
]


def boards_for(actor: Account) -> list[tuple[str, Unit]]:
    """Return the boards to begin with: of the units in which the actor holds office.

    Pairs of which board (``ward``, ``work``, ``sums``) and of which unit.
    """
    found = [("ward", unit) for unit in wards_for(actor)]
    found += [("work", unit) for unit in own_workplaces(actor)]
    return found + [("sums", unit) for unit in own_summed(actor)]


def years_for(unit: Unit) -> list[int]:
    """Return the years to choose from, newest first, this year among them."""
    return sorted({clock.today().year, *years_of(unit)}, reverse=True)
