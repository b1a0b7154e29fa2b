"""Days as Vietnamese papers write them."""

import datetime as dt

# Two-digit where a stroke could be added: days under 10, January and February.
_MONTH_PADDED_UP_TO = 2
_GAP = "\u00a0" * 6


def day_in_words(day: dt.date) -> str:
    """Return ``ngày 05 tháng 02 năm 2026``; months from March on stand alone."""
    month = f"{day.month:02d}" if day.month <= _MONTH_PADDED_UP_TO else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_day(place: str, day: dt.date | None) -> str:
    """Return ``Bạc Liêu, ngày 23 tháng 11 năm 2026``, with gaps for no day yet."""
    if day is None:
        return f"{place}, ngày{_GAP}tháng{_GAP}năm{_GAP}"
    return f"{place}, {day_in_words(day)}"


def short_day(day: dt.date | None) -> str:
    """Return ``05/02/2026``, or nothing for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def number_line(kind: str, number: int | None) -> str:
    """Return ``Số 12-GGT/ĐU``; without a number a gap to write it in by hand."""
    return f"Số {_GAP if number is None else f'{number:02d}'}-{kind}"
