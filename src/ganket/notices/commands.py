"""Writing, sending and withdrawing notices."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.notices import policies, queries
from ganket.notices.enums import OUT, Audience, MailState, NoticeState
from ganket.notices.models import Delivery, Notice
from ganket.org.models import Unit
from ganket.people.queries import acting_person_id

DRAFTED = journal.verb("notices.drafted", _("soạn thông báo"))
EDITED = journal.verb("notices.edited", _("sửa bản nháp"))
DISCARDED = journal.verb("notices.discarded", _("bỏ bản nháp"))
RESTORED = journal.verb("notices.restored", _("lấy lại bản nháp"))
SENT = journal.verb("notices.sent", _("gửi thông báo"))
WITHDRAWN = journal.verb("notices.withdrawn", _("thu hồi thông báo"))

LONGEST_TITLE = 160
LONGEST_BODY = 10000
LONGEST_NOTE = 500
BATCH = 500


class TitleMissing(Refused):
    message = _("Thông báo chưa có tiêu đề. Hãy ghi một dòng nói việc gì.")


class TitleTooLong(Refused):
    message = _("Tiêu đề dài quá 160 chữ. Hãy rút gọn, phần còn lại ghi vào nội dung.")


class BodyMissing(Refused):
    message = _("Thông báo chưa có nội dung. Hãy ghi điều đồng chí muốn báo.")


class BodyTooLong(Refused):
    message = _(
        "Nội dung dài quá 10.000 chữ. Hãy rút gọn hoặc chia thành hai thông báo."
    )


class NoteMissing(Refused):
    message = _("Chưa có lý do. Hãy ghi một câu để người nhận biết vì sao thu hồi.")


class NoteTooLong(Refused):
    message = _("Lý do dài quá 500 chữ. Hãy rút gọn.")


class AudienceWrong(Refused):
    message = _("Chỉ đảng ủy gửi được cho bí thư, phó bí thư các chi bộ.")


class UnitClosed(Refused):
    message = _("Đơn vị này đã kết thúc hoạt động nên không gửi thông báo được nữa.")


class NobodyToTell(Refused):
    message = _(
        "Chưa có ai để gửi: danh sách của đơn vị đang trống. Hãy tiếp nhận đảng viên "
        "hoặc ghi chức vụ các chi bộ trước."
    )


class NotADraft(Refused):
    message = _("Thông báo này không còn là bản nháp: người khác đã gửi hoặc đã bỏ.")


class AlreadySent(NotADraft):
    message = _("Thông báo này đã gửi rồi, không gửi lần nữa.")


class NotSent(Refused):
    message = _("Thông báo này chưa gửi hoặc đã thu hồi rồi.")


@transaction.atomic
def draft_notice(
    *,
    actor: Account,
    unit: Unit,
    title: str,
    body: str,
    audience: str = Audience.MEMBERS,
    client_key: uuid.UUID | None = None,
) -> Notice:
    """Write a draft in the name of a unit. The same key twice gives the first draft.

    Raises NotAllowed, TitleMissing, TitleTooLong, BodyMissing, BodyTooLong,
    AudienceWrong, UnitClosed.
    """
    if not queries.units_to_write_for(actor).filter(pk=unit.pk).exists():
        raise NotAllowed if unit.is_open_on(clock.today()) else UnitClosed
    key = client_key or uuid.uuid4()
    values = _checked(unit, title=title, body=body, audience=audience)
    notice, is_new = Notice.objects.get_or_create(
        client_key=key, defaults={"unit": unit, **values}
    )
    if not is_new:
        policies.notices.require(actor, policies.WRITE, notice)
        return notice
    told = {name: [None, value] for name, value in values.items()}
    journal.record(actor=actor, verb=DRAFTED, subject=notice, changes=told)
    return notice


@transaction.atomic
def edit_notice(
    *,
    actor: Account,
    notice: Notice,
    version: int,
    title: str,
    body: str,
    audience: str,
) -> None:
    """Change a draft. Raises as ``draft_notice`` does, NotADraft, ChangedMeanwhile."""
    policies.notices.require(actor, policies.WRITE, notice)
    values = _checked(notice.unit, title=title, body=body, audience=audience)
    fresh = Notice.objects.get(pk=notice.pk)
    changes = journal.changed(fresh, values)
    written = Notice.objects.filter(
        pk=notice.pk, version=version, state=NoticeState.DRAFT
    ).update(version=version + 1, **values)
    if not written:
        raise _why_not(notice.pk)
    if changes:
        journal.record(actor=actor, verb=EDITED, subject=notice, changes=changes)


@transaction.atomic
def send_notice(*, actor: Account, notice: Notice, version: int) -> int:
    """Send a draft as it stood at ``version``, once. Return how many were told.

    Whoever belongs to the audience at this moment gets it; a letter goes to
    those who have an address, and that is the affair of notifications.
    Raises NotAllowed, NobodyToTell, AlreadySent, NotADraft, ChangedMeanwhile.
    """
    policies.notices.require(actor, policies.WRITE, notice)
    sent = Notice.objects.filter(
        pk=notice.pk, version=version, state=NoticeState.DRAFT
    ).update(
        state=NoticeState.SENT,
        sent_at=clock.now(),
        signed_by=queries.signature_of(actor, notice.unit),
        version=version + 1,
    )
    if not sent:
        raise _why_not(notice.pk)
    people = list(queries.audience_of(notice.unit, notice.audience))
    if not people:
        raise NobodyToTell
    Delivery.objects.bulk_create(
        [
            Delivery(
                notice=notice,
                person=person,
                mail=MailState.WAITING if person.email else MailState.NONE,
            )
            for person in people
        ],
        batch_size=BATCH,
    )
    told = {
        "state": [NoticeState.DRAFT, NoticeState.SENT],
        "people": [None, len(people)],
    }
    journal.record(actor=actor, verb=SENT, subject=notice, changes=told)
    return len(people)


@transaction.atomic
def withdraw_notice(*, actor: Account, notice: Notice, note: str) -> None:
    """Take a sent notice back, with a note to its readers. Its text is hidden then.

    Raises NotAllowed, NoteMissing, NoteTooLong, NotSent.
    """
    policies.notices.require(actor, policies.WRITE, notice)
    why = text.tidy(note)
    if not why:
        raise NoteMissing
    if len(why) > LONGEST_NOTE:
        raise NoteTooLong
    withdrawn = Notice.objects.filter(pk=notice.pk, state=NoticeState.SENT).update(
        state=NoticeState.WITHDRAWN, withdrawn_at=clock.now(), withdrawal=why
    )
    if not withdrawn:
        raise NotSent
    told = {
        "state": [NoticeState.SENT, NoticeState.WITHDRAWN],
        "withdrawal": ["", why],
    }
    journal.record(actor=actor, verb=WITHDRAWN, subject=notice, changes=told)


@transaction.atomic
def discard_draft(*, actor: Account, notice: Notice) -> None:
    """Put a draft aside; it can be taken back. Raises NotAllowed, NotADraft."""
    _turn(actor, notice, NoticeState.DRAFT, NoticeState.DISCARDED, DISCARDED)


@transaction.atomic
def restore_draft(*, actor: Account, notice: Notice) -> None:
    """Take a discarded draft back. Raises NotAllowed, NotADraft."""
    _turn(actor, notice, NoticeState.DISCARDED, NoticeState.DRAFT, RESTORED)


def mark_read(*, actor: Account, notice: Notice) -> None:
    """Note that the actor opened a notice, for the order of their own inbox alone.

    Not journalled on purpose: the journal can be read by others, and whether
    somebody read a notice is nobody's affair.
    """
    person = acting_person_id(actor)
    if person is not None:
        own = Delivery.objects.filter(notice=notice, person=person, read_at=None)
        own.update(read_at=clock.now())


def note_mail(*, notice_id: int, person_id: int, state: str, fault: str = "") -> None:
    """Note what became of the letter about a notice, for whoever must call instead.

    Told by notifications, which keeps the letters. Not journalled: nobody did it.
    """
    Delivery.objects.filter(notice=notice_id, person=person_id).update(
        mail=state, mail_fault=fault[:LONGEST_NOTE]
    )


def _checked(unit: Unit, *, title: str, body: str, audience: str) -> dict[str, Any]:
    words, lines = text.tidy(title), text.tidy_lines(body)
    if not words:
        raise TitleMissing
    if len(words) > LONGEST_TITLE:
        raise TitleTooLong
    if not lines:
        raise BodyMissing
    if len(lines) > LONGEST_BODY:
        raise BodyTooLong
    if audience == Audience.SECRETARIES and not unit.is_ward:
        raise AudienceWrong
    return {"title": words, "body": lines, "audience": Audience(audience)}


def _turn(actor: Account, notice: Notice, old: str, new: str, verb: str) -> None:
    policies.notices.require(actor, policies.WRITE, notice)
    if not Notice.objects.filter(pk=notice.pk, state=old).update(state=new):
        raise NotADraft
    changes = {"state": [old, new]}
    journal.record(actor=actor, verb=verb, subject=notice, changes=changes)


def _why_not(pk: int) -> Refused:
    now = Notice.objects.get(pk=pk)
    if now.state in OUT:
        return AlreadySent()
    if now.state != NoticeState.DRAFT:
        return NotADraft()
    theirs = {"title": now.title, "body": now.body, "audience": now.audience}
    return ChangedMeanwhile({**theirs, "version": now.version})
