"""One messy file after another: each seed draws a combination of what clerks do."""

import codecs
import random
from dataclasses import dataclass

from ganket.kernel.letters.tables import Alphabet
from tests.messy import files, sheets
from tests.messy.legacy import cp1258, old
from tests.messy.people import person

EXTRAS = ("sex", "card", "citizen", "joined", "address", "phone", "note")


OLD = ("cp1258", "tcvn3", "vni", "viscii", "vps")
DECAYS = {
    "": str,
    "spaces": lambda t: f"  {t.replace(' ', '  ')} ",
    "nfd": sheets.decomposed,
    "unseen": lambda t: f"\ufeff{t[0]}\u200b{t[1:].replace(' ', chr(0xA0))}",
}


@dataclass
class Messy:
    name: str
    content: bytes
    truth: dict  # (sheet, row) → (name, born, workplace)
    style: dict


def messy(seed, **wished):
    """Return a file and what is true in it. The same seed gives the same file."""
    chance = random.Random(seed)
    style = {**_style(chance), **wished}
    _settle(chance, style)
    people = [person(chance, n) for n in range(style["people"])]
    names = (
        ["Danh sách"]
        if style["sheets"] == 1
        else [f"Trang {n}" for n in range(1, style["sheets"] + 1)]
    )
    cut = -(-len(people) // len(names))
    drawn = [
        sheets.drawn(chance, name, people[n * cut : (n + 1) * cut], style)
        for n, name in enumerate(names)
    ]
    content, name = _file(chance, drawn, style)
    where = {"csv": "danh-sach", "tsv": "danh-sach", "xls": "Sheet1", "ods": "Sheet1"}
    truth = {
        (where.get(style["kind"], sheet.name), row): told
        for sheet in drawn
        for row, told in sheet.truth.items()
    }
    return Messy(name, content, truth, style)


def _style(chance):
    return {
        "kind": chance.choice(["xlsx", "xlsx", "xls", "ods", "csv", "tsv"]),
        "people": chance.choice([3, 8, 25, 60]),
        "sheets": chance.choice([1, 1, 1, 3]),
        "above": chance.choice([0, 0, 1, 3]),
        "left": chance.choice([0, 0, 0, 1, 2]),
        "titles": chance.choice(sheets.TITLES),
        "head": chance.choice(["one", "one", "two"]),
        "merges": chance.random() < 0.8,
        "name": chance.choice(["one", "one", "two", "merged"]),
        "born": chance.choice(["one", "one", "sexes", "parts"]),
        "days": chance.choice([*sheets.DAYS, "any", "any"]),
        **_inside(chance),
        **_cells(chance),
    }


def _inside(chance):
    """Draw what stands between and below the people."""
    return {
        "workplace": chance.choice(["column", "column", "section", "merged", "ditto"]),
        "section": chance.choice(["apart", "dotted", "counted", "plain"]),
        "numbering": chance.choice(
            [
                None,
                None,
                lambda n: range(1, n + 1),
                lambda n: [f"({i})" for i in range(1, n + 1)],
                lambda n: ["A", "B", *range(1, n - 1)],
            ]
        ),
        "repeat": chance.choice([0, 0, 10]),
        "page_foot": chance.random() < 0.5,
        "blanks": chance.choice([0, 0, 0.1]),
        "subtotals": chance.random() < 0.2,
        "total": chance.choice(
            [
                "",
                "Tổng cộng: {n} đồng chí",
                "Cộng: {n} đảng viên",
                "Danh sách này có {n} đồng chí./.",
            ]
        ),
        "signature": chance.random() < 0.6,
    }


def _cells(chance):
    """Draw how cells are written."""
    return {
        "name_case": chance.choice([str, str, str.upper, str.lower]),
        "decay": chance.choice(["", "", "spaces", "nfd", "unseen"]),
        "alphabet": chance.choice(
            [None, None, None, Alphabet.TCVN3, Alphabet.VNI, Alphabet.TWICE]
        ),
        "encoding": chance.choice(
            [
                "utf-8",
                "utf-8-sig",
                "utf-16",
                "utf-16-bare",
                "cp1258",
                "tcvn3",
                "vni",
                "viscii",
                "vps",
            ]
        ),
        "delimiter": chance.choice(",;\t|"),
        "number": chance.choice([int, str, lambda n: f"{n}.", lambda n: f"{n:02d}"]),
        "phone": chance.choice(
            [
                str,
                int,
                lambda p: f"+84 {p[1:4]} {p[4:7]} {p[7:]}",
                lambda p: f"{p[:4]}.{p[4:7]}.{p[7:]}",
            ]
        ),
        "citizen": chance.choice([str, int, lambda c: f"{c[:3]} {c[3:6]} {c[6:]}"]),
        "empty": chance.choice([None, None, "-", None]),
        "extras": chance.sample(EXTRAS, chance.randrange(len(EXTRAS) + 1)),
        "stt": chance.random() < 0.85,
        "words": {},
    }


def _settle(chance, style):
    """Leave out what cannot be together, and turn words into what they do."""
    if style["kind"] != "xlsx":
        style["sheets"], style["merges"] = 1, False
    if style["workplace"] == "merged" and not style["merges"]:
        style["workplace"] = "ditto"  # nothing would tell the joined cells
    if style["workplace"] == "merged":
        style["repeat"], style["blanks"] = 0, 0
    if style["born"] == "sexes":
        style["extras"] = [e for e in style["extras"] if e != "sex"]
    _settle_letters(style)
    middle = ["born", *style["extras"]]
    if style["workplace"] != "section":
        middle.append("workplace")
    if chance.random() < 0.5:
        chance.shuffle(middle)
    style["columns"] = [*(["stt"] if style["stt"] else []), "name", *middle]


def _settle_letters(style):
    is_text = style["kind"] in ("csv", "tsv")
    if style["alphabet"] and is_text and not style["encoding"].startswith("utf-8"):
        style["alphabet"] = None
    alphabet = style["alphabet"]
    style["letters"] = sheets.letters_of(alphabet) if alphabet else sheets.plain_letters
    if alphabet or style["encoding"] in OLD:
        style["decay"] = "spaces" if style["decay"] else ""
    style["decay"] = DECAYS[style["decay"]]


def _file(chance, drawn, style):
    kind = style["kind"]
    if kind == "xlsx":
        return files.as_xlsx(drawn), "danh-sach.xlsx"
    (sheet,) = drawn
    if kind == "xls":
        return files.as_xls(sheet), "danh-sach.xls"
    if kind == "ods":
        return files.as_ods(sheet), "danh-sach.ods"
    text = files.as_text(sheet, "\t" if kind == "tsv" else style["delimiter"])
    return _encoded(text, style["encoding"]), f"danh-sach.{kind}"


def _encoded(text, encoding):
    if encoding == "utf-16-bare":
        return text.encode("utf-16-le")
    if encoding == "utf-16":
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    if encoding == "cp1258":
        return cp1258(text)
    if encoding in ("tcvn3", "vni", "viscii", "vps"):
        return old(text, Alphabet(encoding)).encode("latin-1", "replace")
    return text.encode(encoding)
