"""Lists of members on paper and as tables to take away."""

from collections.abc import Sequence

from django.utils import translation

from ganket.documents import dates, drafting
from ganket.documents.ports import Cell, ColumnKind, Table, TableColumn
from ganket.documents.sheets import Align, Column, Grid, RollSheet
from ganket.kernel import clock
from ganket.org.enums import UnitKind
from ganket.org.models import Unit
from ganket.org.queries import units_above
from ganket.roster.queries.papers import place_of, upper_of
from ganket.roster.queries.rolls import RollRow, Seat, Show, Side

_TITLES = {
    Side.HOME: "ĐẢNG VIÊN ĐANG CÔNG TÁC GIỮ MỐI LIÊN HỆ NƠI CƯ TRÚ",
    Side.WORK: "ĐẢNG VIÊN ĐANG CÔNG TÁC",
}
_SHOWN = {
    Show.WAITING: "Chờ phân về chi bộ",
    Show.EXEMPT: "Được miễn sinh hoạt nơi cư trú",
    Show.NOT_INTRODUCED: "Chưa giới thiệu về nơi cư trú",
    Show.ON_THE_WAY: "Đã giới thiệu, chờ tiếp nhận",
}


def roll_sheet(
    seat: Seat,
    rows: Sequence[RollRow],
    *,
    cell: Unit | None = None,
    show: Show = Show.ALL,
) -> RollSheet:
    """Return the printed list: one line a member, by given name."""
    unit = cell or seat.unit
    province = units_above(seat.unit).filter(kind=UnitKind.PROVINCE).first()
    with translation.override("vi"):
        kept = _SHOWN.get(show)
        return RollSheet(
            heading=drafting.draft_heading(
                upper=upper_of(seat.unit),
                issuer=seat.unit.full_name,
                place=place_of(seat.unit, province),
                day=clock.today(),
            ),
            title="DANH SÁCH",
            subtitle="\n".join(
                filter(None, [_TITLES[seat.side], unit.full_name, kept])
            ),
            grid=_grid(seat, rows),
            summary=f"Danh sách có {len(rows)} đồng chí.",
            is_landscape=True,
            reference=f"Gắn Kết · {unit.code}",
        )


def _grid(seat: Seat, rows: Sequence[RollRow]) -> Grid:
    home = seat.side is Side.HOME
    return Grid(
        columns=(
            Column(title="TT", width=2, align=Align.CENTER),
            Column(title="Họ và tên", width=8),
            Column(title="Sinh ngày", width=4, align=Align.CENTER),
            Column(title="Vào Đảng", width=4, align=Align.CENTER),
            Column(title="Nơi công tác", width=9),
            Column(title="Nơi cư trú", width=9),
            Column(
                title="Chi bộ nơi cư trú" if home else "Giữ mối liên hệ tại", width=6
            ),
            Column(title="Ghi chú", width=6),
        ),
        rows=tuple(
            (
                str(number),
                row.member.person.full_name,
                row.born,
                dates.short_day(row.member.joined_on),
                row.workplace,
                row.home.address if row.home else "",
                row.home_place,
                row.exemption_label,
            )
            for number, row in enumerate(rows, start=1)
        ),
    )


def roll_table(rows: Sequence[RollRow]) -> Table:
    """Return the list as a table; days are days, numbers of cards stay text."""
    with translation.override("vi"):
        return Table(
            name="Đảng viên",
            columns=(
                TableColumn("Họ và tên", 28),
                TableColumn("Giới tính", 10),
                TableColumn("Ngày sinh", 12, ColumnKind.DATE),
                TableColumn("Năm sinh", 10, ColumnKind.NUMBER),
                TableColumn("Số thẻ đảng viên", 18),
                TableColumn("Ngày vào Đảng", 12, ColumnKind.DATE),
                TableColumn("Ngày chính thức", 12, ColumnKind.DATE),
                TableColumn("Nơi công tác", 36),
                TableColumn("Chức vụ", 22),
                TableColumn("Số nhà, đường", 28),
                TableColumn("Nơi giữ mối liên hệ", 30),
                TableColumn("Từ ngày", 12, ColumnKind.DATE),
                TableColumn("Miễn sinh hoạt", 34),
            ),
            rows=[_cells(row) for row in rows],
        )


def _cells(row: RollRow) -> list[Cell]:
    member = row.member
    return [
        member.person.full_name,
        str(member.get_sex_display()) if member.sex else None,
        member.born_on,
        member.birth_year,
        member.party_card_no or None,
        member.joined_on,
        member.official_on,
        row.workplace or None,
        row.work.job or None if row.work else None,
        row.home.address or None if row.home else None,
        row.home_place or None,
        row.home.since if row.home else None,
        row.exemption_label or None,
    ]
