"""Lists that are not as the template has them, turned into lines of an import."""

from ganket.documents.ports import Book
from ganket.kernel import clock
from ganket.roster.commands.lists.columns import Field
from ganket.roster.enums import ResidenceKind, Sex
from ganket.roster.reading import Entry, Listing, Meaning, read_book

Values = dict[str, str]

# These are worth a word when a list is checked, and no reason to refuse a row.
NOTED = {
    "BIRTH_DAY_MISSING",
    "JOINED_DAY_MISSING",
    "ROW_HIDDEN",
    "SAME_PERSON",
    "WORKPLACE_FROM_ABOVE",
}
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
_RESIDENCES = {
    "thường trú": ResidenceKind.PERMANENT,
    "tạm trú": ResidenceKind.TEMPORARY,
}
_TOLD = {
    Field.WORK_CELL: Meaning.WORK_CELL,
    Field.JOB: Meaning.JOB,
    Field.EMAIL: Meaning.EMAIL,
    Field.GROUP: Meaning.GROUP,
    Field.WARD: Meaning.WARD,
    Field.HOME_CELL: Meaning.HOME_CELL,
}
_WHOLE_DAY = len("1975-03-12")


def first_sheet(book: Book) -> Listing | None:
    """Return the people of the first sheet that has some; None where none has."""
    for grid in book.grids:
        listing = read_book(Book((grid,), encoding=book.encoding), clock.today())
        if listing.entries:
            return listing
    return None


def values_of(entry: Entry) -> Values:
    """Return what a person's row tells, in the fields of an import."""
    told = {
        Field.FULL_NAME: entry.full_name,
        Field.BORN: entry.born,
        Field.SEX: str(_SEXES.get(entry.sex, "")),
        Field.CARD: entry.party_card_no,
        Field.CITIZEN: entry.citizen_id,
        Field.JOINED: _day(entry.joined),
        Field.OFFICIAL: _day(entry.official),
        Field.PHONE: entry.phone,
        Field.ADDRESS: entry.address,
        Field.RESIDENCE: str(
            _RESIDENCES.get(entry.told.get(Meaning.RESIDENCE, "").lower(), "")
        ),
        **{name: entry.told.get(meaning, "") for name, meaning in _TOLD.items()},
    }
    return {field: value for field, value in told.items() if value}


def faults_of(entry: Entry) -> tuple[str, ...]:
    """Return why a row must be looked at by a person before it is taken in."""
    return tuple(p.message for p in entry.problems if p.code not in NOTED)


def unused_of(book: Book, listing: Listing) -> tuple[str, ...]:
    """Return the columns and sheets of which an import makes no use."""
    kept = {*_TOLD.values(), *_READ}
    titles = [c.title for c in listing.columns if c.meaning not in kept and c.title]
    others = [grid.name for grid in book.grids if grid.name not in listing.sheets]
    return (*dict.fromkeys(titles), *others, *book.left_out)


def _day(written: str) -> str:
    return written if len(written) == _WHOLE_DAY else ""


_READ = set(Meaning) - {
    Meaning.OTHER,
    Meaning.WORKPLACE,
    Meaning.ID,
    Meaning.SINCE,
    *_TOLD.values(),
}
