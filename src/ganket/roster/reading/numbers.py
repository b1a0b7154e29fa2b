"""Numbers of telephones, citizens and cards, as spreadsheets bend them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ganket.documents.ports import Cell
from ganket.kernel import phone
from ganket.roster.reading.words import digits_of, written

CITIZEN_DIGITS, OLD_ID_DIGITS = 12, 9
CARD_DIGITS = range(4, 13)
# Card numbers are a province, a point and six digits; Excel drops the last zeros.
CARD_AFTER_POINT = 6

_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)
# Eleven digits until 15/9/2018, ten since. Source: plan of the Ministry of
# Information and Communications, Quyết định 798/QĐ-BTTTT.
_RENUMBERED = {
    **{f"016{digit}": f"03{digit}" for digit in range(2, 10)},
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0126": "076",
    "0128": "078",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0127": "081",
    "0129": "082",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
_MOBILE_DIGITS = 10


class NumberFlaw(StrEnum):
    UNREADABLE = "unreadable"
    CUT_SHORT = "cut short"
    ZEROS_LOST = "zeros lost"
    OLD_KIND = "old kind"


@dataclass(frozen=True, slots=True)
class Number:
    value: str = ""
    flaw: NumberFlaw | None = None


def phone_of(cell: Cell) -> Number:
    """Return the first telephone number of a cell as people dial it here."""
    plain = written(cell)
    if not plain or not re.search(r"\d", plain):
        return Number()
    if _SCIENTIFIC.fullmatch(plain):
        return Number(flaw=NumberFlaw.CUT_SHORT)
    digits = _first_phone(plain)
    if not digits:
        return Number(flaw=NumberFlaw.UNREADABLE)
    return Number(digits)


def _first_phone(plain: str) -> str:
    for part in (plain, *re.split(r"[/;,\n]|\s-\s|hoặc", plain)):
        digits = re.sub(r"\D", "", part)
        digits = re.sub(r"^(?:00)?84(?=\d{9,10}$)", "0", digits)
        digits = re.sub(r"^00(?=\d{9}$)", "0", digits)
        if len(digits) == _MOBILE_DIGITS - 1 or (
            len(digits) == _MOBILE_DIGITS and digits[0] in "12"
        ):
            digits = "0" + digits
        if len(digits) == _MOBILE_DIGITS + 1 and digits[:4] in _RENUMBERED:
            digits = _RENUMBERED[digits[:4]] + digits[4:]
        if digits and phone.looks_like_phone(digits):
            return digits
    return ""


def citizen_of(cell: Cell) -> Number:
    """Return the twelve digits; zeros that a number cell dropped are put back."""
    plain = written(cell)
    if not re.search(r"\d", plain):
        return Number()
    if _SCIENTIFIC.fullmatch(plain):
        return Number(flaw=NumberFlaw.CUT_SHORT)
    digits = digits_of(cell)
    if len(digits) == CITIZEN_DIGITS:
        return Number(digits)
    if len(digits) == OLD_ID_DIGITS:
        return Number(digits, NumberFlaw.OLD_KIND)
    if OLD_ID_DIGITS < len(digits) < CITIZEN_DIGITS:
        return Number(digits.zfill(CITIZEN_DIGITS), NumberFlaw.ZEROS_LOST)
    return Number(flaw=NumberFlaw.UNREADABLE)


def card_of(cell: Cell) -> Number:
    """Return a card's number as written; one read as a decimal gets its zeros back."""
    plain = written(cell)
    if not re.search(r"\d", plain):
        return Number()
    if _SCIENTIFIC.fullmatch(plain):
        return Number(flaw=NumberFlaw.CUT_SHORT)
    if isinstance(cell, float) and not cell.is_integer():
        return _card_of_decimal(cell)
    digits = digits_of(cell)
    if len(digits) not in CARD_DIGITS or re.search(r"[^\W\d_]{3}", plain):
        return Number(flaw=NumberFlaw.UNREADABLE)
    if isinstance(cell, int | float) and len(digits) == CARD_AFTER_POINT + 1:
        return Number(digits.zfill(CARD_AFTER_POINT + 2), NumberFlaw.ZEROS_LOST)
    return Number(plain)


def _card_of_decimal(number: float) -> Number:
    before, _, after = str(number).partition(".")
    if len(after) > CARD_AFTER_POINT:
        return Number(flaw=NumberFlaw.UNREADABLE)
    filled = f"{before.zfill(2)}.{after.ljust(CARD_AFTER_POINT, '0')}"
    is_whole = filled == f"{before}.{after}"
    return Number(filled, None if is_whole else NumberFlaw.ZEROS_LOST)
