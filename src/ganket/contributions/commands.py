"""Noting work and contacts, and taking a note back."""

import datetime as dt
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.contributions import money, policies
from ganket.contributions.enums import ContactKind, ContributionKind
from ganket.contributions.models import (
    CONTACT_ONCE_A_DAY,
    CONTACT_ONCE_PER_KEY,
    CONTRIBUTION_ONCE_PER_KEY,
    Contact,
    Contribution,
)
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.db import violates
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Unit
from ganket.people.queries import acting_person_id
from ganket.roster.models import Member
from ganket.roster.queries import home_link_of

NOTED = journal.verb("contributions.noted", _("ghi việc đã làm"))
WITHDRAWN = journal.verb("contributions.withdrawn", _("rút việc đã ghi"))
CONTACT_NOTED = journal.verb("contributions.contact_noted", _("ghi đã gặp đảng viên"))
CONTACT_WITHDRAWN = journal.verb(
    "contributions.contact_withdrawn", _("rút lần gặp đã ghi")
)

LONGEST = 280
# Older than the year under review and the one before it, a note serves nobody.
YEARS_BACK = 2

R = TypeVar("R", Contact, Contribution)


class NoHome(Refused):
    message = _(
        "Đảng viên này hiện không giữ mối liên hệ với nơi cư trú nào trong hệ thống, nên "
        "chưa ghi được. Hãy xem lại danh sách của chi bộ."
    )


class TextMissing(Refused):
    message = _("Chưa ghi việc đã làm. Hãy viết một, hai dòng.")


class ReadsLikeMoney(Refused):
    """A question rather than a no: it stands once somebody says that it is a deed."""

    message = _(
        "Ở đây chỉ ghi việc đã làm, không ghi tiền đóng góp, nộp quỹ hay ủng hộ. Nếu "
        "đây là việc đã làm (vận động, đi thu giúp, dạy, sửa), hãy đánh dấu ô dưới rồi "
        "ghi lại."
    )


class TextTooLong(Refused):
    message = _("Dài quá 280 ký tự. Hãy viết gọn trong một, hai dòng.")


class KindUnknown(Refused):
    message = _("Chưa chọn loại việc. Hãy chọn một loại trong danh sách.")


class DayAhead(Refused):
    message = _("Ngày này chưa tới. Hãy ghi ngày việc đã làm, muộn nhất là hôm nay.")


class DayLongAgo(Refused):
    message = _("Ngày này đã quá lâu. Chỉ ghi việc từ đầu năm trước đến nay.")


class KeyUsed(Refused):
    message = _("Trang này đã dùng để ghi việc khác. Hãy mở lại trang rồi ghi lại.")


class WithdrawnBefore(Refused):
    message = _("Việc này đã được rút trước đó.")


@transaction.atomic
def note_contribution(
    *,
    actor: Account,
    member: Member,
    kind: str,
    text: str,
    done_on: dt.date,
    client_key: UUID,
    is_deed: bool = False,
) -> Contribution:
    """Note work that a member did where they live: by the cell, or by the member.

    ``is_deed`` says that a line which reads like money is work all the same.
    Sent twice under one ``client_key`` it is noted once.
    Raises NotAllowed, NoHome, KindUnknown, TextMissing, TextTooLong, ReadsLikeMoney,
    DayAhead, DayLongAgo.
    """
    unit = _home(member)
    if not _is_own(actor, member) and not policies.contributions.may_note(actor, unit):
        raise NotAllowed
    if kind not in ContributionKind.values:
        raise KindUnknown
    words = _line(text)
    if not words:
        raise TextMissing
    if not is_deed and money.reads_like_money(words):
        raise ReadsLikeMoney
    _check_day(done_on)
    draft = Contribution(
        member=member,
        unit=unit,
        kind=kind,
        text=words,
        done_on=done_on,
        by_id=_author(actor),
        client_key=client_key,
    )
    row, is_new = _save_once(draft, models.Q(), CONTRIBUTION_ONCE_PER_KEY)
    if is_new:
        told = {"kind": [None, kind], "text": [None, words], "on": [None, done_on]}
        _tell(actor, NOTED, row, told)
    return row


