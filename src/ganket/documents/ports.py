"""What this package needs from outside, and what it is called there.

The composition root binds each port once, to something that builds the adapter;
the adapter is built when it is first asked for. Spreadsheets come and go as
plain rows: what a column means is the affair of whoever asked for them.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Generic, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from ganket.documents.sheets import Sheet
from ganket.kernel.errors import Refused

Cell = str | int | float | bool | dt.date | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an uploaded table, numbered as the person sees it in the file.

    Text is composed (NFC) and trimmed of nothing else. An empty cell is None.
    """

    number: int
    sheet: str
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that were joined into one: both corners belong to it, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it lies in the file; ``hidden`` are the numbers of unseen rows."""

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden: frozenset[int] = frozenset()
    counts_from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """An uploaded file: its visible sheets, and the names of the others.

    ``encoding`` is how its text was written down: always Unicode in a workbook.
    """

    grids: tuple[Grid, ...]
    left_out: tuple[str, ...] = ()
    encoding: str = "unicode"


class ColumnKind(StrEnum):
    """How a column is written: text stays text, however much like a number."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    DATE = "DATE"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table to download; ``width`` is in characters."""

    title: str
    width: int = 16
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A table to download: one sheet of a workbook."""

    name: str
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[Cell]]


class PdfRenderer(Protocol):
    """Lays sheets out on paper. Decides nothing about their words."""

    def render(self, sheets: Sequence[Sheet]) -> bytes:
        """Return one PDF of all sheets, each from a new page on, slips together.

        The same sheets give the same bytes. Raises ValueError without a sheet.
        """
        ...


class SheetReader(Protocol):
    """Reads an uploaded spreadsheet."""

    def rows(self, file: BinaryIO, *, name: str) -> Iterator[Row]:
        """Yield every row that holds something, sheet after sheet.

        ``name`` is what the person called the file. Raises a subclass of
        UnreadableFile before the first row where the file cannot be read.
        """
        ...

    def book(self, file: BinaryIO, *, name: str) -> Book:
        """Return the whole file, sheet by sheet, each with at least one row.

        Text cells are as they were typed. Raises a subclass of UnreadableFile.
        """
        ...


class SheetWriter(Protocol):
    """Writes a spreadsheet to download."""

    def write(self, table: Table) -> bytes:
        """Return the file. The same table gives the same bytes."""
        ...


class UnreadableFile(Refused):
    """An uploaded table that cannot be read."""

    message = _(
        "Không đọc được tệp này. Đồng chí mở tệp bằng Excel, chọn “Lưu thành” (Save As) "
        "loại “Excel Workbook (.xlsx)” rồi tải lên lại."
    )


class FileEmpty(UnreadableFile):
    """There is a file, and nothing in it."""

    message = _("Tệp không có dòng dữ liệu nào. Đồng chí kiểm tra rồi chọn lại tệp.")


class FileTooLarge(UnreadableFile):
    """More bytes than a list of members can need, packed or unpacked."""

    message = _(
        "Tệp lớn quá mức hệ thống nhận. Đồng chí chỉ giữ lại trang danh sách, bỏ hình "
        "ảnh và trang thừa, lưu lại rồi tải lên."
    )


class TableTooLarge(UnreadableFile):
    """More rows or columns than a list of members can need."""

    message = _(
        "Bảng có quá nhiều dòng hoặc cột. Đồng chí xóa các dòng, cột trống ở cuối bảng "
        "hoặc chia thành nhiều tệp rồi tải lên lại."
    )


class FileLocked(UnreadableFile):
    """The file asks for a password."""

    message = _(
        "Tệp đang đặt mật khẩu. Đồng chí mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."
    )


class FileKindUnknown(UnreadableFile):
    """The file is something else than its name says, or no table at all."""

    message = _(
        "Đây không phải là tệp bảng tính. Hệ thống nhận tệp .xlsx, .xls, .ods, .csv. "
        "Đồng chí mở danh sách bằng Excel, chọn “Lưu thành” (Save As) loại “Excel "
        "Workbook (.xlsx)” rồi tải lên lại."
    )


class FileRenamed(UnreadableFile):
    """The name promises another kind of file than the text that is inside."""

    message = _(
        "Đuôi tên tệp không khớp với nội dung bên trong, có thể tệp đã bị đổi đuôi. "
        "Đồng chí mở tệp bằng Excel, chọn “Lưu thành” (Save As) loại “Excel Workbook "
        "(.xlsx)” rồi tải lên lại."
    )


class LettersUnknown(UnreadableFile):
    """A text file in letters of an older encoding."""

    message = _(
        "Chữ trong tệp không theo bảng mã Unicode (UTF-8) nên không đọc được tiếng Việt. "
        "Đồng chí mở tệp bằng Excel, chọn “Lưu thành” (Save As) loại “CSV UTF-8” hoặc "
        "“Excel Workbook (.xlsx)” rồi tải lên lại."
    )


class PortUnbound(RuntimeError):
    """A port was asked for before anything was bound to it."""


T = TypeVar("T")


class Port(Generic[T]):
    """A named socket: bound by the composition root, called by the domain."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._build: Callable[[], T] | None = None
        self._built: T | None = None
        self._lock = threading.Lock()

    def bind(self, build: Callable[[], T]) -> None:
        """Bind what builds the adapter, in place of whatever was bound before."""
        with self._lock:
            self._build, self._built = build, None

    def __call__(self) -> T:
        """Return the adapter, built on first use and kept."""
        with self._lock:
            if self._built is None:
                if self._build is None:
                    raise PortUnbound(f"nothing is bound to the port {self._name}")
                self._built = self._build()
            return self._built


renderer: Port[PdfRenderer] = Port("renderer")
reader: Port[SheetReader] = Port("reader")
writer: Port[SheetWriter] = Port("writer")
