"""Uploaded spreadsheets: workbooks through a child process, text lists here."""

import datetime as dt
import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO

from ganket.adapters import delimited, workbook_child
from ganket.documents.ports import (
    Book,
    Cell,
    FileEmpty,
    FileKindUnknown,
    FileLocked,
    FileRenamed,
    FileTooLarge,
    Grid,
    Merge,
    Row,
    TableTooLarge,
    UnreadableFile,
)

MAX_BYTES = 20 << 20
MAX_UNPACKED_BYTES = 200 << 20
TEXT_SUFFIXES = {".csv", ".tsv", ".txt", ""}

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z")
# The first record of a locked .xls, right after the one that starts the workbook.
LOCKED_RECORD = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
# A web page or a flat XML file, whatever it is called.
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta|head)", re.IGNORECASE
)
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"

REFUSALS: dict[str, type[UnreadableFile]] = {
    workbook_child.LOCKED: FileLocked,
    workbook_child.TOO_LARGE: TableTooLarge,
    workbook_child.BROKEN: UnreadableFile,
}


class CalamineReader:
    """Reads .xlsx, .xls, .xlsb, .ods, .csv and .tsv; what is inside decides."""

    def rows(self, file: BinaryIO, *, name: str) -> Iterator[Row]:
        """Return every row that holds something; hidden sheets are left out.

        Raises a subclass of UnreadableFile, and then no row has been returned.
        """
        return (row for grid in self.book(file, name=name).grids for row in grid.rows)

    def book(self, file: BinaryIO, *, name: str) -> Book:
        """Return the sheets that hold something. Raises a subclass of UnreadableFile."""
        content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise FileTooLarge
        if not content.strip(b"\0\t\r\n "):
            raise FileEmpty
        found = _workbook(content) if _is_workbook(content) else _text(content, name)
        if not found.grids:
            raise FileEmpty
        return found


def _is_workbook(content: bytes) -> bool:
    """Say whether this is a workbook; a packed file of another kind is refused."""
    if content.startswith(ZIP):
        return _check_packed(content)
    if content.startswith(COMPOUND):
        if _names(content, "EncryptedPackage") or LOCKED_RECORD.search(content):
            raise FileLocked
        if not (_names(content, "Workbook") or _names(content, "Book")):
            raise FileKindUnknown
        return True
    return False


def _check_packed(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
                raise FileTooLarge
            names = {entry.filename for entry in entries}
            if {"xl/workbook.xml", "xl/workbook.bin"} & names:
                return True
            if "mimetype" not in names or archive.read("mimetype") != OPEN_DOCUMENT:
                raise FileKindUnknown
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise FileLocked
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        RuntimeError,
        ValueError,
    ) as fault:
        raise UnreadableFile from fault
    return True


def _names(content: bytes, stream: str) -> bool:
    """Say whether a compound file has a stream of this name."""
    return stream.encode("utf-16-le") in content


def _text(content: bytes, name: str) -> Book:
    if content.startswith(OTHER_KINDS):
        raise FileKindUnknown
    path = PurePath(name)
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise FileRenamed
    if PAGE.match(content):
        raise FileKindUnknown
    return delimited.book(content, path.stem)


def _workbook(content: bytes) -> Book:
    """Return what the child tells; rows follow the line that names their sheet."""
    sheets: list[tuple[dict[str, Any], list[Row]]] = []
    left_out = []
    for line in _asked(content).splitlines():
        told = json.loads(line)
        if isinstance(told, list):
            mark, rows = sheets[-1]
            cells = tuple(_cell(value) for value in told[1])
            if any(cell is not None for cell in cells):
                rows.append(Row(told[0], mark["sheet"], cells))
        elif "refused" in told:
            raise REFUSALS[told["refused"]]
        elif "left_out" in told:
            left_out.append(told["left_out"])
        else:
            sheets.append((told, []))
    grids = tuple(_grid(mark, rows) for mark, rows in sheets if rows)
    return Book(grids, tuple(left_out))


def _grid(mark: dict[str, Any], rows: list[Row]) -> Grid:
    return Grid(
        name=mark["sheet"],
        rows=tuple(rows),
        merges=tuple(Merge(*corners) for corners in mark["merges"]),
        hidden=frozenset(mark["hidden"]),
        counts_from_1904=mark["counts_from_1904"],
    )


def _asked(content: bytes) -> bytes:
    """Return what the child prints about the workbook.

    A child that dies was stopped by its bounds on memory and time, so what it
    read claims more cells than any list has.
    """
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no word from outside
            [sys.executable, "-P", "-m", workbook_child.__name__],
            input=content,
            capture_output=True,
            timeout=workbook_child.SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise TableTooLarge from fault
    if child.returncode:
        raise TableTooLarge
    return child.stdout


def _cell(value: object) -> Cell:
    if isinstance(value, dict):
        if "day" in value:
            return dt.date.fromisoformat(value["day"])
        return dt.datetime.fromisoformat(value["moment"])
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a cell is no {type(value).__name__}")
