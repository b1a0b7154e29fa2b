"""Walking down a table: which rows are people, which are headings, sums, signatures."""

import dataclasses
import itertools
import re
from dataclasses import dataclass, field

from ganket.kernel import text
from ganket.roster.reading import marks
from ganket.roster.reading import problems as faults
from ganket.roster.reading.layout import Line
from ganket.roster.reading.listing import (
    Entry,
    Meaning,
    Problem,
    RefusedRow,
)
from ganket.roster.reading.names import name_of
from ganket.roster.reading.people import DITTO, Table, entry_of, is_number
from ganket.roster.reading.words import (
    FAMILIES,
    is_home,
    is_organisation,
    is_person,
    is_status,
    looks_like_day,
    written,
)

MOSTLY = 0.6
LONGEST_NAME_WORDS = 6
NAME_PART_WORDS = 3
WIDE = 3
# Fewer people show no pattern.
FEWEST = 6
_TELLING = (
    Meaning.SEX,
    Meaning.CARD,
    Meaning.CITIZEN,
    Meaning.JOINED,
    Meaning.OFFICIAL,
    Meaning.WORKPLACE,
    Meaning.WORK_CELL,
    Meaning.JOB,
    Meaning.ADDRESS,
    Meaning.GROUP,
    Meaning.WARD,
    Meaning.PHONE,
    Meaning.EMAIL,
    Meaning.HOME_CELL,
)
_NUMBERS = (Meaning.CARD, Meaning.CITIZEN, Meaning.PHONE)
_GOES_ON = (Meaning.WORKPLACE, Meaning.ADDRESS)


