"""What a row below a head is when it is no person: sections, sums, signatures."""

import itertools
import re
from collections.abc import Sequence

from ganket.documents.ports import Cell
from ganket.roster.reading.words import is_person

LONGEST_SECTION = 120
FEWEST_NUMBERS = 3
# Columns are under a hundred, and one may be left out.
DIGITS, WIDEST_STEP = 2, 2

_SUM = re.compile(
    r"^[\s*(\-]*(tổng|cộng|tong cong|tong so|cong:|sum|total|danh sách (này |trên )?(có|gồm|gôm)|"
    r"danh sách.*\d+ *(đồng chí|đ/c|đảng viên|người)|(ấn định|ân định) danh sách|"
    r"toàn (chi bộ|đảng bộ|phường).*\d|trong đó|cộng chung)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(người|cán bộ) (lập|tổng hợp|báo cáo)|^lập (bảng|biểu|danh sách)|^t[/.]?m\b|^k[/.]?t\b|^t[/.]l\b|"
    r"thủ trưởng|ký[,. ]+(và )?(ghi|tên|đóng|rõ)|\(ký\)|đóng dấu|nơi nhận|^xác nhận( của)?|^duyệt|"
    r"ngày[\s.…_]*\d*[\s.…_]*tháng[\s.…_]*\d*[\s.…_]*năm|đã ký|"
    r"^(phó |quyền )?(bí thư|chủ tịch|giám đốc|hiệu trưởng|trưởng ban|chánh văn phòng|trưởng phòng)"
    r"( (chi bộ|đảng [uủ][ỷy]|đảng bộ|thường trực|chi [uủ][ỷy]).*)?$|^nguoi lap",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^[\s(*\-+]*(ghi chú|lưu ý|chú thích|chú ý|note|trang \d|page \d|nguồn|\(\*\)|\*)",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^\s*(?P<mark>[IVXLivxl]+|[A-ZĐa-zđ]|\d{1,3}(?:\.\d{1,2})*)\s*[.)\-/:]\s*(?P<rest>\S.*)$"
)
_ROMAN = re.compile(r"[IVXL]+|[A-ZĐ]")
_COUNT = re.compile(
    r"\s*[:(\-–]*\s*\(?\s*\d*\s*(đồng chí|đ/c|đc|đảng viên|đ/v|đv|người)?\s*\)?\s*$",
    re.IGNORECASE,
)


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Say whether a row only numbers the columns: ``1 2 3``, ``(1) (2)``, ``A B 1 2``."""
    filled = [cell for cell in cells if cell is not None]
    if len(filled) < FEWEST_NUMBERS:
        return False
    texts = [re.sub(r"[()\[\]\s]", "", str(cell)).removesuffix(".0") for cell in filled]
    numbers = [int(text) for text in texts if text.isdigit() and len(text) <= DIGITS]
    letters = [text for text in texts if re.fullmatch(r"[A-Za-z]|\d{1,2}[=+]\S*", text)]
    steps = all(0 <= b - a <= WIDEST_STEP for a, b in itertools.pairwise(numbers))
    is_whole = len(numbers) + len(letters) == len(texts)
    return is_whole and steps and (not numbers or numbers[0] <= WIDEST_STEP)


def is_sum(text: str) -> bool:
    return bool(_SUM.match(text)) and not is_person(text)


def is_signed(text: str) -> bool:
    return len(text) <= LONGEST_SECTION and bool(_SIGNED.search(text))


def is_note(text: str) -> bool:
    return bool(_NOTE.match(text)) or len(text) > LONGEST_SECTION


def is_section_number(cell: Cell) -> bool:
    """Say whether ``I``, ``A`` stands where people have their number."""
    return isinstance(cell, str) and bool(_ROMAN.fullmatch(cell.strip(" .)-/")))


def section_of(text: str) -> tuple[int, str]:
    """Return how deep a heading inside the list is, and its words without number."""
    found = _PREFIX.match(text)
    depth, words = 3, text
    if found:
        mark, words = found["mark"], found["rest"]
        depth = depth_of(mark)
    words = _COUNT.sub("", words).strip(" :-–.*")
    return depth, words or text.strip()


def depth_of(mark: str) -> int:
    """Return 0 for ``A``, 1 for ``I``, 2 for ``1``, 3 for anything smaller."""
    mark = mark.strip(" .)-/")
    if re.fullmatch(r"[IVXL]+", mark):
        return 1
    if re.fullmatch(r"[A-ZĐ]", mark):
        return 0
    return 2 if mark.isdigit() else 3


def has_prefix(text: str) -> bool:
    """Say whether a text is numbered as headings are, with letters or Roman."""
    found = _PREFIX.match(text)
    return bool(found) and not found["mark"][:1].isdigit() if found else False
