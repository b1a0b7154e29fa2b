"""Lists as plain text: values with commas, semicolons, tabs or bars between."""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from ganket.documents.ports import (
    Book,
    FileKindUnknown,
    Grid,
    LettersUnknown,
    Row,
    TableTooLarge,
    UnreadableFile,
)
from ganket.kernel import letters

DELIMITERS = ",;\t|"
# Only where none of the others parts the rows.
RARE_DELIMITERS = "^~#:"
SAMPLE_ROWS = 50
MAX_ROWS = 100_000
MAX_COLUMNS = 200
# A cell of more lines than this means a quotation mark that was never closed.
MOST_LINES = 10
# So few broken letters in a thousand are told in their rows; more refuse the file.
MAX_BROKEN = 5
THOUSAND = 1000
SAMPLE_BYTES = 4000
MOSTLY_ZERO = 0.4

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def book(content: bytes, name: str) -> Book:
    """Return the list as a book of one sheet, or refuse the file as unreadable."""
    text, encoding = decode(content)
    found = tuple(_rows(text, name))
    return Book((Grid(name, found),) if found else (), encoding=encoding)


def _rows(text: str, name: str) -> Iterator[Row]:
    delimiter, text = _announced(text)
    delimiter = delimiter or sniff(text)
    try:
        is_quoted = not _is_left_open(text, delimiter)
        records = _records(text, delimiter, is_quoted=is_quoted)
        filled = 0
        for number, values in enumerate(records, start=1):
            cells = tuple(value if value.strip() else None for value in values)
            if not any(cells):
                continue
            filled += 1
            if filled > MAX_ROWS or len(values) > MAX_COLUMNS:
                raise TableTooLarge
            yield Row(number, name, cells)
    except csv.Error as fault:
        raise UnreadableFile from fault


def decode(content: bytes) -> tuple[str, str]:
    """Return the text in composed letters and how it was encoded.

    Without a mark at its head a text is UTF-8, or UTF-16, or in the older
    alphabet in which its words are Vietnamese. Where none is, it is refused.
    """
    content = content.removesuffix(b"\x1a")
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    encoding = encoding or _unmarked_utf16(content) or "utf-8"
    try:
        text, told = content.decode(encoding), encoding.removesuffix("-sig")
    except UnicodeDecodeError as fault:
        text, told = _older(content, fault)
    if _CONTROLS.search(text):
        raise FileKindUnknown
    return unicodedata.normalize("NFC", text), told


def _older(content: bytes, fault: UnicodeDecodeError) -> tuple[str, str]:
    found = letters.decoded(content)
    if found is not None:
        return found
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not char.isascii() for char in text) - broken
    if broken * THOUSAND > MAX_BROKEN * whole:
        raise LettersUnknown from fault
    return text, "utf-8"


def _unmarked_utf16(content: bytes) -> str:
    """Return the name of UTF-16 without its mark: one byte of two is mostly zero."""
    head = content[:SAMPLE_BYTES]
    if len(content) % 2 or not head:
        return ""
    first, second = (head[n::2].count(0) / (len(head) / 2) for n in (0, 1))
    if max(first, second) < MOSTLY_ZERO or min(first, second) > MOSTLY_ZERO / 4:
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def sniff(text: str) -> str:
    """Return the delimiter that parts most rows into the same many columns."""
    best, parted = _best(text, DELIMITERS)
    if parted:
        return best
    rare, parted = _best(text, RARE_DELIMITERS)
    return rare if parted else best


def _best(text: str, delimiters: str) -> tuple[str, float]:
    best = (0.0, delimiters[0])
    for delimiter in delimiters:
        widths = Counter(_sample_widths(text, delimiter))
        parted = max(((width - 1) * rows for width, rows in widths.items()), default=0)
        # A sign with a space after it is mostly one of a sentence.
        is_prose = text.count(f"{delimiter} ") * 2 > text.count(delimiter)
        found = parted / SAMPLE_ROWS if is_prose else float(parted)
        best = max(best, (found, delimiter), key=lambda told: told[0])
    return best[1], best[0]


def _sample_widths(text: str, delimiter: str) -> Iterator[int]:
    try:
        for number, values in enumerate(_records(text, delimiter)):
            if number >= SAMPLE_ROWS:
                return
            yield len(values)
    except csv.Error:
        return


def _is_left_open(text: str, delimiter: str) -> bool:
    try:
        return any(
            value.count("\n") > MOST_LINES
            for values in _records(text, delimiter)
            for value in values
        )
    except csv.Error:
        return False


def _records(
    text: str, delimiter: str, *, is_quoted: bool = True
) -> Iterator[list[str]]:
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
    )


def _announced(text: str) -> tuple[str, str]:
    """Return the delimiter that a first line ``sep=;`` announces, and the text.

    The line is emptied and not removed, so that rows keep their numbers.
    """
    first, newline, rest = text.partition("\n")
    first = first.rstrip("\r")
    if len(first) == len("sep=;") and first.lower().startswith("sep="):
        return first[-1], newline + rest
    return "", text