@dataclass
class Walk:
    """What was met so far on the way down one table."""

    table: Table
    entries: list[Entry] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    # Rows that hold a name and nothing more: people only if people follow.
    bare: list[Line] = field(default_factory=list)
    is_over: bool = False
    has_numbers: bool = False
    last_line: int = 0

    def all(self) -> None:
        """Walk the whole way."""
        self.has_numbers = self._are_numbered()
        for line in self.table.body:
            self._step(line)
        for line in self.bare:
            self._refuse(line, faults.name_only(self.table.name_text(line)))
        _fill_from_above(self)

    def _are_numbered(self) -> bool:
        lines = [ln for ln in self.table.body if self._is_strong(ln)]
        numbered = sum(self._number(line) for line in lines)
        return bool(lines) and numbered >= MOSTLY * len(lines)

    def _step(self, line: Line) -> None:
        name = self.table.name_text(line)
        if self._is_strong(line):
            self._person(line)
        elif marks.is_numbering(line.cells) or not _texts(line):
            self._nameless(line)
        elif any(map(marks.is_sum, _texts(line))) or self._is_note(line):
            return
        elif self._is_signed(line, name):
            self.is_over = True
        elif section := self._section(line, name):
            self._enter(*section)
        elif self.is_over:
            return
        elif name and re.search(r"[^\W\d_]", name):
            self._named(line, name)
        else:
            self._nameless(line)

    def _is_strong(self, line: Line) -> bool:
        """Say whether a row has a name and a birth: that is a person anywhere."""
        table = self.table
        name = table.name_text(line)
        if not re.search(r"[^\W\d_]{2}", name):
            return False
        if marks.is_sum(name) and not self._number(line):
            return False
        found = name_of(name)
        has_birth = table.has_birth(line) or bool(found.born)
        if not has_birth:
            return False
        if is_person(found.full):
            return True
        if marks.is_section_number(table.cell(line, Meaning.ORDINAL)):
            return False
        return not is_organisation(name) and not marks.has_prefix(name)

    def _number(self, line: Line) -> bool:
        return any(
            is_number(line.at(place))
            for place in self.table.head.places(Meaning.ORDINAL)
        )

    def _others(self, line: Line) -> list[Meaning]:
        """Return what else a row tells, beyond name, number and birth."""
        table = self.table
        places = {p for p in table.head.places(*_TELLING) if line.at(p) is not None}
        return [table.head.meanings[place] for place in places]

    def _is_signed(self, line: Line, name: str) -> bool:
        if name and self._number(line):
            return False
        job = set(self.table.head.places(Meaning.JOB, Meaning.OTHER)) if name else set()
        return any(
            isinstance(cell, str) and marks.is_signed(cell)
            for place, cell in enumerate(line.cells)
            if place not in job
        )

    def _section(self, line: Line, name: str) -> tuple[int, str] | None:
        """Return the heading that a row is, with its depth; None for other rows."""
        words = _texts(line)
        ordinal = next(cell for cell in line.cells if cell is not None)
        if marks.is_section_number(ordinal) and len(words) > 1:
            title = next(w for w in words if w != written(ordinal))
            return marks.depth_of(str(ordinal)), marks.section_of(title)[1]
        title = words[0]
        if self._is_rest(line):
            return None
        if len(words) == 1 or (
            name and is_organisation(name) and not self._births(line)
        ):
            title = name if len(words) > 1 else title
            return self._lone(line, title, name)
        return None

    def _is_rest(self, line: Line) -> bool:
        """Say whether a lone text stands where the row above may go on."""
        places = line.filled()
        goes_on = self.table.head.places(*_GOES_ON, Meaning.JOB, Meaning.OTHER)
        return set(places) <= set(goes_on) and self._continues(line)

    def _lone(self, line: Line, title: str, name: str) -> tuple[int, str] | None:
        depth, words = marks.section_of(title)
        if self._births(line) or not re.search(r"[^\W\d_]{2}", title):
            return None
        first = line.filled()[0]
        is_named = is_organisation(title) or is_status(words) or is_home(title)
        # No person's cell reaches over the whole table.
        is_named = is_named or self.table.layout.span(line, first) >= WIDE
        if is_named or marks.has_prefix(title):
            return depth, words
        if self._number(line):
            return None
        if name != title:
            return None if self._continues(line) else (depth, words)
        is_part = len(words.split()) <= NAME_PART_WORDS
        return None if is_person(words) or is_part else (depth, words)

    def _births(self, line: Line) -> bool:
        return self.table.has_birth(line)

    def _enter(self, depth: int, words: str) -> None:
        if self.is_over and not self.table.head.places(Meaning.WORKPLACE):
            # Below a signature only a list that goes on makes this a heading.
            self.sections = []
        self.sections = [(d, w) for d, w in self.sections if d < depth]
        self.sections.append((depth, words))

    def _person(self, line: Line) -> None:
        self.is_over = False
        for earlier in self.bare:
            self._keep(earlier)
        self.bare = []
        self._keep(line)

    def _keep(self, line: Line) -> None:
        entry = entry_of(self.table, line)
        if name_of(self.table.name_text(line)).is_formula:
            self._refuse(line, faults.formula())
            return
        entry = self._dittoed(entry)
        if not entry.workplace and (place := self._workplace_above()):
            entry = dataclasses.replace(entry, workplace=place)
        self.entries.append(entry)
        self.last_line = line.number

    def _named(self, line: Line, name: str) -> None:
        """Take a row without birth for a person where anything else speaks for it."""
        others = self._others(line)
        if self._number(line) or set(others) & {*_NUMBERS, Meaning.JOINED, Meaning.SEX}:
            self._person(line)
        elif self._wraps(line, name, others):
            self._wrap(line, name)
        elif others and not self.has_numbers and is_person(name_of(name).full):
            self._person(line)
        elif name_of(name).is_formula:
            self._refuse(line, faults.formula())
        elif is_person(name_of(name).full):
            self.bare.append(line)
        else:
            self._refuse(line, faults.name_doubtful(name))

    def _wraps(self, line: Line, name: str, others: list[Meaning]) -> bool:
        """Say whether a row is the rest of the one above, broken in its cells."""
        if not (self.has_numbers and self._continues(line)):
            return False
        family = text.fold(name.split(maxsplit=1)[0])
        before = self.entries[-1].full_name.split()
        fits = len(before) + len(name.split()) <= LONGEST_NAME_WORDS
        is_rest = family not in FAMILIES or len(before) == 1
        return fits and is_rest and set(others) <= {*_GOES_ON, Meaning.JOB}

    def _continues(self, line: Line) -> bool:
        return bool(self.entries) and line.number == self.last_line + 1

    def _wrap(self, line: Line, name: str) -> None:
        last = self.entries.pop()
        whole = name_of(f"{last.full_name} {name}").full if name else last.full_name
        kept = tuple(p for p in last.problems if p.code != "NAME_DOUBTFUL")
        self.entries.append(
            dataclasses.replace(
                last,
                full_name=whole,
                problems=kept if name else last.problems,
                workplace=self._longer(last.workplace, line, Meaning.WORKPLACE),
                address=self._longer(last.address, line, Meaning.ADDRESS),
            )
        )
        self.last_line = line.number

    def _longer(self, words: str, line: Line, meaning: Meaning) -> str:
        more = " ".join(
            written(line.at(place)) for place in self.table.head.places(meaning)
        )
        return text.tidy(f"{words} {more}")

    def _nameless(self, line: Line) -> None:
        if marks.is_numbering(line.cells) or self.is_over:
            return
        others = set(self._others(line))
        told = others & set(_NUMBERS) or (
            self._births(line) and any(map(looks_like_day, line.cells))
        )
        if told and (len(others) > 1 or self._births(line) or self._number(line)):
            self._refuse(line, faults.name_missing())
        elif (
            others
            and others <= {*_GOES_ON, Meaning.JOB}
            and not self._number(line)
            and self._continues(line)
        ):
            self._wrap(line, "")

    def _is_note(self, line: Line) -> bool:
        words = _texts(line)
        return len(words) == 1 and marks.is_note(words[0]) and not self._births(line)

    def _refuse(self, line: Line, problem: Problem) -> None:
        sheet = self.table.layout.name
        self.refused.append(RefusedRow(sheet, line.number, (problem,)))

    def _dittoed(self, entry: Entry) -> Entry:
        """Write out what ``nt`` and ``″`` repeat from the row above."""
        if not self.entries:
            return entry
        above = self.entries[-1]
        repeated = {
            name: getattr(above, name)
            for name in ("workplace", "address")
            if DITTO.fullmatch(getattr(entry, name))
        }
        return dataclasses.replace(entry, **repeated) if repeated else entry

    def _workplace_above(self) -> str:
        """Return the workplace that the headings above tell, the nearest one."""
        has_column = bool(self.table.head.places(Meaning.WORKPLACE, Meaning.WORK_CELL))
        for _depth, words in reversed(self.sections):
            # Beside a column of workplaces a heading sorts them and names none.
            is_sort = has_column and words.lower().startswith("khối")
            if not (is_home(words) or is_status(words) or is_sort):
                return words
        return ""


def _texts(line: Line) -> list[str]:
    """Return the cells that hold words, none twice."""
    found = (
        written(cell)
        for cell in line.cells
        if isinstance(cell, str) and re.search(r"[^\W\d_]", cell)
    )
    return list(dict.fromkeys(found))


def _fill_from_above(walk: Walk) -> None:
    """Where each workplace is written once over its people, give it to all of them.

    Only where the list shows it throughout: most cells are empty and no workplace
    is ever written twice in a row.
    """
    places = [entry.workplace for entry in walk.entries]
    told = [(n, p) for n, p in enumerate(places) if p]
    is_sparse = len(places) >= FEWEST and 1 < len(told) <= len(places) / 2
    is_first = bool(places) and bool(places[0])
    twice = any(a[1] == b[1] for a, b in itertools.pairwise(told))
    if walk.sections or not (is_sparse and is_first) or twice:
        return
    held = ""
    for number, entry in enumerate(walk.entries):
        if entry.workplace:
            held = entry.workplace
            continue
        walk.entries[number] = dataclasses.replace(
            entry,
            workplace=held,
            problems=(*entry.problems, faults.workplace_from_above()),
        )
