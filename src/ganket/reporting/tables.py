"""The boards as tables to download: the figures of the page, and nothing more."""

from django.utils.translation import gettext as _

from ganket.documents.ports import Cell, ColumnKind, Table, TableColumn
from ganket.reporting.queries import SumBoard, SumRow, WardBoard, WorkBoard
from ganket.tallies.enums import Measure

NAME_WIDTH = 36

# What the sums show, in the order of the year's round.
SUMMED = (
    Measure.INTRODUCTIONS_ISSUED,
    Measure.INTRODUCTIONS_RECEIVED,
    Measure.INTRODUCTIONS_ASSIGNED,
    Measure.MEETINGS_CLOSED,
    Measure.OPINIONS_RAISED,
    Measure.OPINIONS_CLOSED,
    Measure.REVIEWS_DUE,
    Measure.REVIEWS_SHOWN,
    Measure.REVIEWS_CONFIRMED,
    Measure.REVIEWS_ACKNOWLEDGED,
)


def ward_table(board: WardBoard) -> Table:
    """Return the board of a ward: a row for each cell, and the sum."""
    head = [
        _("Chi bộ"),
        _("Đảng viên"),
        _("Giấy giới thiệu đã phân về"),
        _("Giấy chờ phân về"),
        _("Giấy chờ tiếp nhận"),
        _("Buổi sinh hoạt định kỳ đã xong"),
        _("Ý kiến đã nêu"),
        _("Người nêu đồng ý là xong"),
        _("Ý kiến quá hạn"),
        _("Ý kiến chờ phường"),
        _("Phiếu nhận xét phải làm"),
        _("Chi bộ viết xong"),
        _("Đảng viên đang đọc"),
        _("Phường đã xác nhận"),
        _("Nơi công tác đã phản hồi"),
    ]
    rows: list[list[Cell]] = [
        [
            row.cell.full_name,
            row.members,
            row.papers.assigned,
            row.papers.received,
            row.papers.issued,
            row.meetings,
            row.opinions.raised,
            row.opinions.closed,
            row.opinions.overdue,
            row.opinions.at_ward,
            row.reviews.due,
            row.reviews.written,
            row.reviews.shown,
            row.reviews.done,
            row.reviews.acknowledged,
        ]
        for row in board.rows
    ]
    return _table(_("Tiến độ"), board.year, head, rows)


def work_table(board: WorkBoard) -> Table:
    """Return the board of a workplace: a row for each cell."""
    head = [
        _("Chi bộ"),
        _("Đảng viên"),
        _("Đã có mối liên hệ nơi cư trú"),
        _("Chờ nơi cư trú tiếp nhận"),
        _("Chưa giới thiệu"),
        _("Nơi cư trú trả lại"),
        _("Phiếu nhận xét đã nhận"),
        _("Đã phản hồi"),
    ]
    rows: list[list[Cell]] = [
        [
            row.cell.full_name,
            row.people.members,
            row.people.tied,
            row.people.waiting,
            row.people.to_introduce,
            row.people.returned,
            row.reviews.received,
            row.reviews.acknowledged,
        ]
        for row in board.rows
    ]
    return _table(_("Nơi công tác"), board.year, head, rows)


def sum_table(board: SumBoard) -> Table:
    """Return the sums: a row for each unit right under one, and the total."""
    head = [
        _("Mã"),
        _("Đơn vị"),
        _("Đảng viên đang giữ mối liên hệ"),
        *(str(measure.label) for measure in SUMMED),
    ]
    rows = [_summed(row) for row in (*board.rows, board.total)]
    return _table(_("Số cộng"), board.year, head, rows, names=2)


def _summed(row: SumRow) -> list[Cell]:
    figures = [row.of(measure) for measure in SUMMED]
    code, name = ("", row.name) if row.cells else (row.unit.code, row.unit.full_name)
    return [code, name, row.members, *figures]


def _table(
    name: str, year: int, head: list[str], rows: list[list[Cell]], *, names: int = 1
) -> Table:
    columns = tuple(
        TableColumn(title, width=NAME_WIDTH if place == names - 1 else 16)
        if place < names
        else TableColumn(title, kind=ColumnKind.NUMBER)
        for place, title in enumerate(head)
    )
    return Table(name=f"{name} {year}", columns=columns, rows=rows)
