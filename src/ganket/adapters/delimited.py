"""Lists as plain text: values with commas, semicolons, tabs or bars between."""

import codecs
import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator

from ganket.documents.ports import (
    FileKindUnknown,
    LettersUnknown,
    Row,
    TableTooLarge,
    UnreadableFile,
)

DELIMITERS = ",;\t|"
SAMPLE_ROWS = 50
MAX_ROWS = 100_000
MAX_COLUMNS = 200

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def rows(content: bytes) -> Iterator[Row]:
    """Yield every row that holds something, or refuse the file as unreadable."""
    text = decode(content)
    delimiter, text = _announced(text)
    delimiter = delimiter or sniff(text)
    try:
        for number, values in enumerate(_records(text, delimiter), start=1):
            if number > MAX_ROWS or len(values) > MAX_COLUMNS:
                raise TableTooLarge
            cells = tuple(value if value.strip() else None for value in values)
            if any(cells):
                yield Row(number, "", cells)
    except csv.Error as fault:
        raise UnreadableFile from fault


def decode(content: bytes) -> str:
    """Return the text in composed letters; other alphabets are refused.

    Without a mark at its head a text is UTF-8 or nothing: an older Vietnamese
    encoding read by guess turns names into other names.
    """
    encoding = next(
        (name for mark, name in _MARKS if content.startswith(mark)), "utf-8"
    )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise LettersUnknown from fault
    if any(
        unicodedata.category(char) == "Cc" and char not in "\t\r\n\f\v" for char in text
    ):
        raise FileKindUnknown
    return unicodedata.normalize("NFC", text)


def sniff(text: str) -> str:
    """Return the delimiter by which most rows fall into the same many columns."""
    best = (0, 0, DELIMITERS[0])
    for delimiter in DELIMITERS:
        widths = Counter(_sample_widths(text, delimiter))
        columns, count = max(
            ((width, rows) for width, rows in widths.items() if width > 1),
            key=lambda pair: (pair[1], pair[0]),
            default=(1, 0),
        )
        best = max(best, (count, columns, delimiter), key=lambda found: found[:2])
    return best[2]


def _sample_widths(text: str, delimiter: str) -> Iterator[int]:
    try:
        for number, values in enumerate(_records(text, delimiter)):
            if number >= SAMPLE_ROWS:
                return
            yield len(values)
    except csv.Error:
        return


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _announced(text: str) -> tuple[str, str]:
    """Return the delimiter that a first line ``sep=;`` announces, and the text.

    The line is emptied and not removed, so that rows keep their numbers.
    """
    first, newline, rest = text.partition("\n")
    first = first.rstrip("\r")
    if len(first) == len("sep=;") and first.lower().startswith("sep="):
        return first[-1], newline + rest
    return "", text
