"""Names as lists hold them: in capitals, with titles, aliases and remarks."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ganket.kernel import text
from ganket.roster.reading.words import FAMILIES

LONGEST = 80

_NUMBER = re.compile(r"^\(?\d{1,4}\s*[.)/\-]\s*|^[-•+*–]\s*")
_ADDRESSED = re.compile(
    r"^(?P<who>đồng chí|đ/c|đ\.c|đc|ông|bà|anh|chị|cô|thầy|gs|pgs|ts|ths|thạc sĩ|tiến sĩ|"
    r"bs|bác sĩ|bscki{1,2}|ks|cn|ths bs|ds|luật sư|ls|dv|đv|đ/v)\b\s*[.:]?\s*(?P<name>.+)$",
    re.IGNORECASE,
)
_LADIES, _SIRS = {"bà", "chị", "cô"}, {"ông", "anh"}
_BRACKETS = re.compile(r"\s*[(\[{]([^)\]}]*)[)\]}]?")
_REMARK = re.compile(r"\s*(?:[,;:/\n]|\s[-–—]\s|\s[-–—]|[-–—]\s).*$")
_TAIL = re.compile(r"[\s.,;:*_\-–—\d]+$")
_YEAR = re.compile(
    r"(?:sinh\s*(?:ngày|năm)?|sn|ns)?[\s.:]*(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_LOST = re.compile(r"[?\ufffd]")
_FORMULA = re.compile(r"^[=+@]|^-\w+\(")
_WORD = re.compile(r"[^\W\d_]+(?:[?\ufffd][^\W\d_]*)*")
_ALIAS = re.compile(r"\b(bí danh|tức|tên thường gọi|tên khác)\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its usual capitals. ``born`` is a birth that stood beside it."""

    full: str = ""
    sex: str = ""
    born: str = ""
    is_formula: bool = False
    has_lost_letters: bool = False

    @property
    def is_whole(self) -> bool:
        words = self.full.replace("'", " ").split()
        return len(words) > 1 and all(map(is_name_word, words))


@lru_cache(maxsize=4096)
def name_of(written: str) -> Name:
    """Return the name that a cell holds, without all that is not name."""
    plain = text.tidy(written).strip("'\"“”‘’` ")
    if _FORMULA.match(plain):
        return Name(is_formula=True)
    plain = _NUMBER.sub("", plain)
    born = ""
    if found := _YEAR.search(plain):
        born = found.group(1)
        plain = plain[: found.start()].rstrip(" ,;-–(") or plain
    plain, sex = _unaddressed(plain)
    plain = _BRACKETS.sub(" ", plain)
    plain = _ALIAS.sub("", plain)
    plain = text.tidy(_REMARK.sub("", plain))
    plain = _TAIL.sub("", plain).strip(" .'\"")
    return Name(
        full=cased(plain)[:LONGEST],
        sex=sex,
        born=born,
        has_lost_letters=bool(_LOST.search(plain)),
    )


def cased(name: str) -> str:
    """Return a name with usual capitals: ``NGUYỄN VĂN AN`` → ``Nguyễn Văn An``.

    Words that carry a capital inside, as some families of the highlands do, stay.
    """
    return " ".join(_cased_word(word) for word in text.tidy(name).split(" "))


def is_name_word(word: str) -> bool:
    return all(char.isalpha() or char in "'’.-`" or char in "?\ufffd" for char in word)


def _cased_word(word: str) -> str:
    word = word.replace("’", "'").replace("`", "'")
    if _has_inner_capital(word):
        return word
    return _WORD.sub(
        lambda part: part.group()[:1].upper() + part.group()[1:].lower(), word
    )


def _has_inner_capital(word: str) -> bool:
    """Say whether a word is two in one, as ``NiêKđăm``."""
    inner = [n for n, char in enumerate(word) if n > 1 and char.isupper()]
    return (
        len(inner) == 1
        and word[:1].isupper()
        and word[inner[0] - 1].islower()
        and word[inner[0] + 1 :].islower()
    )


def _unaddressed(plain: str) -> tuple[str, str]:
    """Take ``Đ/c``, ``Ông``, ``Bà`` off, where what follows is a family name."""
    sex = ""
    while found := _ADDRESSED.match(plain):
        who, rest = found["who"].lower(), found["name"]
        family = text.fold(rest.split(" ")[0])
        if family not in FAMILIES or " " not in rest or family == "van":
            break
        sex = sex or ("F" if who in _LADIES else "M" if who in _SIRS else "")
        plain = rest
    return plain, sex
