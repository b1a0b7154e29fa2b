"""Finding out in which alphabet a text was written, and bringing it to Unicode.

A word is evidence where it has letters beyond ASCII: read in the right alphabet it
is a Vietnamese syllable, in a wrong one hardly ever. A short cell may be right in
two of them (``Thò`` is itself, and ``Thị`` in VNI), so its neighbours decide.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ganket.kernel.letters.syllables import composed, is_syllable
from ganket.kernel.letters.tables import WINDOWS, Alphabet, converted

OLD = (
    Alphabet.TCVN3,
    Alphabet.VNI,
    Alphabet.TWICE,
    Alphabet.CP1258,
    Alphabet.VISCII,
    Alphabet.VPS,
)
ONE_BYTE = tuple(alphabet for alphabet in OLD if alphabet is not Alphabet.TWICE)
# Of a file's telling words at least so many must be right in the alphabet chosen.
ENOUGH = 0.6
SAMPLE_WORDS = 5000

_WORD = re.compile(r"[^\s!-/0-9:-@\[-`{-~\u2013\u2014\u201c\u201d]+")
# What may part the cells of a text file, kept as it is.
_PIECES = re.compile(r'([\t\n,;|"])')
_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_BEYOND = re.compile(f"[^\\x00-\\xff{''.join(WINDOWS)}]")
_CLEAN = re.compile(r"[!-~]+(?: [!-~]+)*")
# What a cell keeps unseen. The soft hyphen is a letter in TCVN3, so it goes last.
_UNSEEN = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e",
    )
)
_TWINS = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})


def tidied(text: str) -> str:
    """Return Unicode text composed, without unseen signs, its spaces single.

    The Icelandic and the African letter that look like ``Đ`` become ``Đ``.
    """
    if _CLEAN.fullmatch(text) and "_x000D_" not in text:
        return text
    seen = text.translate(_UNSEEN).translate(_TWINS).replace("_x000D_", " ")
    return _SPACES.sub(" ", composed(_CONTROLS.sub(" ", seen))).strip()


def decoded(content: bytes) -> tuple[str, Alphabet] | None:
    """Return the text of one-byte content and its alphabet; None where none fits."""
    latin = content.decode("latin-1")
    words = list(dict.fromkeys(_telling(latin)))[:SAMPLE_WORDS]
    right = {
        alphabet: sum(alphabet in _alphabets(word) for word in words)
        for alphabet in ONE_BYTE
    }
    best = max(right, key=lambda alphabet: right[alphabet])
    if not words or right[best] < ENOUGH * len(words):
        return None
    try:
        pieces = [converted(piece, best) for piece in _PIECES.split(latin)]
    except ValueError:
        return None
    return "".join(pieces), best


class Mender:
    """Brings the cells of one sheet to Unicode.

    A column that speaks with one voice decides about its doubtful cells; in a
    mixed one the row does, for rows are what people paste.
    ``found`` says which alphabets were met, and how often.
    """

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        votes = [_votes(column) for column in columns]
        self._columns = [_winner(vote) for vote in votes]
        self._pure = [_winner(vote) if len(vote) == 1 else None for vote in votes]
        self._sheet = _winner(sum(votes, Counter()))
        self.found: Counter[Alphabet] = Counter()

    def mended(self, row: Sequence[str]) -> list[str]:
        """Return the texts of one row tidied, in Unicode."""
        if all(text.isascii() for text in row):
            return [tidied(text) for text in row]
        possible = [alphabets_of(text) for text in row]
        line = _winner(
            Counter(
                p[0]
                for p, t in zip(possible, row, strict=True)
                if len(p) == 1 and not t.isascii()
            )
        )
        return [
            self._mended(text, _chosen(possible[place], self._wishes(place, line)))
            for place, text in enumerate(row)
        ]

    def _wishes(self, place: int, line: Alphabet | None) -> tuple[Alphabet | None, ...]:
        if place >= len(self._columns):
            return (line, self._sheet)
        return (self._pure[place], line, self._columns[place], self._sheet)

    def _mended(self, text: str, alphabet: Alphabet) -> str:
        if not text.isascii():
            self.found[alphabet] += 1
        return tidied(_read(text, alphabet))


def _chosen(
    possible: Sequence[Alphabet], wishes: Iterable[Alphabet | None]
) -> Alphabet:
    return next((wish for wish in wishes if wish in possible), None) or possible[0]


@lru_cache(maxsize=65536)
def alphabets_of(text: str) -> tuple[Alphabet, ...]:
    """Return the alphabets in which most words of a text are right, never none."""
    if text.isascii() or _is_beyond_latin(text):
        return (Alphabet.UNICODE,)
    if (whole := _twice(text)) is not None:
        return (Alphabet.TWICE,) if not whole.isascii() else (Alphabet.UNICODE,)
    right: Counter[Alphabet] = Counter({Alphabet.UNICODE: 0})
    for word in _telling(text):
        right.update(_alphabets(word))
    most = max(right.values())
    return tuple(
        a for a in Alphabet if right[a] == most and (most or a is Alphabet.UNICODE)
    )


def _votes(texts: Iterable[str]) -> Counter[Alphabet]:
    decisive = (alphabets_of(text) for text in texts if not text.isascii())
    return Counter(found[0] for found in decisive if len(found) == 1)


def _winner(votes: Counter[Alphabet]) -> Alphabet | None:
    return votes.most_common(1)[0][0] if votes else None


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


@lru_cache(maxsize=65536)
def _alphabets(word: str) -> frozenset[Alphabet]:
    found = (
        {Alphabet.UNICODE} if is_syllable(composed(word.translate(_TWINS))) else set()
    )
    if not _is_beyond_latin(word):
        found |= {alphabet for alphabet in OLD if _is_right(word, alphabet)}
    return frozenset(found)


def _is_right(word: str, alphabet: Alphabet) -> bool:
    try:
        read = composed(converted(word, alphabet))
        # In TCVN3 small marked letters stand among large plain ones.
        is_large = alphabet is Alphabet.TCVN3 and not re.search("[a-z]", word)
        return is_syllable(read.lower() if is_large else read)
    except ValueError:
        return False


def _is_beyond_latin(text: str) -> bool:
    """Say whether a letter is there that no old alphabet could have left behind."""
    return bool(_BEYOND.search(text))


def _twice(text: str) -> str | None:
    """Return UTF-8 that was read as Windows text, or None where it is none.

    The no-break space in it may have become a plain one.
    """
    for tried in (text, text.replace("Ã ", "Ã\xa0"), text.replace("Ã ", "Ã\xa0 ")):
        try:
            return converted(tried, Alphabet.TWICE)
        except ValueError:
            continue
    return None


def _read(text: str, alphabet: Alphabet) -> str:
    if alphabet is Alphabet.TWICE:
        return _twice(text) or " ".join(_twice(w) or w for w in text.split(" "))
    try:
        return converted(text, alphabet)
    except ValueError:
        return text
