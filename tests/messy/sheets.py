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
ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV"
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
    _head(sheet, chance, style, left)
    if style["numbering"]:
        sheet.add(*left, *style["numbering"](len(_flat(style["columns"], style))))
    numbers = iter(range(1, len(people) + 1))
    for place, (group, members) in enumerate(_groups(people, style), start=1):
        if style["workplace"] == "section":
            _section(sheet, place, group, members, style)
        _members(sheet, chance, members, numbers, style)
        if style["subtotals"]:
            words = style["letters"](f"Cộng: {len(members)} đồng chí")
            sheet.add(*left, None, words)
    _foot(sheet, people, style, left)
    return sheet


def _members(sheet, chance, members, numbers, style):
    left = [None] * style["left"]
    first_row = len(sheet.rows)
    for index, person in enumerate(members):
        number = next(numbers)
        if style["repeat"] and number % style["repeat"] == 0:
            if style["page_foot"]:
                sheet.add(*left, None, f"Trang {number // style['repeat']}")
            _head(sheet, chance, style, left, again=True)
        if chance.random() < style["blanks"]:
            sheet.add()
        cells, truth = _cells(chance, person, number, index, style)
        sheet.truth[sheet.add(*left, *cells)] = truth
    if style["workplace"] == "merged" and len(members) > 1:
        at = len(left) + _flat(style["columns"], style).index("workplace")
        sheet.merges.append((first_row, at, len(sheet.rows) - 1, at))


def _groups(people, style):
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


def _head(sheet, chance, style, left, *, again=False):
    upper, lower, joins = list(left), list(left), []
    two = style["born"] in ("sexes", "parts") or style["head"] == "two"
    for column in style["columns"]:
        at = len(upper)
        over, under, wide = _title(chance, style, column, again)
        upper += over
        lower += under
        for n in range(0, len(over), wide):
            below = 0 if any(under) else 1
            joins.append((0, at + n, below, at + n + wide - 1))
    row = sheet.add(*upper) - 1
    if two and any(lower):
        sheet.add(*lower)
    elif two and style["merges"]:
        sheet.add()
    tall = len(sheet.rows) - row
    for top, x, bottom, right in joins if style["merges"] else ():
        last = min(bottom, tall - 1)
        if last > top or right > x:
            sheet.merges.append((row + top, x, row + last, right))


def _title(chance, style, column, again):
    """Return the upper and the lower cells of a column, and how wide its title is."""
    letters = style["letters"]
    if column == "name" and style["name"] == "two":
        parts = [_word(chance, style, part, again) for part in ("family", "given")]
        return parts, [None, None], 1
    word = _word(chance, style, column, again)
    if column == "name" and style["name"] == "merged":
        return [word, None], [None, None], 2
    if column == "born" and style["born"] == "sexes":
        return [word, None], [letters("Nam"), letters("Nữ")], 2
    if column == "born" and style["born"] == "parts":
        return [word, None, None], list(map(letters, ("Ngày", "Tháng", "Năm"))), 3
    return [word], [None], 1


def _section(sheet, place, group, members, style):
    left = [None] * style["left"]
    roman = ROMANS.split()[place - 1]
    words = style["letters"](group)
    if style["section"] == "apart":
        sheet.add(*left, roman, words)
    elif style["section"] == "dotted":
        sheet.add(*left, f"{roman}. {words}")
    elif style["section"] == "counted":
        counted = f"{roman}. {group} ({len(members)} đồng chí)"
        sheet.add(*left, None, style["letters"](counted))
    elif style["merges"]:
        row = sheet.add(*left, words) - 1
        sheet.merges.append((row, len(left), row, len(left) + 5))
    else:
        sheet.add(*left, None, words)


def _cells(chance, person, number, index, style):
    """Return the cells of one person, and what is true of them."""
    day_style = style["days"] if style["days"] != "any" else chance.choice(sorted(DAYS))
    birth = DAYS[day_style](person.born, chance)
    is_year = day_style == "year" and style["born"] != "parts"
    born = str(person.born.year) if is_year else person.born.isoformat()
    letters = style["letters"]
    told = {
        "stt": style["number"](number),
        **{n: _named(getattr(person, n), style) for n in ("name", "family", "given")},
        "born": letters(birth) if isinstance(birth, str) else birth,
        **{part: getattr(person.born, part) for part in ("day", "month", "year")},
        "sex": letters({"M": "Nam", "F": "Nữ"}[person.sex]),
        "workplace": _workplace(person, index, style),
        "joined": f"{person.joined:%d/%m/%Y}",
        "phone": style["phone"](person.phone),
        "citizen": style["citizen"](person.citizen),
        "card": person.card,
        "address": letters(person.address),
        "note": letters("miễn sinh hoạt") if chance.random() < 0.1 else None,
    }
    for sex in "MF":
        mine = person.sex == sex
        told[f"born_{sex.lower()}"] = told["born"] if mine else style["empty"]
    cells = [told[column] for column in _flat(style["columns"], style)]
    return cells, (person.name, born, person.workplace)


def _named(name, style):
    return style["letters"](style["decay"](style["name_case"](name)))


def _workplace(person, index, style):
    if index and style["workplace"] in ("merged", "ditto"):
        return {"merged": None, "ditto": '"'}[style["workplace"]]
    return style["letters"](person.workplace)


def _foot(sheet, people, style, left):
    letters = style["letters"]
    if style["total"]:
        sheet.add(*left, None, letters(style["total"].format(n=len(people))))
    if style["signature"]:
        gap = [None, None, None]
        sheet.add()
        day = letters("Bạc Liêu, ngày 23 tháng 11 năm 2026")
        sheet.add(*left, None, None, *gap, day)
        sheet.add(*left, None, letters("NGƯỜI LẬP BIỂU"), *gap, letters("T/M CHI BỘ"))
        sheet.add(*left, None, letters("(Ký, ghi rõ họ tên)"), *gap, letters("BÍ THƯ"))
        sheet.add()
        sheet.add()
        signers = (letters("Trần Thị Lập"), letters("Nguyễn Văn Ký"))
        sheet.add(*left, None, signers[0], *gap, signers[1])


def plain_letters(text):
    return text


def letters_of(alphabet):
    return lambda text: old(text, alphabet)


def decomposed(text):
    return unicodedata.normalize("NFD", text)
