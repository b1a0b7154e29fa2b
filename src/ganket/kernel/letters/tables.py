"""How Vietnamese was written before Unicode: one table an alphabet.

Such text was read as Latin-1 (or as its Windows sister), so each old byte shows
as one Western character, and a table says which letter it was. TCVN3 and VNI
live on in fonts (``.VnTime``, ``VNI-Times``), the others in text files.

Source: TCVN 5712:1993 (TCVN3), RFC 1456 (VISCII), the charts of the Vietnamese
Unicode project (VNI, VPS, vietunicode.sourceforge.net/charset). TCVN3 and VISCII
are held against glibc's own tables in the tests.
"""

import re
import unicodedata
from enum import StrEnum
from itertools import product


class Alphabet(StrEnum):
    """How a piece of Vietnamese was written; the first one needs no mending."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    TWICE = "utf-8 read as cp1252"
    CP1258 = "cp1258"
    VISCII = "viscii"
    VPS = "vps"


def _tcvn3() -> dict[str, str]:
    old = (
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¸¶·¹»¾¼½ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖ×ÝØÜÞßãáâäåèæçéêíëìîïóñòôõøö÷ùúýûüþ"
    )
    new = "ĂÂÊÔƠƯĐăâêôơưđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    return dict(zip(old, new, strict=True))


# Tones in the order: sharp, falling, asking, tumbling, heavy.
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_PLAIN = "ùøûõï"
_VNI_ROOFED = "áàåãä"
_VNI_BOWED = "éèúüë"


def _vni() -> dict[str, str]:
    """Return pairs of letters, and the few letters that stand alone."""
    found = {"ñ": "đ", "ô": "ơ", "ö": "ư", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
    found |= {"aâ": "â", "eâ": "ê", "oâ": "ô", "aê": "ă"}
    bases = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
    for (old, new), (mark, tone) in product(
        bases.items(), zip(_VNI_PLAIN, _TONES, strict=True)
    ):
        found[old + mark] = new + tone
    for base, roof in (("a", "â"), ("e", "ê"), ("o", "ô")):
        for mark, tone in zip(_VNI_ROOFED, _TONES, strict=True):
            found[base + mark] = roof + tone
    for mark, tone in zip(_VNI_BOWED, _TONES, strict=True):
        found["a" + mark] = "ă" + tone
    composed = {old: unicodedata.normalize("NFC", new) for old, new in found.items()}
    large = {old.upper(): new.upper() for old, new in composed.items()}
    # A capital at the head of a word may keep its mark small.
    mixed = {
        old[0].upper() + old[1]: new.upper()
        for old, new in composed.items()
        if len(old) > 1
    }
    return mixed | composed | large


_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "Õắằặấầẩậẽẹếềểễệố"
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

_VPS_HIGH = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"
    "Ế\x91\x92ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    "\xa0ắằẳẵặỠớÙờởỡŨỨợỪ"
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ"
    "ƯỦồốÔỏơÈừứÚũưÝẺß"
    "àáâãảạăçèéêẽìíîĩ"
    "ẴĐòóôõöƠụùúủüỶẼỳ"
)
_VPS_LOW = dict(
    zip(
        (2, 3, 4, 5, 6, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x19, 0x1C, 0x1D),
        "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ",
        strict=True,
    )
)


def _bytes(high: str, low: dict[int, str]) -> dict[str, str]:
    found = {chr(0x80 + place): letter for place, letter in enumerate(high)}
    return found | {chr(byte): letter for byte, letter in low.items()}


# Windows shows signs of its own where Latin-1 has controls.
WINDOWS = {
    bytes([byte]).decode("cp1252"): chr(byte)
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_LATIN = str.maketrans(WINDOWS)

TABLES = {
    Alphabet.TCVN3: _tcvn3(),
    Alphabet.VNI: _vni(),
    Alphabet.VISCII: _bytes(_VISCII_HIGH, _VISCII_LOW),
    Alphabet.VPS: _bytes(_VPS_HIGH, _VPS_LOW),
}
_SEQUENCES = {
    alphabet: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for alphabet, table in TABLES.items()
}


def converted(text: str, alphabet: Alphabet) -> str:
    """Return old text in Unicode. Raises ValueError where it cannot be that alphabet.

    ``text`` holds each old byte as the character that Latin-1 or Windows shows.
    """
    if alphabet is Alphabet.UNICODE:
        return text
    if alphabet is Alphabet.TWICE:
        return text.translate(_LATIN).encode("latin-1").decode("utf-8")
    if alphabet is Alphabet.CP1258:
        return text.translate(_LATIN).encode("latin-1").decode("cp1258")
    table = TABLES[alphabet]
    latin = text.translate(_LATIN)
    found = _SEQUENCES[alphabet].sub(lambda match: table[match.group()], latin)
    return _in_one_case(text, found) if alphabet is Alphabet.TCVN3 else found


def _in_one_case(old: str, new: str) -> str:
    """TCVN3 has no large letters with marks: a font drew the small ones large."""
    plain = re.sub(r"[^A-Za-z]+", " ", old)
    if plain.upper() == plain and re.search(r"[A-Z]{2}", old):
        return new.upper()
    return new
