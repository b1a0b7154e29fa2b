"""What is read out of a list: its people, and the rows that are nobody."""

from dataclasses import dataclass, field
from enum import StrEnum


class Meaning(StrEnum):
    """What a column tells. Parts of a name, a birth or an address stand apart."""

    ORDINAL = "ordinal"
    ID = "id"
    FULL_NAME = "full_name"
    FAMILY = "family"
    MIDDLE = "middle"
    GIVEN = "given"
    BORN = "born"
    BORN_MALE = "born_male"
    BORN_FEMALE = "born_female"
    BORN_DAY = "born_day"
    BORN_MONTH = "born_month"
    BORN_YEAR = "born_year"
    SEX = "sex"
    MALE = "male"
    FEMALE = "female"
    CARD = "party_card_no"
    CITIZEN = "citizen_id"
    JOINED = "joined_on"
    OFFICIAL = "official_on"
    WORKPLACE = "workplace"
    WORK_CELL = "work_cell"
    JOB = "job"
    ADDRESS = "address"
    GROUP = "group"
    WARD = "ward"
    RESIDENCE = "residence"
    HOME_CELL = "home_cell"
    SINCE = "since"
    PHONE = "phone_number"
    EMAIL = "email"
    OTHER = "other"


NAMES = frozenset({Meaning.FULL_NAME, Meaning.FAMILY, Meaning.GIVEN})
BIRTHS = frozenset(
    {
        Meaning.BORN,
        Meaning.BORN_MALE,
        Meaning.BORN_FEMALE,
        Meaning.BORN_DAY,
        Meaning.BORN_MONTH,
        Meaning.BORN_YEAR,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, for a script and for a person."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list. ``born`` is ``1975-03-12``, or ``1975``, or nothing.

    ``told`` holds what else the columns say, as it was written.
    """

    sheet: str
    row: int
    id: str = ""
    full_name: str = ""
    sex: str = ""
    born: str = ""
    party_card_no: str = ""
    citizen_id: str = ""
    joined: str = ""
    official: str = ""
    workplace: str = ""
    address: str = ""
    phone: str = ""
    told: dict[Meaning, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that tells something of nobody who could be named."""

    sheet: str
    row: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """How one column was understood; ``title`` is as its head is written."""

    sheet: str
    place: int
    title: str
    meaning: Meaning


@dataclass(frozen=True)
class Listing:
    """A whole file, read. ``sheets`` are those where people were found."""

    encoding: str
    sheets: tuple[str, ...]
    entries: tuple[Entry, ...]
    refused: tuple[RefusedRow, ...]
    columns: tuple[Column, ...] = ()
    left_out: tuple[str, ...] = ()
