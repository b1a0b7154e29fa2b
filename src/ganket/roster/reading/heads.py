"""Finding the head of a table: one to three rows that name its columns."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ganket.documents.ports import Cell
from ganket.roster.reading import vocabulary
from ganket.roster.reading.layout import Layout, Line
from ganket.roster.reading.listing import BIRTHS, NAMES, Meaning

TALLEST = 3
# A list may have no more than number, name and remark.
BARE = 3
_NAME_PART = re.compile(
    r"(ho|ten|dem|lot|chu|va|khai sinh|viet|in hoa|full name|name|dang vien).*"
)
_MANY_DIGITS = re.compile(r"\d\D*\d\D*\d\D*\d")
_MAY_NAME = re.compile(
    r"tên|ten\b|name|họ\b|ho\b|đảng viên|dang vien|đồng chí|dong chi|đ/c|hovaten|hoten",
    re.IGNORECASE,
)
_BESIDES = frozenset({Meaning.ORDINAL, Meaning.OTHER, None})


@dataclass(frozen=True)
class Head:
    """The columns of a table. ``first`` and ``last`` are places of lines."""

    first: int
    last: int
    meanings: dict[int, Meaning]
    titles: dict[int, str]
    _places: dict[tuple[Meaning, ...], list[int]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def places(self, *wished: Meaning) -> list[int]:
        """Return the columns of these meanings, the best named first."""
        if wished not in self._places:
            found = [p for p, meaning in self.meanings.items() if meaning in wished]
            self._places[wished] = sorted(
                found, key=lambda p: (vocabulary.rank_of(self.titles[p]), p)
            )
        return self._places[wished]

    @property
    def known(self) -> set[Meaning]:
        return set(self.meanings.values())


def head_at(layout: Layout, first: int) -> Head | None:
    """Return the head that begins at this line, None where none does."""
    best = _best(layout, first)
    if best is None:
        return None
    below = _best(layout, first + 1) if best.last > first else None
    if below is not None and _score(below) >= _score(best):
        return None
    return best


def _best(layout: Layout, first: int) -> Head | None:
    best: Head | None = None
    if not any(
        isinstance(cell, str) and _MAY_NAME.search(cell)
        for line in layout.lines[first : first + TALLEST]
        for cell in line.cells
    ):
        return None
    for height in range(1, TALLEST + 1):
        lines = layout.lines[first : first + height]
        if len(lines) < height or not _is_heady(lines[-1]):
            break
        if height > 1 and not _goes_on(layout, lines):
            break
        head = _head(layout, first, lines)
        if is_enough(head) and (best is None or _score(head) > _score(best)):
            best = head
    return best


def is_enough(head: Head) -> bool:
    """Say whether these columns make a list of people."""
    known = head.known - _BESIDES
    if not known & NAMES:
        return False
    is_bare = Meaning.ORDINAL in head.known and len(head.titles) <= BARE
    return len(known - NAMES) >= 1 or (Meaning.FULL_NAME in known and is_bare)


def _score(head: Head) -> float:
    told = Counter(head.meanings.values())
    others = told.pop(Meaning.OTHER, 0)
    return len(told) + others / 10


def _is_heady(line: Line) -> bool:
    """Say whether a line holds only short words, as the rows of a head do."""
    cells = [cell for cell in line.cells if cell is not None]
    return all(
        isinstance(cell, str)
        and len(cell) <= vocabulary.LONGEST
        and not _MANY_DIGITS.search(cell)
        for cell in cells
    )


def _goes_on(layout: Layout, lines: tuple[Line, ...]) -> bool:
    """Say whether the last of these lines belongs to the head above it."""
    above, last = _head(layout, 0, lines[:-1]), lines[-1]
    if last.number - lines[-2].number > 1:
        return False
    understood = 0
    for place in last.filled():
        title = str(last.cells[place])
        parent = above.meanings.get(place)
        key = vocabulary.key_of(title)
        if parent in (Meaning.FULL_NAME, Meaning.GIVEN) and not _NAME_PART.fullmatch(
            key
        ):
            return False
        if parent is Meaning.ORDINAL and vocabulary.meaning_of(title) not in (
            Meaning.ORDINAL,
            None,
        ):
            return False
        over = _parents(layout, lines)[-1].get(place, "")
        understood += vocabulary.meaning_under(over, title) is not None
    return understood * 2 > len(last.filled())


def _head(layout: Layout, first: int, lines: tuple[Line, ...]) -> Head:
    meanings: dict[int, Meaning] = {}
    titles: dict[int, str] = {}
    stacks = _stacks(layout, lines)
    for place, parts in stacks.items():
        titles[place] = " ".join(parts)
        found = vocabulary.meaning_of(parts[0])
        above = parts[0]
        for part in parts[1:]:
            found = vocabulary.meaning_under(above, part)
            # The nearest title that says something is the one to be under.
            above = part if vocabulary.meaning_of(part) else f"{above} {part}"
        if found is not None:
            meanings[place] = found
    _tell_years_from_men(meanings, titles)
    return Head(first, first + len(lines) - 1, meanings, titles)


def _stacks(layout: Layout, lines: tuple[Line, ...]) -> dict[int, list[str]]:
    """Return for each column its titles from above, none twice."""
    stacks: dict[int, list[str]] = {}
    parents = _parents(layout, lines)
    for line, over in zip(lines, [{}, *parents], strict=False):
        for place in range(layout.width):
            title = _title(layout.joined(line, place, lines[0].number))
            stack = stacks.setdefault(place, [])
            if title and not stack and (parent := over.get(place)):
                stack.append(parent)
            if title and title not in stack:
                stack.append(title)
    return {place: stack for place, stack in stacks.items() if stack}


def _parents(layout: Layout, lines: tuple[Line, ...]) -> list[dict[int, str]]:
    """Return for each line but the first what stands over its cells.

    Without joins a title over two columns stands over the left one only.
    """
    found = []
    for upper, lower in itertools.pairwise(lines):
        over: dict[int, str] = {}
        held = ""
        for place in range(layout.width):
            above = _title(layout.joined(upper, place, lines[0].number))
            below = lower.at(place)
            held = above or (held if below is not None else "")
            if held:
                over[place] = held
        found.append(over)
    return found


def _title(cell: Cell) -> str:
    return cell.replace("*", "").strip(" :.-\n") if isinstance(cell, str) else ""


def _tell_years_from_men(meanings: dict[int, Meaning], titles: dict[int, str]) -> None:
    """Without marks ``Năm`` and ``Nam`` are one word: the neighbours tell."""
    told = set(meanings.values())
    for place, meaning in list(meanings.items()):
        is_year = bool({Meaning.BORN_DAY, Meaning.BORN_MONTH} & told) or re.search(
            r"năm\W*$", titles[place].lower()
        )
        if meaning is Meaning.BORN_MALE and is_year and Meaning.BORN_FEMALE not in told:
            meanings[place] = Meaning.BORN_YEAR
        if (
            meaning is Meaning.BORN_DAY
            and not {Meaning.BORN_MONTH, Meaning.BORN_YEAR} & told
        ):
            meanings[place] = Meaning.BORN


def tables_of(head: Head) -> Iterator[Head]:
    """Yield the tables that lie side by side under one head; nearly always one."""
    starts = _starts(head)
    for start, end in zip(starts, [*starts[1:], 10_000], strict=True):
        inside = {p: m for p, m in head.meanings.items() if start <= p < end}
        titles = {p: t for p, t in head.titles.items() if start <= p < end}
        yield Head(head.first, head.last, inside, titles)


def _starts(head: Head) -> list[int]:
    names = sorted(head.places(Meaning.FULL_NAME))
    births = sorted(head.places(*BIRTHS))
    first = sorted(head.places(Meaning.ORDINAL))
    apart = [n for n, after in itertools.pairwise(names) if after - n > 1]
    if not apart or len(births) < len(names) or len(names) != len(apart) + 1:
        return [0]
    starts = first if len(first) == len(names) and first[0] < names[0] else names
    return [0, *starts[1:]]
