"""What the words of a cell look like: a person, an organisation, a day, a number."""

import datetime as dt
import re
from functools import lru_cache

from ganket.documents.ports import Cell
from ganket.kernel import text

FEWEST_WORDS, MOST_WORDS = 2, 8
YEARS, SERIALS = (1900, 2030), (8000, 50_000)

# The families of nearly everybody, without marks; the last ones of ethnic minorities.
_FAMILIES = (
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dao doan "
    "vuong trinh truong dinh lam phung mai to ha cao ta thai luong luu quach thach son "
    "danh kim chau chu tang tong lu luc ma mac man nghiem ninh nong on phi quan "
    "sam tieu tu trieu ung van vi vuu xa yen au ba bach be ca cam chung co cu cung dam "
    "dan dau diep dieu du dong gia giang han hau hua hung huu kha khong khuat khuc kieu "
    "khau la lai lau leu lo lieu loi mau mong nhan nhu ong pho phu qua sai "
    "sung thach than thang thi thieu tho tham thi tien toan ton tran trang trieu tri "
    "trung tuong tat vang viet vinh xuong y a ro rmah siu ksor nay hra kpa nie dieu "
    "lo lu quang tong ca bon vang giang mua sung thao chau ly ho k h bnhong ede eban "
    "ayun alang zoram hoih bling arat lang hien que dinh ba to hre"
)
FAMILIES = frozenset(_FAMILIES.split())
_ORGANISATION = re.compile(
    r"\b(sở|phòng|ban|[uủ][ỷy] ban|ubnd|hđnd|mttq|ubmttq|mặt trận|trường|công ty|cty|"
    r"bệnh viện|chi cục|cục|trung tâm|ngân hàng|công an|viện|đội|trạm|chi nhánh|"
    r"xí nghiệp|liên đoàn|t[oò][àa] án|kho bạc|bảo hiểm|nhà máy|doanh nghiệp|"
    r"hợp tác xã|htx|cơ quan|văn phòng|đảng [uủ][ỷy]|huyện [uủ][ỷy]|thành [uủ][ỷy]|"
    r"tỉnh [uủ][ỷy]|tập đoàn|thpt|thcs|tiểu học|mầm non|mẫu giáo|đại học|cao đẳng|"
    r"học viện|bưu điện|điện lực|viễn thông|thanh tra|kiểm sát|chi bộ|đảng bộ|khối|"
    r"chỉ huy|bch|bchqs|quân sự|biên phòng|hải quan|chi hội|hội|đoàn thanh niên|thuế|"
    r"quân khu|lữ đoàn|trung đoàn|sư đoàn|tiểu đoàn|thư viện|bảo tàng|nhà văn hóa|"
    r"đài|báo|quỹ|khoa|tổ|đơn vị|nhóm|xã|phường|cụm|các)\b",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(khóm|ấp|tổ dân phố|tdp|khu phố|khối phố|khu dân cư|nơi cư trú|"
    r"(?<!nông )thôn|(?<!cơ )(?<!văn )(?<!xuất )bản|buôn|xóm)\b",
    re.IGNORECASE,
)
# Offices whose first word is a family's name, with its marks or without.
_NO_FAMILY = re.compile(
    r"(trường|văn phòng|trung (tâm|học|đoàn|ương)|tổ|tổng|quân (sự|khu|đoàn|y)|xã|y tế|"
    r"lữ đoàn|đoàn (thanh|tncs|kinh|thể|đại)|ban|phó|ủy|truong (thpt|thcs|tieu|mam))\b|"
    r".*\b(ubnd|hđnd|thpt|thcs|công ty|ngân hàng|bệnh viện|chi bộ|đảng bộ|đảng [uủ][ỷy]|"
    r"tiểu học|mầm non|đại học|cao đẳng|chi cục|trung tâm|phòng giáo|văn phòng|khối)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"^(nam|nữ|nữ giới|nam giới|(đảng viên|đ/v|đv|đồng chí) ?(chính thức|dự bị|nam|nữ|"
    r"miễn|đang|đã|được|mới|ngoài|có|là|thuộc diện|76|213|nghỉ).*|chính thức|dự bị|"
    r"miễn .*|danh sách.*|ghi chú.*|cán bộ.*|công chức|viên chức|người lao động|"
    r"(hưu|hưu trí|nghỉ hưu).*)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?")
_DAY_LIKE = re.compile(
    r"\D{0,12}\d{1,4}\s*[/.\-\\,]\s*(\d{1,2}|[ivxIVX]+)\s*[/.\-\\,]\s*\d{2,4}\D{0,12}"
    r"|.{0,6}(19|20)\d\d\.?0?\D{0,3}|\d{1,2}\s*[/.\-]\s*(19|20)\d\d"
)
_DIGITS = re.compile(r"\d")


def is_text(cell: Cell) -> bool:
    return isinstance(cell, str)


@lru_cache(maxsize=65536)
def is_person(words: str) -> bool:
    """Say whether this can only be read as the name of a person."""
    parts = words.split()
    if not FEWEST_WORDS <= len(parts) <= MOST_WORDS or _DIGITS.search(words):
        return False
    if not all(_NAME.fullmatch(part) for part in parts):
        return False
    family = text.fold(parts[0]).partition("'")[0]
    return family in FAMILIES and not _NO_FAMILY.match(words)


@lru_cache(maxsize=16384)
def is_organisation(words: str) -> bool:
    return bool(_ORGANISATION.search(words))


def is_home(words: str) -> bool:
    """Say whether this is where people live, not where they work."""
    return bool(_HOME.search(words)) and not re.search(
        r"\b(trường|trạm|ubnd|ủy ban)\b", words, re.IGNORECASE
    )


def is_status(words: str) -> bool:
    """Say whether this sorts people by what they are and names no workplace."""
    return bool(_STATUS.match(words.strip()))


def looks_like_day(cell: Cell) -> bool:
    """Say whether a cell may hold a birth: a day, a serial number, a year."""
    if isinstance(cell, bool) or cell is None:
        return False
    if isinstance(cell, dt.date):
        return True
    if isinstance(cell, int | float):
        return YEARS[0] <= cell <= YEARS[1] or SERIALS[0] <= cell <= SERIALS[1]
    return bool(_DAY_LIKE.fullmatch(cell))


def digits_of(cell: Cell) -> str:
    """Return the digits of a number however it was stored."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, dt.date):
        return ""
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else str(cell)
    return re.sub(r"\D", "", str(cell))


def written(cell: Cell) -> str:
    """Return a cell as a person would read it."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unquoted(str(cell).strip())


def unquoted(words: str) -> str:
    """Return text without the signs by which Excel is told that it is text."""
    if words.startswith('="') and words.endswith('"'):
        return words[2:-1].strip()
    return words[1:].strip() if words.startswith(("'", "’", "`")) else words
