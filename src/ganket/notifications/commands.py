"""Writing letters when something happened, and getting them out."""

import datetime as dt
import hashlib
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock
from ganket.kernel.errors import Refused
from ganket.notices import commands as notices
from ganket.notices.enums import MailState
from ganket.notifications import policies
from ganket.notifications.enums import MessageState
from ganket.notifications.letters import worded
from ganket.notifications.models import Message
from ganket.notifications.occasions import OCCASIONS
from ganket.notifications.post import Delayed, Post, Unsent
from ganket.notifications.queries import next_due

RETRIED = journal.verb("notifications.retried", _("gửi lại thư"))

# While a try runs nobody else takes the letter; longer than any try can take.
CLAIM = dt.timedelta(minutes=10)
# Between one failed try and the next. After the last the letter rests, failed.
WAITS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
MOST_TRIES = len(WAITS) + 1


class NotFailed(Refused):
    message = _("Thư này đang chờ gửi hoặc đã gửi rồi, không cần gửi lại.")


@transaction.atomic
def tell(*, verb: str, subject_id: int) -> list[int]:
    """Write the letters that follow an entry of the journal. Return the new ones.

    Safe to repeat: a letter whose key is there already is not written again.
    """
    written = []
    for letter in OCCASIONS[verb](subject_id):
        if not letter.person.email:
            continue
        title, body = worded(letter)
        message, is_new = Message.objects.get_or_create(
            key=letter.key,
            defaults={
                "person": letter.person,
                "unit": letter.unit,
                "occasion": verb,
                "subject_id": subject_id,
                "title": title,
                "body": body,
            },
        )
        if is_new:
            written.append(message.pk)
    return written


def deliver(*, message_ids: list[int]) -> dict[int, dt.datetime]:
    """Try to send those among the letters that are due, over one connection.

    Returns the letters that still wait, with the moment of their next try. Not
    one transaction: each answer of the server is kept before the next letter.
    """
    with Post() as post:
        for pk in message_ids:
            message = _claim(pk)
            if message is not None:
                _try(post, message)
    return next_due(message_ids)


def _claim(pk: int) -> Message | None:
    now = clock.now()
    due = Message.objects.filter(pk=pk, state=MessageState.WAITING, due_at__lte=now)
    if not due.update(due_at=now + CLAIM, tries=F("tries") + 1):
        return None
    return Message.objects.select_related("person").get(pk=pk)


def _try(post: Post, message: Message) -> None:
    try:
        post.send(_mail(message))
    except Unsent as unsent:
        if isinstance(unsent, Delayed) and message.tries < MOST_TRIES:
            wait = WAITS[message.tries - 1]
            _set(message, due_at=clock.now() + wait, fault=str(unsent))
            return
        _set(message, state=MessageState.FAILED, fault=str(unsent))
        _noted(message, MailState.FAILED, str(unsent))
    else:
        _set(
            message,
            state=MessageState.SENT,
            sent_at=clock.now(),
            fault="",
            body="",
        )
        _noted(message, MailState.SENT)


def _set(message: Message, **values: object) -> None:
    Message.objects.filter(pk=message.pk).update(**values)


def _mail(message: Message) -> EmailMessage:
    # The same letter tried twice bears the same id, so that mail programs show one.
    mark = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    host = urlsplit(settings.GANKET_SITE_URL).hostname
    return EmailMessage(
        subject=message.title,
        body=message.body,
        to=[message.person.email],
        headers={
            "Message-ID": f"<{mark}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _note_notice(message: Message, state: MailState, fault: str) -> None:
    notices.note_mail(
        notice_id=message.subject_id,
        person_id=message.person_id,
        state=state,
        fault=fault,
    )


# Packages below that want to know what became of their letters.
_NOTED: dict[str, Callable[[Message, MailState, str], None]] = {
    notices.SENT: _note_notice
}


def _noted(message: Message, state: MailState, fault: str = "") -> None:
    if note := _NOTED.get(message.occasion):
        note(message, state, fault)


@transaction.atomic
def retry_message(*, actor: Account, message: Message) -> None:
    """Put a letter that failed back among those that wait, due at once.

    Raises NotAllowed, NotFailed.
    """
    policies.messages.require(actor, policies.RETRY, message)
    failed = Message.objects.filter(pk=message.pk, state=MessageState.FAILED)
    if not failed.update(state=MessageState.WAITING, due_at=clock.now(), tries=0):
        raise NotFailed
    _noted(message, MailState.WAITING)
    journal.record(
        actor=actor,
        verb=RETRIED,
        subject=message,
        about=message.person,
        changes={"state": [MessageState.FAILED, MessageState.WAITING]},
    )
