"""Writing text as it was written before Unicode, to see whether it is read back."""

import unicodedata

from ganket.kernel.letters.tables import TABLES, Alphabet


def old(text, alphabet):
    """Return the text as the characters that an old font leaves in a cell."""
    text = unicodedata.normalize("NFC", text)
    if alphabet is Alphabet.TWICE:
        return "".join(_windows(byte) for byte in text.encode())
    if alphabet is Alphabet.TCVN3:
        return _tcvn3(text)
    table = {}
    for seen, letter in TABLES[alphabet].items():
        if letter not in table or seen.islower() or seen.isupper():
            table.setdefault(letter, seen)
            if alphabet is Alphabet.VNI and (seen.isupper() or seen.islower()):
                table[letter] = seen
    return "".join(table.get(char, char) for char in text)


def _tcvn3(text):
    table = {letter: seen for seen, letter in TABLES[Alphabet.TCVN3].items()}
    # A font draws the small marked letters large.
    return "".join(table.get(c) or table.get(c.lower(), c) for c in text)


def _windows(byte):
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def cp1258(text):
    """Return the bytes that a Vietnamese Windows writes: tones stand apart."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tones = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
            rest = unicodedata.normalize(
                "NFC", "".join(p for p in parts if p not in tones)
            )
            out += rest.encode("cp1258") + "".join(tones).encode("cp1258")
    return out
