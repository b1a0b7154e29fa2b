import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import pytest

from ganket.kernel import records


class Colour(StrEnum):
    RED = "RED"


@dataclass(frozen=True)
class Leaf:
    name: str
    size: int = 1

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("size is below zero")


@dataclass(frozen=True)
class Tree:
    colour: Colour
    planted: dt.date
    share: float
    leaves: tuple[Leaf, ...] = ()
    crown: Leaf | None = None


WHOLE = {
    "colour": "RED",
    "planted": "2020-01-02",
    "share": 1,
    "leaves": [{"name": "a"}, {"name": "b", "size": 2}],
    "crown": {"name": "c"},
}


def test_read_builds_nested_records() -> None:
    tree = records.read(Tree, WHOLE)

    assert tree == Tree(
        colour=Colour.RED,
        planted=dt.date(2020, 1, 2),
        share=1.0,
        leaves=(Leaf("a"), Leaf("b", 2)),
        crown=Leaf("c"),
    )


def test_plain_is_read_back_unchanged() -> None:
    tree = records.read(Tree, WHOLE)

    assert records.read(Tree, records.plain(tree)) == tree


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"heigth": 1}, "oak: unknown name 'heigth'"),
        ({"share": "half"}, "oak.share: float is expected, not 'half'"),
        ({"colour": "PINK"}, "oak.colour: 'PINK' is not a valid Colour"),
        ({"planted": "31/02"}, "oak.planted: '31/02' is no date"),
        ({"leaves": {}}, "oak.leaves: a list is expected, not {}"),
        ({"leaves": [3]}, "oak.leaves[0]: a table is expected, not 3"),
        (
            {"leaves": [{"name": "a"}, {"name": "b", "size": -1}]},
            "oak.leaves[1]: size is below zero",
        ),
        ({"leaves": [{"size": 1}]}, "oak.leaves[0]: 'name' is missing"),
        (
            {"leaves": [{"name": "a", "size": True}]},
            "oak.leaves[0].size: int is expected, not True",
        ),
    ],
)
def test_read_names_place_and_fault(change: dict[str, object], problem: str) -> None:
    with pytest.raises(records.Malformed) as fault:
        records.read(Tree, WHOLE | change, where="oak")

    assert str(fault.value) == problem
