"""People who do not exist, for lists in every state of decay."""

import datetime as dt
from dataclasses import dataclass

_FAMILIES = (
    "Nguyễn Nguyễn Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Quách Lâm "
    "Đinh Trương Hoàng Phan Vũ Mai Tô Hà Thạch Danh Sơn Kiều Châu Đoàn Tạ Vương"
)
_MEN = (
    "An Bình Cường Dũng Hùng Khánh Lộc Tám Út Sơn Thọ Tòng Đạt Ẩn Phước Hòa Hiếu "
    "Trường Đường Thuận Ba Nam Công Tổng Năm"
)
_WOMEN = (
    "Ánh Hạnh Yến Mỹ Hoa Thơ Hằng Nữ Diệu Bé Tươi Duyên Thủy Hà Trang Quỳnh Đoan Ngọc "
    "Thò Sáu"
)
FAMILIES = _FAMILIES.split(" ")
MIDDLES = {
    "M": ["Văn", "Hữu", "Quốc", "Minh", "Thanh", "Công", "Đức", "Hoàng", "Xuân", ""],
    "F": ["Thị", "Thị", "Thị", "Ngọc", "Bích", "Kim", "Mỹ", "Hồng", ""],
}
GIVENS = {"M": _MEN.split(" "), "F": _WOMEN.split(" ")}
WORKPLACES = (
    "Sở Tư pháp",
    "Trường THPT Bạc Liêu",
    "Công ty Cổ phần Cấp nước",
    "Bệnh viện Đa khoa tỉnh",
    "UBND phường Hiệp Thành",
    "Chi cục Thuế khu vực XIX",
    "Ngân hàng Nông nghiệp và Phát triển nông thôn",
    "Trung tâm Y tế",
    "Phòng Giáo dục và Đào tạo",
    "Đài Phát thanh - Truyền hình",
    "Trường Tiểu học Phùng Ngọc Liêm",
    "Văn phòng Tỉnh ủy",
    "Báo Cà Mau",
    "Điện lực Bạc Liêu",
)
STREETS = ("Trần Phú", "Võ Thị Sáu", "Hai Bà Trưng", "Cao Văn Lầu", "Hòa Bình")


@dataclass(frozen=True)
class True_:  # noqa: N801 - reads as what is true
    family: str
    given: str
    sex: str
    born: dt.date
    workplace: str
    card: str
    citizen: str
    joined: dt.date
    phone: str
    address: str

    @property
    def name(self):
        return f"{self.family} {self.given}"


def person(chance, number):
    sex = chance.choice("MF")
    middle = chance.choice(MIDDLES[sex])
    family = " ".join(filter(None, [chance.choice(FAMILIES), middle]))
    born = dt.date(1945, 1, 1) + dt.timedelta(days=chance.randrange(21_900))
    joined = born + dt.timedelta(days=365 * 19 + chance.randrange(3_000))
    return True_(
        family=family,
        given=chance.choice(GIVENS[sex]),
        sex=sex,
        born=born,
        workplace=chance.choice(WORKPLACES),
        card=f"{chance.randrange(10, 96)}.{chance.randrange(1_000_000):06d}",
        citizen=f"0{chance.randrange(10, 97)}{int(born.year >= 2000) * 2 + (sex == 'F')}{born:%y}{number:06d}",
        joined=min(joined, dt.date(2026, 1, 1)),
        phone=f"09{chance.randrange(100_000_000):08d}",
        address=f"{chance.randrange(1, 300)} {chance.choice(STREETS)}, khóm {chance.randrange(1, 9)}",
    )
