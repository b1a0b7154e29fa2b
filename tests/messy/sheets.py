"""One list as a clerk might have typed it: titles, heads, sections, sums, signatures."""

import datetime as dt
import unicodedata
from dataclasses import dataclass, field

from tests.messy.legacy import old

TITLES = (
    [
        ["ĐẢNG BỘ TỈNH CÀ MAU", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        [
            "ĐẢNG ỦY PHƯỜNG BẠC LIÊU",
            None,
            None,
            None,
            "Bạc Liêu, ngày 5 tháng 3 năm 2026",
        ],
        ["*"],
        [],
        ["DANH SÁCH"],
        ["Đảng viên đang công tác giữ mối liên hệ với chi ủy nơi cư trú"],
        [],
    ],
    [["DANH SÁCH ĐẢNG VIÊN 213"]],
    [],
    [
        ["Chi bộ khóm 3"],
        ["Danh sách đảng viên theo Quy định số 213-QĐ/TW"],
        ["(Kèm theo Công văn số 12-CV/ĐU ngày 12/3/2026)"],
        [],
    ],
)
WORDS = {
    "stt": ["STT", "TT", "Số TT", "Stt", "SỐ THỨ TỰ"],
    "name": [
        "Họ và tên",
        "HỌ VÀ TÊN",
        "Họ tên",
        "Họ, chữ đệm và tên",
        "Họ và tên đảng viên",
        "Họ tên khai sinh",
    ],
    "family": ["Họ và chữ đệm", "Họ", "Họ đệm", "Họ và tên đệm", "Họ lót"],
    "given": ["Tên", "TÊN"],
    "born": [
        "Ngày sinh",
        "Ngày, tháng, năm sinh",
        "Ngày tháng năm sinh",
        "Năm sinh",
        "NGÀY SINH",
        "Sinh ngày",
        "Ngày/tháng/năm sinh",
    ],
    "sex": ["Giới tính", "Nam/Nữ", "Phái", "Nam, nữ"],
    "card": ["Số thẻ đảng viên", "Số thẻ ĐV", "Số TĐV", "Số thẻ Đảng"],
    "citizen": ["Số CCCD", "CCCD/CMND", "Số định danh cá nhân", "Số CMND/CCCD"],
    "joined": ["Ngày vào Đảng", "Ngày kết nạp", "Vào Đảng ngày", "Ngày vào ĐCSVN"],
    "workplace": [
        "Đơn vị công tác",
        "Nơi công tác",
        "Cơ quan công tác",
        "Đơn vị",
        "Cơ quan, đơn vị công tác",
        "Nơi làm việc",
        "Chức vụ, đơn vị công tác",
    ],
    "address": [
        "Nơi ở hiện nay",
        "Địa chỉ",
        "Nơi cư trú",
        "Chỗ ở hiện nay",
        "Địa chỉ thường trú",
    ],
    "phone": ["Điện thoại", "Số điện thoại", "SĐT", "ĐT liên hệ"],
    "note": ["Ghi chú", "GHI CHÚ"],
}
DAYS = {
    "text": lambda d, c: f"{d:%d/%m/%Y}",
    "short": lambda d, c: f"{d.day}/{d.month}/{d:%y}",
    "dots": lambda d, c: f"{d.day}.{d.month}.{d.year}",
    "dashes": lambda d, c: f"{d:%d-%m-%Y}",
    "iso": lambda d, c: f"{d:%Y-%m-%d}",
    "cell": lambda d, c: d,
    "serial": lambda d, c: (d - dt.date(1899, 12, 30)).days,
    "serial_text": lambda d, c: str((d - dt.date(1899, 12, 30)).days),
    "spaces": lambda d, c: f" {d.day} / {d.month} / {d.year} ",
    "year": lambda d, c: c.choice([d.year, str(d.year)]),
    "words": lambda d, c: f"ngày {d.day} tháng {d.month} năm {d.year}",
    "digits": lambda d, c: f"{d:%d%m%Y}",
}


@dataclass
class Drawn:
    """Rows of cells, joins, and what is true: row → (name, born, workplace)."""

    name: str
    rows: list = field(default_factory=list)
    merges: list = field(default_factory=list)  # top, left, bottom, right from 0
    truth: dict = field(default_factory=dict)

    def add(self, *cells):
        self.rows.append(list(cells))
        return len(self.rows)


def drawn(chance, name, people, style):
    """Return a sheet in one style; ``style`` is a dict of choices."""
    sheet = Drawn(name)
    for _ in range(style["above"]):
        sheet.add()
    for title in style["titles"]:
        sheet.add(*(style["letters"](cell) if cell else cell for cell in title))
    left = [None] * style["left"]
    columns = style["columns"]
    _head(sheet, chance, columns, style, left)
    if style["numbering"]:
        sheet.add(*left, *style["numbering"](len(_flat(columns, style))))
    groups = _groups(chance, people, style)
    number = 0
    for place, (group, members) in enumerate(groups, start=1):
        if style["workplace"] == "section":
            _section(sheet, place, group, members, style, left)
        first_row = len(sheet.rows)
        for index, person in enumerate(members):
            number += 1
            if style["repeat"] and number % style["repeat"] == 0:
                if style["page_foot"]:
                    sheet.add(*left, None, f"Trang {number // style['repeat']}")
                _head(sheet, chance, columns, style, left, again=True)
            if chance.random() < style["blanks"]:
                sheet.add()
            cells, truth = _cells(chance, person, number, index, style)
            row = sheet.add(*left, *cells)
            sheet.truth[row] = truth
        if (
            style["workplace"] == "merged"
            and len(members) > 1
            and len(sheet.rows) - first_row == len(members)
        ):
            at = len(left) + _flat(columns, style).index("workplace")
            sheet.merges.append((first_row, at, len(sheet.rows) - 1, at))
        if style["subtotals"]:
            sheet.add(*left, None, style["letters"](f"Cộng: {len(members)} đồng chí"))
    _foot(sheet, chance, people, style, left)
    return sheet


def _groups(chance, people, style):
    if style["workplace"] not in ("section", "merged", "ditto"):
        return [("", people)]
    groups = {}
    for person in people:
        groups.setdefault(person.workplace, []).append(person)
    return list(groups.items())


def _flat(columns, style):
    """Return the columns as cells: a name or a birth may take more than one."""
    flat = []
    for column in columns:
        if column == "name" and style["name"] != "one":
            flat += ["family", "given"]
        elif column == "born" and style["born"] == "sexes":
            flat += ["born_m", "born_f"]
        elif column == "born" and style["born"] == "parts":
            flat += ["day", "month", "year"]
        else:
            flat.append(column)
    return flat


def _word(chance, style, column, again):
    if again:
        return style["words"][column]
    style["words"][column] = style["letters"](chance.choice(WORDS[column]))
    return style["words"][column]


def _head(sheet, chance, columns, style, left, again=False):
    upper, lower, joins = list(left), list(left), []
    two = style["born"] in ("sexes", "parts") or style["head"] == "two"
    for column in columns:
        at = len(upper)
        if column == "name" and style["name"] == "two":
            upper += [
                _word(chance, style, "family", again),
                _word(chance, style, "given", again),
            ]
            lower += [None, None]
            joins += [(0, at, 1, at), (0, at + 1, 1, at + 1)]
        elif column == "name" and style["name"] == "merged":
            upper += [_word(chance, style, "name", again), None]
            lower += [None, None]
            joins.append((0, at, 1 if two else 0, at + 1))
        elif column == "born" and style["born"] == "sexes":
            upper += [_word(chance, style, "born", again), None]
            lower += [style["letters"]("Nam"), style["letters"]("Nữ")]
            joins.append((0, at, 0, at + 1))
        elif column == "born" and style["born"] == "parts":
            upper += [_word(chance, style, "born", again), None, None]
            lower += [style["letters"](w) for w in ("Ngày", "Tháng", "Năm")]
            joins.append((0, at, 0, at + 2))
        else:
            upper.append(_word(chance, style, column, again))
            lower.append(None)
            joins.append((0, at, 1, at))
    row = sheet.add(*upper) - 1
    if two:
        if style["head"] == "two" and style["born"] not in ("sexes", "parts"):
            lower = [None] * len(
                lower
            )  # a head that is two rows high and says nothing below
        if any(lower):
            sheet.add(*lower)
        elif style["merges"]:
            sheet.add()
    tall = len(sheet.rows) - row
    if style["merges"]:
        for top, x, bottom, right in joins:
            bottom = min(bottom, tall - 1)
            if bottom > top or right > x:
                sheet.merges.append((row + top, x, row + bottom, right))


def _section(sheet, place, group, members, style, left):
    roman = [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
    ][place - 1]
    words = style["letters"](group)
    if style["section"] == "apart":
        sheet.add(*left, roman, words)
    elif style["section"] == "dotted":
        sheet.add(*left, f"{roman}. {words}")
    elif style["section"] == "counted":
        sheet.add(
            *left, None, style["letters"](f"{roman}. {group} ({len(members)} đồng chí)")
        )
    elif style["section"] == "plain":
        row = sheet.add(*left, None, words) - 1
        if style["merges"]:
            sheet.rows[-1] = [*left, words]
            sheet.merges.append((row, len(left), row, len(left) + 5))


def _cells(chance, person, number, index, style):
    cells = []
    letters = style["letters"]
    name = style["name_case"](person.name)
    day_style = style["days"] if style["days"] != "any" else chance.choice(sorted(DAYS))
    birth = DAYS[day_style](person.born, chance)
    born = str(person.born.year) if day_style == "year" else person.born.isoformat()
    for column in _flat(style["columns"], style):
        if column == "stt":
            cells.append(style["number"](number))
        elif column == "name":
            cells.append(letters(style["decay"](name)))
        elif column == "family":
            cells.append(letters(style["decay"](style["name_case"](person.family))))
        elif column == "given":
            cells.append(letters(style["decay"](style["name_case"](person.given))))
        elif column == "born":
            cells.append(letters(birth) if isinstance(birth, str) else birth)
        elif column in ("born_m", "born_f"):
            mine = column[-1] == person.sex.lower()
            cells.append(
                (letters(birth) if isinstance(birth, str) else birth)
                if mine
                else style["empty"]
            )
        elif column in ("day", "month", "year"):
            cells.append(getattr(person.born, column))
            born = person.born.isoformat()
        elif column == "sex":
            cells.append(letters({"M": "Nam", "F": "Nữ"}[person.sex]))
        elif column == "workplace":
            is_blank = style["workplace"] == "merged" and index
            ditto = style["workplace"] == "ditto" and index
            cells.append(
                None if is_blank else '"' if ditto else letters(person.workplace)
            )
        elif column == "joined":
            cells.append(f"{person.joined:%d/%m/%Y}")
        elif column == "phone":
            cells.append(style["phone"](person.phone))
        elif column == "citizen":
            cells.append(style["citizen"](person.citizen))
        elif column == "card":
            cells.append(person.card)
        elif column == "address":
            cells.append(letters(person.address))
        elif column == "note":
            cells.append(letters("miễn sinh hoạt") if chance.random() < 0.1 else None)
    return cells, (person.name, born, person.workplace)


def _foot(sheet, chance, people, style, left):
    letters = style["letters"]
    if style["total"]:
        sheet.add(*left, None, letters(style["total"].format(n=len(people))))
    if style["signature"]:
        sheet.add()
        sheet.add(
            *left,
            None,
            None,
            None,
            None,
            letters("Bạc Liêu, ngày 23 tháng 11 năm 2026"),
        )
        sheet.add(
            *left, None, letters("NGƯỜI LẬP BIỂU"), None, None, letters("T/M CHI BỘ")
        )
        sheet.add(
            *left, None, letters("(Ký, ghi rõ họ tên)"), None, None, letters("BÍ THƯ")
        )
        sheet.add()
        sheet.add()
        sheet.add(
            *left, None, letters("Trần Thị Lập"), None, None, letters("Nguyễn Văn Ký")
        )


def plain_letters(text):
    return text


def letters_of(alphabet):
    return lambda text: old(text, alphabet)


def decomposed(text):
    return unicodedata.normalize("NFD", text)
