"""The columns that a list may have, by whatever name people give them."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from ganket.documents.ports import ColumnKind, Table, TableColumn
from ganket.kernel import text
from ganket.roster.queries import Side


class Field(StrEnum):
    """One thing that a row tells of a member."""

    FULL_NAME = "full_name"
    BORN = "born"
    SEX = "sex"
    CARD = "party_card_no"
    CITIZEN = "citizen_id"
    JOINED = "joined_on"
    OFFICIAL = "official_on"
    WORK_CELL = "work_cell"
    JOB = "job"
    PHONE = "phone_number"
    EMAIL = "email"
    ADDRESS = "address"
    GROUP = "group"
    RESIDENCE = "residence"
    WARD = "ward"
    HOME_CELL = "home_cell"
    SINCE = "since"


@dataclass(frozen=True)
class Heading:
    """A column of the template; ``others`` are further names it is known by."""

    field: Field
    title: str
    others: tuple[str, ...] = ()
    width: int = 16
    sides: tuple[Side, ...] = (Side.HOME, Side.WORK)


HEADINGS = (
    Heading(
        Field.FULL_NAME,
        "Họ và tên",
        ("Họ tên", "Họ và tên khai sinh", "Họ, chữ đệm và tên", "Tên đảng viên"),
        width=28,
    ),
    Heading(
        Field.BORN,
        "Ngày sinh",
        ("Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày", "Năm sinh"),
        width=14,
    ),
    Heading(Field.SEX, "Giới tính", ("Nam, nữ", "Nam/Nữ", "Phái"), width=10),
    Heading(
        Field.CARD,
        "Số thẻ đảng viên",
        ("Số thẻ", "Số thẻ Đảng", "Thẻ đảng viên", "Số TĐV"),
        width=18,
    ),
    Heading(
        Field.CITIZEN,
        "Số định danh cá nhân",
        ("Số định danh", "CCCD", "Số CCCD", "Căn cước công dân", "Số căn cước"),
        width=20,
    ),
    Heading(
        Field.JOINED,
        "Ngày vào Đảng",
        ("Ngày kết nạp", "Kết nạp ngày", "Ngày kết nạp Đảng", "Vào Đảng ngày"),
        width=14,
    ),
    Heading(
        Field.OFFICIAL,
        "Ngày chính thức",
        ("Ngày công nhận chính thức", "Ngày vào Đảng chính thức", "Chính thức ngày"),
        width=14,
    ),
    Heading(
        Field.WORK_CELL,
        "Chi bộ nơi công tác",
        (
            "Mã chi bộ nơi công tác",
            "Chi bộ nơi công tác (tên hoặc mã)",
            "Chi bộ sinh hoạt",
            "Chi bộ",
            "Mã chi bộ",
        ),
        width=26,
    ),
    Heading(
        Field.JOB,
        "Chức vụ",
        ("Chức vụ, nghề nghiệp", "Nghề nghiệp", "Chức danh", "Chức vụ nơi công tác"),
        width=22,
    ),
    Heading(Field.PHONE, "Điện thoại", ("Số điện thoại", "Di động", "SĐT"), width=15),
    Heading(Field.EMAIL, "Thư điện tử", ("Email", "E-mail", "Địa chỉ email"), width=26),
    Heading(
        Field.ADDRESS,
        "Số nhà, đường",
        ("Địa chỉ", "Địa chỉ cư trú", "Nơi ở", "Số nhà"),
        width=26,
    ),
    Heading(
        Field.GROUP,
        "Khóm, ấp",
        ("Khóm/ấp", "Khóm", "Ấp", "Tổ dân phố", "Thôn, ấp", "Khu phố"),
        width=14,
    ),
    Heading(
        Field.RESIDENCE,
        "Loại cư trú",
        ("Hình thức cư trú", "Thường trú, tạm trú", "Diện cư trú"),
        width=14,
    ),
    Heading(
        Field.WARD,
        "Mã xã, phường nơi cư trú",
        (
            "Mã phường",
            "Mã xã",
            "Mã xã, phường",
            "Xã, phường nơi cư trú",
            "Mã xã/phường",
        ),
        width=16,
        sides=(Side.WORK,),
    ),
    Heading(
        Field.HOME_CELL,
        "Chi bộ nơi cư trú",
        ("Mã chi bộ nơi cư trú", "Chi bộ khóm, ấp"),
        width=22,
        sides=(Side.HOME,),
    ),
    Heading(Field.SINCE, "Từ ngày", ("Ngày về", "Ngày chuyển đến"), width=14),
)

NEEDED = (Field.FULL_NAME, Field.BORN)
TITLES = {heading.field: heading.title for heading in HEADINGS}
SHEET_NAME = _("Đảng viên")


def key_of(title: str) -> str:
    """Return a heading without marks, case and signs: what two of them are compared by."""
    return text.search_key(title).strip()


KNOWN = {
    key_of(title): heading.field
    for heading in HEADINGS
    for title in (heading.title, *heading.others)
}


def template(side: Side) -> Table:
    """Return the empty list to be filled in: every column as text but none of them lost."""
    return Table(
        name=str(SHEET_NAME),
        columns=tuple(
            TableColumn(heading.title, heading.width, ColumnKind.TEXT)
            for heading in HEADINGS
            if side in heading.sides
        ),
        rows=(),
    )
