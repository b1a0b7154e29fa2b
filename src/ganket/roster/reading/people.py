"""From the cells of one row to one person, each fault named."""

import datetime as dt
import re
from dataclasses import dataclass, field

from ganket.documents.ports import Cell
from ganket.kernel import text
from ganket.roster.reading import problems as faults
from ganket.roster.reading import vocabulary
from ganket.roster.reading.days import YOUNGEST, Calendar, Day, day_of
from ganket.roster.reading.evidence import MONTHS, are_days_turned, is_month_first
from ganket.roster.reading.heads import Head
from ganket.roster.reading.layout import Layout, Line
from ganket.roster.reading.listing import BIRTHS, Entry, Meaning, Problem
from ganket.roster.reading.names import Name, name_of
from ganket.roster.reading.numbers import card_of, citizen_of, phone_of
from ganket.roster.reading.words import digits_of, looks_like_day, written

LONGEST = 300
YEAR_DIGITS = 4

_SEXES = {
    **dict.fromkeys(("nam", "m", "male", "trai", "ong"), "M"),
    **dict.fromkeys(("nu", "f", "female", "gai", "ba"), "F"),
}
_NOTHING = re.compile(
    r"[\s\-–—._/…?0]*|không( có)?|ko|k|chưa( có)?|n/a|#n/a|#ref!|null|none",
    re.IGNORECASE,
)
_TICK = re.compile(r"[xX×✓✔√vV1+*]|có|nam|nữ", re.IGNORECASE)
DITTO = re.compile(
    r"[\"”“″〃'’]{1,3}|-?\s*[\"″]\s*-?|-?\s*n[/.]?t\.?\s*-?|như trên|-?//-?|như trên\.?",
    re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}")
_STREET = {"so nha", "duong", "so", "duong pho", "hem"}
_OTHERS = (
    Meaning.OFFICIAL,
    Meaning.WORK_CELL,
    Meaning.JOB,
    Meaning.GROUP,
    Meaning.WARD,
    Meaning.RESIDENCE,
    Meaning.HOME_CELL,
    Meaning.SINCE,
    Meaning.EMAIL,
)


@dataclass
class Table:
    """One table of a sheet: its columns, and what reading them takes."""

    layout: Layout
    head: Head
    body: list[Line]
    today: dt.date
    calendars: dict[int, Calendar] = field(default_factory=dict)
    turned: set[int] = field(default_factory=set)
    _names: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place in self.head.places(*BIRTHS, Meaning.JOINED, Meaning.OFFICIAL):
            cells = [line.at(place) for line in self.body]
            self.calendars[place] = Calendar(
                self.today,
                self.layout.counts_from_1904,
                month_first=is_month_first(cells),
                is_birth=self.head.meanings[place] in BIRTHS,
            )
            if are_days_turned(cells):
                self.turned.add(place)

    def cell(self, line: Line, *wished: Meaning) -> Cell:
        """Return the first filled cell of these columns, the best named first."""
        for place in self.head.places(*wished):
            cell = self.layout.joined_down(line, place)
            if cell is not None and not _is_nothing(cell):
                return cell
        return None

    def text(self, line: Line, *wished: Meaning) -> str:
        return text.tidy(written(self.cell(line, *wished)))[:LONGEST]

    def name_text(self, line: Line) -> str:
        """Return the whole name as it stands there, however many columns it fills."""
        if line.number not in self._names:
            self._names[line.number] = self._name_text(line)
        return self._names[line.number]

    def _name_text(self, line: Line) -> str:
        for place in self.head.places(Meaning.FULL_NAME):
            cell = line.at(place)
            if isinstance(cell, str) and (words := written(cell)):
                return words
        parts = (Meaning.FAMILY, Meaning.MIDDLE, Meaning.GIVEN)
        cells = (line.at(p) for part in parts for p in sorted(self.head.places(part)))
        return text.tidy(" ".join(map(written, cells)))

    def has_birth(self, line: Line) -> bool:
        """Say whether a day or a year stands there, however badly; a count does not."""
        cells = [line.at(place) for place in self.head.places(*BIRTHS)]
        return any(
            looks_like_day(cell) or len(digits_of(cell)) >= YEAR_DIGITS
            for cell in cells
        )


