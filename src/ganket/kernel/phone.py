"""Telephone numbers as Vietnamese people write them."""

import phonenumbers
from django.utils.translation import gettext_lazy as _

from ganket.kernel.errors import Refused

REGION = "VN"


class PhoneUnreadable(Refused):
    message = _("Số điện thoại chưa đúng. Hãy nhập đủ 10 chữ số, ví dụ 0913 555 012.")


def normalise(text: str) -> str:
    """Return a number in its international form, ``+84913555012``.

    Raises PhoneUnreadable where it is no possible number.
    """
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        raise PhoneUnreadable from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneUnreadable
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def looks_like_phone(text: str) -> bool:
    """Tell whether a sign-in name can be read as a telephone number."""
    try:
        normalise(text)
    except PhoneUnreadable:
        return False
    return True


def spoken(number: str) -> str:
    """Return a stored number as people read it aloud: ``0913 555 012``."""
    national = phonenumbers.format_number(
        phonenumbers.parse(number, REGION), phonenumbers.PhoneNumberFormat.NATIONAL
    )
    return str(national)
