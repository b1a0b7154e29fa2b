"""Tell whether a line reads as if it noted money.

Work is noted here and never money. A sum in a line is no proof: who moves
neighbours to give three million for a road did a deed. So it is asked, not refused.
"""

import re

from ganket.kernel.text import fold

# "500.000 đồng", "300k", "3 triệu rưỡi", "hai triệu": folded, so "đ" is a d.
_AMOUNT = re.compile(
    r"\b\d[\d.,]*\s*(?:d|dong(?!\s+chi)|vnd|k|nghin|ngan|tr|trieu|ty)\b"
    r"|\b(?:mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|tram|vai|may)"
    r"\s+(?:nghin|ngan|trieu|ty)\b"
    r"|\b\d{2,3}\.000\b|\b\d{1,3}(?:\.\d{3}){2,}\b"
)
_GIVING = re.compile(
    r"\b(?:nop|dong|ung ho|gop|dong gop|chuyen|quyen gop|cho|tang|tra)"
    r"\s+(?:\w+\s+){0,2}(?:quy|tien|phi)\b"
    r"|\b(?:tien mat|chuyen khoan|dang phi|tien ung ho|hien kim)\b"
)


def reads_like_money(text: str) -> bool:
    """Tell whether a line names a sum, or a fund that was paid into."""
    words = fold(text)
    return bool(_AMOUNT.search(words) or _GIVING.search(words))