def _is_nothing(cell: Cell) -> bool:
    if not isinstance(cell, str) or DITTO.fullmatch(cell):
        return False
    return bool(_NOTHING.fullmatch(cell))


def entry_of(table: Table, line: Line) -> Entry:
    """Return the person of a row that has a name."""
    name = name_of(table.name_text(line))
    found: list[Problem | None] = list(_name_problems(name))
    birth, sex, told = _birth(table, line, name)
    found += told
    joined = _joined(table, line, birth, found)
    phone = phone_of(raw := table.cell(line, Meaning.PHONE))
    found.append(faults.of_phone(phone, written(raw)))
    citizen = citizen_of(raw := table.cell(line, Meaning.CITIZEN))
    found.append(faults.of_citizen(citizen, written(raw)))
    card = card_of(raw := table.cell(line, Meaning.CARD))
    found.append(faults.of_card(card, written(raw)))
    if line.is_hidden:
        found.append(faults.row_hidden())
    others = {meaning: table.text(line, meaning) for meaning in _OTHERS}
    return Entry(
        sheet=table.layout.name,
        row=line.number,
        id=table.text(line, Meaning.ID),
        full_name=name.full,
        sex=sex or name.sex,
        born=birth.value,
        party_card_no=card.value,
        citizen_id=citizen.value,
        joined=joined.value,
        official=_other_day(table, line, Meaning.OFFICIAL).value,
        workplace=table.text(line, Meaning.WORKPLACE)
        or table.text(line, Meaning.WORK_CELL),
        address=_address(table, line),
        phone=phone.value,
        told={meaning: words for meaning, words in others.items() if words},
        problems=tuple(problem for problem in found if problem is not None),
    )


def _name_problems(name: Name) -> list[Problem | None]:
    if name.has_lost_letters:
        return [faults.letters_lost(name.full)]
    return [] if name.is_whole else [faults.name_doubtful(name.full)]


def _birth(
    table: Table, line: Line, name: Name
) -> tuple[Day, str, list[Problem | None]]:
    """Return the birth, the sex that its column or another one tells, the faults."""
    told: list[Problem | None] = []
    birth, place = _best_birth(table, line)
    if not birth.value and birth.flaw is None and name.born:
        birth = day_of(name.born, Calendar(table.today))
    words = written(line.at(place)) if place is not None else name.born
    if birth.value or birth.flaw:
        told.append(faults.of_birth(birth, words))
    else:
        told.append(faults.birth_missing())
    cell = line.at(place) if place is not None else None
    if place in table.turned and isinstance(cell, dt.date):
        birth = _turned(birth, told)
    elif place is not None and table.calendars[place].month_first:
        _tell_month_first(birth, cell, told)
    sex, problem = _sex(table, line)
    return birth, sex, [*told, problem]


def _best_birth(table: Table, line: Line) -> tuple[Day, int | None]:
    """Return the fullest birth of a row and the column it stands in."""
    best: tuple[Day, int | None] = (Day(), None)
    wished = (Meaning.BORN, Meaning.BORN_MALE, Meaning.BORN_FEMALE)
    for place in table.head.places(*wished):
        cell = line.at(place)
        if cell is None or _is_nothing(cell):
            continue
        if _is_tick(cell) and table.head.meanings[place] is not Meaning.BORN:
            continue
        day = day_of(cell, table.calendars[place])
        if best[1] is None or len(day.value) > len(best[0].value):
            best = (day, place)
    if len(best[0].value) < len("1975-03-12"):
        return _in_parts(table, line) or _beside_the_year(table, line, best)
    return best


def _beside_the_year(
    table: Table, line: Line, best: tuple[Day, int | None]
) -> tuple[Day, int | None]:
    """Join ``12/3`` in one column to the year in another."""
    day, place = best
    for beside in table.head.places(Meaning.BORN) if day.value else ():
        words = written(line.at(beside))
        if beside != place and _DAY_AND_MONTH.fullmatch(words):
            whole = day_of(f"{words}/{day.value}", table.calendars[beside])
            return (whole, beside) if whole.value else best
    return best


