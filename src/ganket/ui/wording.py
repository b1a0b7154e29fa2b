"""How dates, hours and numbers are written on a page, in the reader's language."""

import datetime as dt
from decimal import Decimal

from django.utils import formats, numberformat, timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Django's own catalogue says "Thứ 2"; papers and people say "Thứ Hai".
WEEKDAYS = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ Nhật"),
)
DAY = "%d/%m/%Y"


def local_day(moment: dt.date | dt.datetime) -> dt.date:
    """Return the day on which a moment falls where the product is used."""
    if isinstance(moment, dt.datetime):
        return timezone.localtime(moment).date()
    return moment


def date(day: dt.date | dt.datetime | None) -> str:
    """Write 23/11/2026, or nothing for no day."""
    return local_day(day).strftime(DAY) if day else ""


def weekday_date(day: dt.date | dt.datetime | None) -> str:
    """Write "Thứ Hai, 23/11/2026", or nothing for no day."""
    if not day:
        return ""
    local = local_day(day)
    return f"{WEEKDAYS[local.weekday()]}, {local.strftime(DAY)}"


def hour(moment: dt.datetime | dt.time | None) -> str:
    """Write "19 giờ" or "19 giờ 30", or nothing for no hour."""
    if moment is None:
        return ""
    local = timezone.localtime(moment) if isinstance(moment, dt.datetime) else moment
    if local.minute:
        return gettext("%(hour)d giờ %(minute)02d") % {
            "hour": local.hour,
            "minute": local.minute,
        }
    return gettext("%(hour)d giờ") % {"hour": local.hour}


def datetime(moment: dt.datetime | None) -> str:
    """Write "19 giờ 30, 05/12/2026" in local time, or nothing for no moment."""
    return f"{hour(moment)}, {date(moment)}" if moment else ""


def official(words: str) -> str:
    """Return words of a regulation or a form, which stand in Vietnamese only.

    On a page in another language they say so, for who reads the page aloud.
    """
    if not words or translation.get_language() == "vi":
        return words
    return format_html('<span lang="vi">{}</span>', words)


def number(value: float | Decimal | None, places: int | None = None) -> str:
    """Write 1.234,5, or nothing for no value. ``places`` fixes the decimals."""
    if value is None:
        return ""
    return numberformat.format(
        value,
        formats.get_format("DECIMAL_SEPARATOR"),
        decimal_pos=places,
        grouping=3,
        thousand_sep=formats.get_format("THOUSAND_SEPARATOR"),
        force_grouping=True,
        use_l10n=True,
    )
