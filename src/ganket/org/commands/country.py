"""Loading the provinces, communes, wards and special zones of Việt Nam."""

import csv
import datetime as dt
from collections.abc import Iterator
from importlib.resources import files

from ganket.journal import commands as journal
from ganket.org.commands.units import UnitRow, load_units
from ganket.org.enums import UnitKind

NATION = "VN"
# The day on which the districts ceased and the present units began.
REORGANISED_ON = dt.date(2025, 7, 1)


def load_country(*, actor: journal.Actor) -> int:
    """Load nation, provinces and wards with their official codes; known ones are left.

    Returns how many were new. Source: ``data/units_2025.csv``, see the licence
    beside it.
    """
    return load_units(actor=actor, rows=_rows(), opened_on=REORGANISED_ON)


def _rows() -> Iterator[UnitRow]:
    yield UnitRow(
        code=NATION,
        kind=UnitKind.NATION,
        name="Việt Nam",
        parent=None,
        is_residence=False,
        is_workplace=False,
    )
    seen = set()
    file = files("ganket.org").joinpath("data", "units_2025.csv")
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        province = row["province_code"]
        if province not in seen:
            seen.add(province)
            yield UnitRow(
                code=province,
                kind=UnitKind.PROVINCE,
                name=row["province_name"],
                parent=NATION,
                is_residence=False,
                is_workplace=False,
            )
        yield UnitRow(
            code=row["ward_code"],
            kind=UnitKind.WARD_COMMITTEE,
            name=row["ward_name"],
            parent=province,
            is_residence=True,
            is_workplace=True,
        )
