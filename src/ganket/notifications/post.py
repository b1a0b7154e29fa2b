"""Talking to the mail server: what it said, and whether it is worth another try."""

import smtplib
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

PERMANENT = 500
LONGEST_FAULT = 500


class Unsent(Exception):
    """A letter did not go out. The text is for the officer who sent it."""


class Refused(Unsent):
    """The server will not take it: another try would get the same answer."""


class Delayed(Unsent):
    """The server could not take it now, or could not be reached."""


class Post:
    """One connection for many letters, opened anew where it broke."""

    def __init__(self) -> None:
        self._connection: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    def send(self, letter: EmailMessage) -> None:
        """Hand a letter to the server. Raises Refused or Delayed with its words."""
        try:
            if self._connection is None:
                self._connection = get_connection()
                self._connection.open()
            letter.connection = self._connection
            letter.send()
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            raise _answer(code, words) from refused
        except smtplib.SMTPAuthenticationError as fault:
            # The machine's own sign-in, not this letter, is what is wrong.
            self._hang_up()
            raise Delayed(_told(fault.smtp_code, fault.smtp_error)) from fault
        except smtplib.SMTPResponseException as fault:
            self._hang_up()
            raise _answer(fault.smtp_code, fault.smtp_error) from fault
        except OSError as fault:
            self._hang_up()
            sentence = _("Không nối được với máy chủ thư (%(fault)s).")
            raise Delayed(_short(sentence % {"fault": fault})) from fault
        except ValueError as fault:
            raise Refused(_("Địa chỉ thư điện tử viết chưa đúng.")) from fault

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _answer(code: int, words: bytes | str) -> Unsent:
    kind = Refused if code >= PERMANENT else Delayed
    return kind(_told(code, words))


def _told(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    line = " ".join(said.split())
    sentence = _("Máy chủ thư trả lời: %(code)s %(words)s")
    return _short(sentence % {"code": code, "words": line})


def _short(text: str) -> str:
    return text[:LONGEST_FAULT]