def _in_parts(table: Table, line: Line) -> tuple[Day, int] | None:
    """Join day, month and year that stand in three columns."""
    years = table.head.places(Meaning.BORN_YEAR)
    if not years or line.at(years[0]) is None:
        return None
    parts = (Meaning.BORN_DAY, Meaning.BORN_MONTH, Meaning.BORN_YEAR)
    words = [written(table.cell(line, part)) for part in parts]
    calendar = table.calendars[years[0]]
    if all(words):
        return day_of("/".join(words), calendar), years[0]
    return day_of(line.at(years[0]), calendar), years[0]


def _turned(birth: Day, told: list[Problem | None]) -> Day:
    """Put day and month back in their places, and say so."""
    day = dt.date.fromisoformat(birth.value) if "-" in birth.value else None
    if day is None or day.day == day.month:
        return birth
    right = day.replace(month=day.day, day=day.month)
    told.append(faults.days_turned(f"{right:%d/%m/%Y}"))
    return Day(right.isoformat())


def _tell_month_first(birth: Day, cell: Cell, told: list[Problem | None]) -> None:
    """Warn of a day that could be a month; in English files the month stands first."""
    if isinstance(cell, str) and "-" in birth.value:
        day = dt.date.fromisoformat(birth.value)
        if day.day <= MONTHS and day.day != day.month:
            told.append(faults.days_turned(f"{day:%d/%m/%Y}"))


def _sex(table: Table, line: Line) -> tuple[str, Problem | None]:
    by_column = {
        sex
        for meaning, sex in (
            (Meaning.BORN_MALE, "M"),
            (Meaning.MALE, "M"),
            (Meaning.BORN_FEMALE, "F"),
            (Meaning.FEMALE, "F"),
        )
        if (cell := table.cell(line, meaning)) is not None
        and (meaning in BIRTHS or _is_tick(cell))
    }
    if len(by_column) > 1:
        return "", faults.sex_twice()
    words = table.text(line, Meaning.SEX)
    sex = _SEXES.get(vocabulary.key_of(words), "")
    if words and not sex and not by_column:
        return "", faults.sex_unreadable(words)
    if by_column:
        return by_column.pop(), None
    return sex or _sex_left_out(table), None


def _sex_left_out(table: Table) -> str:
    """Where only women have a column to be ticked, whoever has no tick is a man."""
    known = table.head.known
    if Meaning.FEMALE not in known or Meaning.MALE in known or Meaning.SEX in known:
        return ""
    place = table.head.places(Meaning.FEMALE)[0]
    return "M" if any(line.at(place) is not None for line in table.body) else ""


def _is_tick(cell: Cell) -> bool:
    return bool(_TICK.fullmatch(written(cell)))


def _joined(table: Table, line: Line, birth: Day, found: list[Problem | None]) -> Day:
    joined = _other_day(table, line, Meaning.JOINED)
    found.append(
        faults.of_joining(joined, table.text(line, Meaning.JOINED))
        if joined.flaw
        else None
    )
    if joined.year and birth.year and joined.year - birth.year < YOUNGEST:
        found.append(faults.joined_too_early())
    return joined


def _other_day(table: Table, line: Line, meaning: Meaning) -> Day:
    for place in table.head.places(meaning):
        cell = line.at(place)
        if cell is not None and not _is_nothing(cell):
            return day_of(cell, table.calendars[place])
    return Day()


def _address(table: Table, line: Line) -> str:
    """Return where somebody lives; its parts may stand in several columns."""
    places = table.head.places(Meaning.ADDRESS)
    streets = [p for p in places if vocabulary.key_of(table.head.titles[p]) in _STREET]
    if len(streets) > 1:
        parts = [" ".join(filter(None, (written(line.at(p)) for p in sorted(streets))))]
    else:
        parts = [table.text(line, Meaning.ADDRESS)]
    for meaning in (Meaning.GROUP, Meaning.WARD):
        words = table.text(line, meaning)
        if words and text.fold(words) not in text.fold(parts[0]):
            parts.append(words)
    return ", ".join(filter(None, parts))[:LONGEST]


def is_number(cell: Cell) -> bool:
    """Say whether a cell holds the running number of a person."""
    return bool(digits_of(cell)) and bool(
        re.fullmatch(r"\W*\d{1,6}(?:\.0)?\W*", str(cell))
    )
