"""The ward, its cells, and the workplaces: real places, invented organisations."""

from dataclasses import dataclass

WARD = "31825"
PROVINCE = "96"


@dataclass(frozen=True)
class ResidenceCell:
    """A cell where people live: its code, its name, how many live there, its groups."""

    code: str
    name: str
    members: int
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Workplace:
    """A committee at work with its cells, what people do there, and how many live here.

    ``exempt`` is the kind of exemption that some of them have, where there is one.
    """

    code: str
    name: str
    cells: tuple[str, ...]
    jobs: tuple[str, ...]
    weight: int
    exempt: str = ""


CELLS = (
    ResidenceCell("K01", "Khóm 1", 92, ("1",)),
    ResidenceCell("K02", "Khóm 2", 78, ("2",)),
    ResidenceCell("K03", "Khóm 3", 71, ("3",)),
    ResidenceCell("K04", "Khóm 4", 66, ("4",)),
    ResidenceCell("K05", "Khóm 5", 60, ("5",)),
    ResidenceCell("K06", "Khóm 6", 58, ("6",)),
    ResidenceCell("K07", "Khóm 7", 55, ("7",)),
    ResidenceCell("K08", "Khóm 8 và 9", 52, ("8", "9")),
    ResidenceCell("DL", "Khóm Đầu Lộ", 50, ("Đầu Lộ",)),
    ResidenceCell("TK", "Khóm Trà Kha", 46, ("Trà Kha",)),
    ResidenceCell("BX", "Khóm Bờ Xáng", 40, ("Bờ Xáng",)),
    ResidenceCell("CX", "Khóm Chòm Xoài", 32, ("Chòm Xoài",)),
)

WORKPLACES = (
    Workplace(
        "BV",
        "Bệnh viện Đa khoa Bạc Liêu",
        ("Khối Nội", "Khối Ngoại", "Khoa Khám bệnh – Cấp cứu", "Khoa Sản – Nhi",
         "Khoa Dược – Xét nghiệm", "Khối Hành chính"),
        ("Bác sĩ", "Điều dưỡng", "Điều dưỡng trưởng", "Dược sĩ", "Kỹ thuật viên",
         "Chuyên viên phòng Tổ chức"),
        120,
    ),
    Workplace(
        "DL",
        "Điện lực Bạc Liêu",
        ("Phòng Kỹ thuật", "Phòng Kinh doanh", "Đội Quản lý vận hành"),
        ("Kỹ sư điện", "Công nhân đường dây", "Kế toán", "Nhân viên kinh doanh"),
        55,
    ),
    Workplace(
        "DH",
        "Trường Đại học Bạc Liêu",
        ("Khoa Sư phạm", "Khoa Nông nghiệp – Thủy sản", "Khoa Kinh tế",
         "Khối phòng, ban"),
        ("Giảng viên", "Giảng viên chính", "Chuyên viên", "Thư viện viên"),
        70,
    ),
    Workplace(
        "TH",
        "Trường THPT Bạc Liêu",
        ("Tổ Tự nhiên", "Tổ Xã hội"),
        ("Giáo viên", "Tổ trưởng chuyên môn", "Phó hiệu trưởng"),
        40,
    ),
    Workplace(
        "TC",
        "Trường Tiểu học và Trung học cơ sở Trần Phú",
        ("Khối Tiểu học", "Khối Trung học cơ sở"),
        ("Giáo viên", "Tổng phụ trách Đội", "Hiệu trưởng"),
        45,
    ),
    Workplace(
        "NN",
        "Sở Nông nghiệp và Môi trường",
        ("Văn phòng Sở", "Chi cục Thủy lợi", "Chi cục Thủy sản",
         "Trung tâm Khuyến nông"),
        ("Chuyên viên", "Kỹ sư thủy lợi", "Kỹ sư nuôi trồng", "Phó trưởng phòng"),
        70,
        "WORKS_AWAY",
    ),
    Workplace(
        "XD",
        "Sở Xây dựng",
        ("Phòng Quản lý giao thông", "Phòng Quy hoạch – Kiến trúc"),
        ("Kỹ sư", "Chuyên viên", "Kiến trúc sư"),
        35,
    ),
    Workplace(
        "TT",
        "Thuế cơ sở Bạc Liêu",
        ("Tổ Nghiệp vụ", "Tổ Quản lý hộ kinh doanh"),
        ("Công chức thuế", "Tổ trưởng", "Kế toán"),
        35,
    ),
    Workplace(
        "BH",
        "Bảo hiểm xã hội cơ sở Bạc Liêu",
        ("Bộ phận Nghiệp vụ",),
        ("Chuyên viên", "Giám định viên"),
        20,
    ),
    Workplace(
        "NH",
        "Ngân hàng Nông nghiệp – Chi nhánh Bạc Liêu",
        ("Phòng Tín dụng", "Phòng Kế toán – Ngân quỹ"),
        ("Cán bộ tín dụng", "Kiểm ngân", "Kế toán", "Phó giám đốc"),
        40,
    ),
    Workplace(
        "CN",
        "Công ty Cổ phần Cấp nước Bạc Liêu",
        ("Nhà máy nước", "Đội Thi công"),
        ("Kỹ sư", "Công nhân vận hành", "Thợ lắp đặt"),
        30,
    ),
    Workplace(
        "PT",
        "Báo và Phát thanh, Truyền hình – Văn phòng Bạc Liêu",
        ("Phòng Phóng viên",),
        ("Phóng viên", "Quay phim", "Biên tập viên"),
        20,
        "WORKS_AWAY",
    ),
    Workplace(
        "CA",
        "Công an phường Bạc Liêu",
        ("Tổ Cảnh sát khu vực",),
        ("Cán bộ", "Cảnh sát khu vực"),
        25,
        "BARRACKS",
    ),
    Workplace(
        "TA",
        "Tòa án nhân dân khu vực Bạc Liêu",
        ("Khối Xét xử",),
        ("Thẩm phán", "Thư ký tòa án"),
        20,
    ),
)  # fmt: skip
# The ward's own staff: a workplace that stands under the ward itself.
OWN_STAFF = Workplace(
    "CQ",
    "Cơ quan phường Bạc Liêu",
    ("Cơ quan Ủy ban nhân dân phường", "Cơ quan Đảng, đoàn thể phường"),
    ("Chuyên viên", "Công chức địa chính", "Công chức văn hóa", "Cán bộ đoàn thể"),
    45,
)

STREETS = (
    "Trần Phú", "Hòa Bình", "Trần Huỳnh", "Bà Triệu", "Lê Duẩn", "Cao Văn Lầu",
    "Nguyễn Thị Minh Khai", "Hai Bà Trưng", "Võ Thị Sáu", "23 tháng 8",
    "Tôn Đức Thắng", "Lý Thường Kiệt", "Phan Ngọc Hiển", "Nguyễn Tất Thành",
    "Hoàng Văn Thụ", "Ngô Gia Tự",
)  # fmt: skip
