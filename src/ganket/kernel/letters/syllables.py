"""Whether a word can be Vietnamese at all: each one is a single, strict syllable."""

import re
import unicodedata
from functools import lru_cache

from ganket.kernel.text import LETTER_MARKS, TONES

_INITIALS = (
    "ngh",
    *("ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *"bcdđghklmnprstvx",
    "",
)
_SPELT = (
    "a ai ao au ay am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc âm ân âng âp ât âc âu "
    "ây e em en eng ep et ec eo ê êm ên ênh êp êt êch êu i im in inh ip it ich iu ia "
    "iêm iên iêng iêp iêt iêc iêu o oi om on ong op ot oc oong ooc oa oai oao oay oam "
    "oan oang oanh oap oat oac oach oăm oăn oăng oăt oăc oe oen oeo oet ô ôi ôm ôn ông "
    "ôp ôt ôc ơ ơi ơm ơn ơp ơt u ui um un ung up ut uc ua uôi uôm uôn uông uôt uôc uê "
    "uên uênh uêch uơ uy uya uyên uyêt uynh uych uyt uyn uyp uyu uân uâng uât uây ư ưi "
    "ưm ưng ưt ưc ưu ưa ươi ươm ươn ương ươp ươt ươc ươu y yêm yên yêng yêt yêu ynh yt"
)
_RHYMES = frozenset(_SPELT.split())
_STOPPED = ("c", "ch", "p", "t")
_STOPPED_TONES = {"\u0301", "\u0323"}
_LOOSE = re.compile(r"[\u0300-\u036f]")
_TONE_MARKS = frozenset(TONES) - {""}


def composed(text: str) -> str:
    """Return the text composed, whatever order its marks were typed in.

    NFC alone keeps ``e`` + tone + roof apart, for both marks are of one class.
    """
    found = unicodedata.normalize("NFC", text)
    if not _LOOSE.search(found):
        return found
    out: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", found):
        if unicodedata.combining(char):
            marks.append(char)
            continue
        out += _ordered(marks)
        marks = []
        out.append(char)
    return unicodedata.normalize("NFC", "".join(out + _ordered(marks)))


def _ordered(marks: list[str]) -> list[str]:
    return sorted(marks, key=lambda mark: mark not in LETTER_MARKS)


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Say whether a word is spelt as Vietnamese words are, in one case of letters."""
    if word[1:] not in (word[1:].lower(), word[1:].upper()):
        return False
    if len(word) > 1 and word[0].islower() and word[1:].isupper():
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in _TONE_MARKS]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize(
        "NFC", "".join(part for part in parts if part not in _TONE_MARKS)
    )
    return any(
        _fits(bare.removeprefix(initial), tones)
        for initial in _INITIALS
        if bare.startswith(initial)
    ) or bare in ("gi", "qui", "quy")


def _fits(rhyme: str, tones: list[str]) -> bool:
    if rhyme not in _RHYMES:
        return False
    is_stopped = rhyme.endswith(_STOPPED)
    return not is_stopped or not tones or tones[0] in _STOPPED_TONES
