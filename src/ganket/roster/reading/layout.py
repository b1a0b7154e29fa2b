"""A sheet as it lies there, its letters mended and its joined cells known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ganket.documents.ports import Cell, Grid
from ganket.kernel import letters

# A join of more cells than this is a frame around the page.
LARGEST_MERGE = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``number`` is as the person sees it."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    def at(self, place: int) -> Cell:
        return self.cells[place] if place < len(self.cells) else None

    def filled(self) -> list[int]:
        """Return the places of the cells that hold something."""
        return [place for place, cell in enumerate(self.cells) if cell is not None]


@dataclass(frozen=True)
class Layout:
    """The rows of a sheet that hold something, in order."""

    name: str
    lines: tuple[Line, ...]
    width: int
    counts_from_1904: bool = False
    alphabets: frozenset[letters.Alphabet] = frozenset()
    # From a cell of a join to its corner, by row number and place.
    corners: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _by_number: dict[int, Line] = field(default_factory=dict)

    def joined(self, line: Line, place: int, since: int = 0) -> Cell:
        """Return a cell, or what stands in the corner of the join it belongs to.

        Corners in rows before ``since`` are not looked at.
        """
        own = line.at(place)
        if own is not None:
            return own
        corner = self.corners.get((line.number, place), (0, 0))
        above = self._by_number.get(corner[0]) if corner[0] >= since else None
        return above.at(corner[1]) if above else None

    def joined_down(self, line: Line, place: int) -> Cell:
        """Return a cell, or the corner of its join where that is right above it."""
        own = line.at(place)
        corner = self.corners.get((line.number, place))
        if own is not None or corner is None or corner[1] != place:
            return own
        return self.joined(line, place)

    def span(self, line: Line, place: int) -> int:
        """Return over how many columns the join with this corner reaches."""
        reach = 1
        while self.corners.get((line.number, place + reach)) == (line.number, place):
            reach += 1
        return reach


def laid_out(grid: Grid, *, is_mended: bool = False) -> Layout:
    """Return a sheet with every text in Unicode, tidied; empty texts are no cells.

    Where the whole file was mended before, no cell is looked at for itself again.
    """
    width = max((len(row.values) for row in grid.rows), default=0)
    texts = [tuple(_texts(row.values)) for row in grid.rows]
    columns = [
        [line[place] for line in texts if place < len(line) and line[place]]
        for place in range(width)
    ]
    mender = letters.Mender([] if is_mended else columns)
    lines = []
    for row, line in zip(grid.rows, texts, strict=True):
        mended = list(map(letters.tidied, line)) if is_mended else mender.mended(line)
        cells = tuple(
            (text or None) if isinstance(cell, str) else cell
            for cell, text in zip(row.values, mended, strict=True)
        )
        if any(cell is not None for cell in cells):
            lines.append(Line(row.number, cells, row.number in grid.hidden))
    return Layout(
        name=grid.name,
        lines=tuple(lines),
        width=width,
        counts_from_1904=grid.counts_from_1904,
        alphabets=frozenset(mender.found),
        corners=dict(_corners(grid)),
        _by_number={line.number: line for line in lines},
    )


def _texts(values: Sequence[Cell]) -> Iterator[str]:
    return (value if isinstance(value, str) else "" for value in values)


def _corners(grid: Grid) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for merge in grid.merges:
        rows = range(merge.top, merge.bottom + 1)
        places = range(merge.left - 1, merge.right)
        if len(rows) * len(places) > LARGEST_MERGE:
            continue
        corner = (merge.top, merge.left - 1)
        for number in rows:
            for place in places:
                if (number, place) != corner:
                    yield (number, place), corner
