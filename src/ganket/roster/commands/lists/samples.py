"""Lists of people who do not exist, to try an import with and to show in the docs."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from ganket.documents.ports import Cell, Table, TableColumn
from ganket.roster.commands.lists.columns import HEADINGS, SHEET_NAME, Field, Heading
from ganket.roster.queries import Side

FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Đặng",
    "Lâm",
    "Quách",
    "Danh",
)
MIDDLES = ("Văn", "Thị", "Hữu", "Ngọc", "Minh", "Bích", "Quốc", "Thanh")
GIVENS = (
    "Ánh",
    "Bình",
    "Cường",
    "Dũng",
    "Em",
    "Hạnh",
    "Khánh",
    "Lộc",
    "Mỹ",
    "Út",
    "Yến",
)
STREETS = ("Trần Phú", "Võ Thị Sáu", "Hai Bà Trưng", "Cao Văn Lầu", "Hòa Bình")
JOBS = ("Chuyên viên", "Kế toán", "Giáo viên", "Bác sĩ", "Kỹ sư", "Lái xe")


def sample_list(
    side: Side, *, rows: int, cells: Sequence[str] = (), ward: str = "", seed: int = 7
) -> Table:
    """Return a clean list; the same arguments always give the same people.

    ``cells`` are codes that the rows take in turn: of cells at work, or for the
    side of home of cells at home. ``ward`` is the code that a workplace's list names.
    """
    chance = Random(seed)  # noqa: S311 - nobody's secret hangs on it
    headings = [heading for heading in HEADINGS if side in heading.sides]
    place = Field.WORK_CELL if side is Side.WORK else Field.HOME_CELL
    people = [_person(chance, number) for number in range(rows)]
    for number, person in enumerate(people):
        person[place] = cells[number % len(cells)] if cells else ""
        person[Field.WARD] = ward
    return Table(
        name=str(SHEET_NAME),
        columns=tuple(TableColumn(h.title, h.width) for h in headings),
        rows=[_row(person, headings) for person in people],
    )


def _row(person: dict[Field, str], headings: Sequence[Heading]) -> list[Cell]:
    return [person.get(heading.field, "") for heading in headings]


def _person(chance: Random, number: int) -> dict[Field, str]:
    born = dt.date(1966, 1, 1) + dt.timedelta(days=chance.randrange(10_000))
    joined = born + dt.timedelta(days=365 * 25 + chance.randrange(2_000))
    official = joined + dt.timedelta(days=365)
    is_woman = chance.random() < 0.45  # noqa: PLR2004 - about as in life
    middle = "Thị" if is_woman else chance.choice(MIDDLES)
    name = f"{chance.choice(FAMILIES)} {middle} {chance.choice(GIVENS)}"
    century_and_sex = 1 if is_woman else 0
    return {
        Field.FULL_NAME: name,
        Field.BORN: f"{born:%d/%m/%Y}",
        Field.SEX: "Nữ" if is_woman else "Nam",
        Field.CARD: f"85.{number:06d}",
        Field.CITIZEN: f"096{century_and_sex}{born:%y}{number:06d}",
        Field.JOINED: f"{joined:%d/%m/%Y}",
        Field.OFFICIAL: f"{official:%d/%m/%Y}",
        Field.JOB: chance.choice(JOBS),
        Field.PHONE: f"0913 55{number // 100:02d} {number % 100:02d}",
        Field.ADDRESS: f"{chance.randrange(1, 300)} {chance.choice(STREETS)}",
        Field.RESIDENCE: "Thường trú",
    }
