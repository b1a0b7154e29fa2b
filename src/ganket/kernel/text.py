"""Vietnamese text: one written form, one key to find by, one key to sort by."""

import re
import unicodedata

# The alphabet in its order; f, j, w and z stand where Latin puts them.
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Dictionaries order the tones so: level, falling, asking, tumbling, rising, heavy.
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn

_SPACES = re.compile(r"\s+")
# Signs that nobody sees: controls, joiners, marks of direction, halves of pairs. They
# make two names of one that looks the same, or let a line read backwards.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINTS = re.compile(r"\s*[-'’`.]\s*|\s+")
_WORDS = re.compile(r"[a-z0-9]+")

# Our own: a reason of less than this explains nothing to who reads it.
FEWEST_LETTERS, FEWEST_WORDS = 10, 2


def tidy(text: str) -> str:
    """Return the text composed (NFC), single spaced and trimmed, all of it to be seen."""
    return _SPACES.sub(" ", _seen(text)).strip()


def tidy_lines(text: str) -> str:
    """Return a longer text composed, trimmed, its line breaks kept."""
    lines = _seen(text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _seen(text: str) -> str:
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def begun(words: str) -> str:
    """Return words as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]


def within(words: str) -> str:
    """Return words as they stand within a sentence; not for proper names."""
    return words[:1].lower() + words[1:]


def fold(text: str) -> str:
    """Return the text in lower case without marks: ``Đặng Ánh`` → ``dang anh``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def search_key(text: str) -> str:
    """Return the folded words, each with a space before it.

    A search for words in any order is then one ``contains`` of ``" word"`` a
    word, the same in both databases.
    """
    return "".join(f" {word}" for word in _WORDS.findall(fold(text)))


def search_words(text: str) -> list[str]:
    """Return the parts of a query, each ready to be looked for in a search key."""
    return [f" {word}" for word in _WORDS.findall(fold(text))]


def is_reason(text: str) -> bool:
    """Tell whether a tidied text can be a reason: ten letters in two words at least."""
    letters = sum(char.isalpha() for char in text)
    return letters >= FEWEST_LETTERS and len(text.split()) >= FEWEST_WORDS


def is_name(text: str) -> bool:
    """Tell whether a tidied text can be a person's name: two words of letters.

    ``K'Brếp`` is two words as well: names of the Central Highlands join them so.
    """
    words = _JOINTS.split(text)
    return len(words) > 1 and all(word.isalpha() for word in words)


def sort_key(full_name: str) -> str:
    """Return digits by which Vietnamese names order: given name, then the rest.

    Within a word letters decide before tones, as in dictionaries. Only digits
    are used, so every database and every locale orders the key alike.
    """
    words = tidy(full_name).lower().split(" ")
    return "".join(_word_key(word) for word in [words[-1], *words[:-1]])


def initial(full_name: str) -> str:
    """Return the letter under which a name stands: ``Lê Thị Ánh`` → ``A``.

    The tone is taken off, the letter stays: ``Ấn`` stands under ``Â``.
    """
    parts = unicodedata.normalize("NFD", tidy(full_name).rpartition(" ")[2][:1])
    bare = "".join(part for part in parts if part not in TONES)
    return unicodedata.normalize("NFC", bare).upper()


def _word_key(word: str) -> str:
    letters, tone = "", 0
    for char in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", char)
        marks = {mark for mark in parts[1:] if mark in LETTER_MARKS}
        base = unicodedata.normalize("NFC", parts[0] + "".join(sorted(marks)))
        tone = next((TONES.index(m) for m in parts[1:] if m in TONES), tone)
        letters += f"{LETTERS.find(base) + 1:02d}" if base in LETTERS else "99"
    return f"{letters}00{tone}"


def natural_key(name: str) -> str:
    """Return a key by which names of units order: ``Khóm 2`` before ``Khóm 10``."""
    folded = fold(tidy(name))
    return re.sub(r"\d+", lambda number: number.group().zfill(6), folded)[:120]
