"""What is written down of a member, read strictly: one place for people and for lists."""

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ganket.kernel import clock, phone, text
from ganket.people import commands as people
from ganket.roster.commands.refusals import (
    BirthUnknown,
    CardUnreadable,
    CitizenIdUnreadable,
    DayNotYet,
    DaysOutOfOrder,
    TooYoung,
)
from ganket.rulebook.queries import pack_on

OLDEST_YEAR = 1900
_SEPARATORS = re.compile(r"[\s.\-–/]")
_CARD = re.compile(r"[0-9]{4,12}")
_CITIZEN = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """A member's own values. ``born_on`` or at least ``birth_year`` is known."""

    full_name: str
    sex: str = ""
    born_on: dt.date | None = None
    birth_year: int | None = None
    joined_on: dt.date | None = None
    official_on: dt.date | None = None
    party_card_no: str = ""
    citizen_id: str = ""
    phone_number: str = ""
    email: str = ""


def checked(given: Particulars) -> Particulars:
    """Return the particulars in their one written form.

    Raises what is wrong first: people.NameMissing, people.NameTooLong,
    BirthUnknown, DayNotYet, DaysOutOfOrder, TooYoung, CardUnreadable,
    CitizenIdUnreadable, people.EmailUnreadable, PhoneUnreadable.
    """
    _check_days(given)
    return dataclasses.replace(
        given,
        full_name=people.checked_name(given.full_name),
        birth_year=given.born_on.year if given.born_on else given.birth_year,
        party_card_no=card_number(given.party_card_no),
        citizen_id=citizen_id(given.citizen_id),
        phone_number=phone.normalise(given.phone_number) if given.phone_number else "",
        email=people.checked_email(given.email),
    )


def card_number(written: str) -> str:
    """Return the digits of a card number, however they were set apart."""
    digits = _SEPARATORS.sub("", text.tidy(written))
    if digits and not _CARD.fullmatch(digits):
        raise CardUnreadable
    return digits


def citizen_id(written: str) -> str:
    """Return the twelve digits of a citizen number, or nothing for nothing."""
    digits = _SEPARATORS.sub("", text.tidy(written))
    if digits and not _CITIZEN.fullmatch(digits):
        raise CitizenIdUnreadable
    return digits


def past(day: dt.date | None, field: str) -> dt.date | None:
    """Return the day; raise DayNotYet where it is still to come."""
    if day is not None and day > clock.today():
        raise DayNotYet(day, field)
    return day


def _check_days(given: Particulars) -> None:
    if given.born_on is None and given.birth_year is None:
        raise BirthUnknown
    past(given.born_on, "born_on")
    past(given.joined_on, "joined_on")
    past(given.official_on, "official_on")
    year = given.born_on.year if given.born_on else given.birth_year or 0
    if not OLDEST_YEAR <= year <= clock.today().year:
        raise DaysOutOfOrder(
            _("Năm sinh %(year)s không thể đúng. Hãy xem lại.") % {"year": year},
            "born_on" if given.born_on else "birth_year",
        )
    born = given.born_on or dt.date(year, 1, 1)
    least = pack_on(clock.today()).least_age
    if _years(born, clock.today()) < least:
        sentence = _("Đảng viên phải đủ %(age)s tuổi. Hãy xem lại ngày sinh, năm sinh.")
        field = "born_on" if given.born_on else "birth_year"
        raise TooYoung(sentence, least, field)
    if given.joined_on and given.joined_on <= born:
        raise DaysOutOfOrder(
            _("Ngày vào Đảng trước ngày sinh. Hãy xem lại hai ngày."), "joined_on"
        )
    if given.joined_on and _years(born, given.joined_on) < least:
        sentence = _(
            "Vào Đảng phải đủ %(age)s tuổi. Hãy xem lại ngày sinh và ngày vào Đảng."
        )
        raise TooYoung(sentence, least, "joined_on")
    first = given.joined_on or born
    if given.official_on and given.official_on < first:
        raise DaysOutOfOrder(
            _("Ngày chính thức trước ngày vào Đảng. Hãy xem lại hai ngày."),
            "official_on",
        )


def _years(since: dt.date, until: dt.date) -> int:
    had_birthday = (until.month, until.day) >= (since.month, since.day)
    return until.year - since.year - (not had_birthday)