@transaction.atomic
def note_contact(
    *,
    actor: Account,
    member: Member,
    kind: str,
    client_key: UUID,
    on: dt.date | None = None,
    note: str = "",
) -> Contact:
    """Note that the cell spoke with a member, visited or called them on a day (today).

    One kind a day counts once, whoever of the cell notes it.
    Raises NotAllowed, NoHome, KindUnknown, TextTooLong, DayAhead, DayLongAgo.
    """
    unit = _home(member)
    if not policies.contributions.may_note(actor, unit):
        raise NotAllowed
    if kind not in ContactKind.values:
        raise KindUnknown
    day = on or clock.today()
    _check_day(day)
    draft = Contact(
        member=member,
        unit=unit,
        kind=kind,
        note=_line(note),
        on=day,
        by_id=_author(actor),
        client_key=client_key,
    )
    same = models.Q(member=member, unit=unit, kind=kind, on=day, withdrawn_at=None)
    row, is_new = _save_once(draft, same, CONTACT_ONCE_PER_KEY, CONTACT_ONCE_A_DAY)
    if is_new:
        _tell(actor, CONTACT_NOTED, row, {"kind": [None, kind], "on": [None, day]})
    return row


@transaction.atomic
def withdraw_contribution(*, actor: Account, contribution: Contribution) -> None:
    """Take one's own note back. Raises NotAllowed, WithdrawnBefore."""
    policies.contributions.require(actor, policies.WITHDRAW, contribution)
    _withdraw(actor, contribution, WITHDRAWN)


@transaction.atomic
def withdraw_contact(*, actor: Account, contact: Contact) -> None:
    """Take one's own note back. Raises NotAllowed, WithdrawnBefore."""
    policies.contacts.require(actor, policies.WITHDRAW, contact)
    _withdraw(actor, contact, CONTACT_WITHDRAWN)


def _home(member: Member) -> Unit:
    link = home_link_of(member)
    if link is None:
        raise NoHome
    return link.cell or link.ward


def _author(actor: Account) -> int:
    person = acting_person_id(actor)
    if person is None:
        raise NotAllowed
    return person


def _is_own(actor: Account, member: Member) -> bool:
    return acting_person_id(actor) == member.person_id


def _line(words: str) -> str:
    line = text.tidy(words)
    if len(line) > LONGEST:
        raise TextTooLong
    return line


def _check_day(day: dt.date) -> None:
    today = clock.today()
    if day > today:
        raise DayAhead
    if day.year <= today.year - YEARS_BACK:
        raise DayLongAgo


def _save_once(
    draft: R, same: models.Q, *constraints: models.UniqueConstraint
) -> tuple[R, bool]:
    """Save a row, or return the same one that stands already, and which it was."""
    rows: models.QuerySet[R] = type(draft)._default_manager.filter(
        same | models.Q(client_key=draft.client_key)
    )
    known = rows.first()
    if known is None:
        try:
            with transaction.atomic():
                draft.save()
        except IntegrityError as error:
            known = rows.first()
            if known is None or not any(violates(error, c) for c in constraints):
                raise
        else:
            return draft, True
    if known.withdrawn_at is not None or known.member_id != draft.member_id:
        raise KeyUsed
    return known, False


def _withdraw(actor: Account, row: Contact | Contribution, verb: str) -> None:
    now = clock.now()
    standing = type(row)._default_manager.filter(pk=row.pk, withdrawn_at=None)
    if not standing.update(withdrawn_at=now):
        raise WithdrawnBefore
    row.withdrawn_at = now
    _tell(actor, verb, row, {"withdrawn_at": [None, now]})


def _tell(
    actor: Account, verb: str, row: Contact | Contribution, told: dict[str, Any]
) -> None:
    journal.record(
        actor=actor, verb=verb, subject=row, about=row.member.person, changes=told
    )
