"""What the reader of workbooks does not tell of an .xlsx: hidden rows, and its calendar.

The parts are searched as they are unpacked, a piece at a time, and never kept whole.
Any fault here only means that nothing is told: the workbook itself was read already.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.sax.saxutils import unescape

PIECE = 1 << 20
MAX_BYTES = 300 << 20
LONGEST_TAG = 4096

_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_NUMBER = re.compile(rb'(?:^|\s)r="(\d+)"')
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CALENDAR = re.compile(r'\sdate1904="(?:1|true)"')


@dataclass(frozen=True)
class Marks:
    """Hidden rows by the name of their sheet; whether day 0 is 1/1/1904."""

    hidden: dict[str, set[int]] = field(default_factory=dict)
    counts_from_1904: bool = False


def marks_of(content: bytes) -> Marks:
    """Return the marks of an .xlsx; none of any other kind of file."""
    if not content.startswith(b"PK"):
        return Marks()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return Marks()
            book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
            hidden = {
                name: set(_hidden_rows(archive, part))
                for name, part in _parts(archive, book)
                if part in archive.namelist()
            }
            return Marks(hidden, bool(_CALENDAR.search(book)))
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        RuntimeError,
        ValueError,
        EOFError,
    ):
        return Marks()


def _parts(archive: zipfile.ZipFile, book: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the part of the archive that holds it."""
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {
        told.get("Id", ""): told.get("Target", "")
        for told in map(_attributes, _RELATION.findall(links))
    }
    for told in map(_attributes, _SHEET.findall(book)):
        link = next((told[key] for key in told if key.endswith(":id")), "")
        target = targets.get(link, "")
        part = target[1:] if target.startswith("/") else normpath(join("xl", target))
        yield told.get("name", ""), part


def _attributes(tag: str) -> dict[str, str]:
    return {
        name: unescape(value, {"&quot;": '"', "&apos;": "'"})
        for name, value in _ATTRIBUTE.findall(tag)
    }


def _hidden_rows(archive: zipfile.ZipFile, part: str) -> Iterator[int]:
    rest, read = b"", 0
    with archive.open(part) as opened:
        while (piece := opened.read(PIECE)) and read < MAX_BYTES:
            read += len(piece)
            text = rest + piece
            for row in _ROW.finditer(text):
                number = _NUMBER.search(row.group(1))
                if number and _HIDDEN.search(row.group(1)):
                    yield int(number.group(1))
            cut = text.rfind(b"<", max(0, len(text) - LONGEST_TAG))
            rest = text[cut:] if cut >= 0 else b""
