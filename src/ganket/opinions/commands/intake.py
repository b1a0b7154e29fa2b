"""Taking an opinion in: from the member's phone, or written down by the cell."""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.db import violates
from ganket.kernel.errors import NotAllowed, Refused
from ganket.opinions import policies
from ganket.opinions.enums import OVER, OpinionState, Source, StepKind
from ganket.opinions.models import ONCE_PER_KEY, Opinion, Register, Step
from ganket.org.models import Unit
from ganket.org.queries import ward_of
from ganket.people.queries import acting_person_id, helper_id
from ganket.roster.models import Member
from ganket.roster.queries import home_link_of, own_member
from ganket.rulebook.calendar import add_working_days
from ganket.rulebook.enums import DeadlineKind
from ganket.rulebook.queries import pack_on
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure

RAISED = journal.verb("opinions.raised", _("nêu ý kiến"))

LONGEST_TEXT = 5000
LONGEST_LINE = 160


class NoMember(NotAllowed):
    message = _(
        "Nêu ý kiến ở đây là việc của đảng viên giữ mối liên hệ với nơi cư trú. Đồng "
        "chí chưa có tên trong danh sách; đề nghị hỏi chi bộ nơi công tác."
    )


class NoHome(Refused):
    message = _(
        "Đồng chí chưa có chi bộ nơi cư trú trong hệ thống nên ý kiến chưa có nơi nhận. "
        "Đề nghị báo chi bộ nơi công tác để được giới thiệu về nơi ở."
    )


class NotOfThisUnit(Refused):
    message = _(
        "Đồng chí này không giữ mối liên hệ với phường, xã của đơn vị. Hãy chọn người "
        "trong danh sách."
    )


class SubjectMissing(Refused):
    message = _("Chưa ghi việc gì. Hãy ghi vài chữ, ví dụ: Đèn đường hẻm 12 hỏng.")


class TextMissing(Refused):
    message = _("Chưa có nội dung ý kiến. Hãy ghi chuyện gì, từ khi nào, mong làm gì.")


class LineTooLong(Refused):
    message = _(
        "Dòng này dài quá 160 ký tự. Hãy ghi ngắn, phần còn lại ghi ở nội dung."
    )


class TextTooLong(Refused):
    message = _(
        "Nội dung dài quá 5.000 ký tự. Hãy viết gọn lại, hoặc tách thành nhiều ý kiến."
    )


class KeyUsed(Refused):
    message = _(
        "Trang này vừa dùng để ghi một ý kiến khác. Nếu đây là ý kiến mới, hãy bấm ghi "
        "lần nữa; chữ đồng chí viết vẫn còn."
    )


@transaction.atomic
def raise_opinion(
    *,
    actor: Account,
    subject: str,
    text: str,
    client_key: UUID,
    place: str = "",
) -> Opinion:
    """Take in what the member says of their own accord, and give it its number.

    It goes to the cell of their home, or to the ward while no cell is known.
    Sent twice under one ``client_key``, or in the same words on one day, it is
    taken in once.
    Raises NoMember, NoHome and what is wrong with the words.
    """
    member = own_member(actor)
    if member is None:
        raise NoMember
    link = home_link_of(member)
    if link is None:
        raise NoHome
    unit = link.cell or link.ward
    draft = Opinion(
        unit=unit, member=member, client_key=client_key, source=Source.PHONE
    )
    _write(draft, subject, place, text)
    return _take_in(actor, draft, StepKind.RAISED)


@transaction.atomic
def note_opinion(
    *,
    actor: Account,
    unit: Unit,
    member: Member,
    subject: str,
    text: str,
    client_key: UUID,
    place: str = "",
    source: Source = Source.IN_PERSON,
    source_id: int | None = None,
) -> Opinion:
    """Take down what a member said to the cell. It counts as received at once.

    The member may live with another cell of the same ward: they may have come
    to this one's meeting. ``source_id`` names that meeting.
    Raises NotAllowed, NotOfThisUnit and what is wrong with the words.
    """
    if not policies.opinions.may_note(actor, unit):
        raise NotAllowed
    link = home_link_of(member)
    if link is None or link.ward_id != ward_of(unit).pk:
        raise NotOfThisUnit
    draft = Opinion(
        unit=unit,
        member=member,
        client_key=client_key,
        source=source,
        source_id=source_id,
    )
    _write(draft, subject, place, text)
    return _take_in(actor, draft, StepKind.RAISED, StepKind.RECEIVED)


def due_from(day: dt.date) -> dt.date:
    """Return the day by which an opinion that arrives on a day is to be answered."""
    days = pack_on(day).working_days(DeadlineKind.OPINION_ANSWER)
    return add_working_days(day, days)


def _write(draft: Opinion, subject: str, place: str, body: str) -> None:
    draft.subject = text.tidy(subject)
    draft.place = text.tidy(place)
    draft.text = text.tidy_lines(body)
    if not draft.subject:
        raise SubjectMissing
    if not draft.text:
        raise TextMissing
    if max(len(draft.subject), len(draft.place)) > LONGEST_LINE:
        raise LineTooLong
    if len(draft.text) > LONGEST_TEXT:
        raise TextTooLong


def _take_in(actor: Account, draft: Opinion, *steps: StepKind) -> Opinion:
    known = _known(draft) or _same_words(draft)
    if known is not None:
        return known
    today = clock.today()
    draft.holder, draft.due_on, draft.year = draft.unit, due_from(today), today.year
    draft.state = OpinionState(steps[-1].value)
    try:
        # The number is taken inside, so that a key that lost the race gives it back.
        with transaction.atomic():
            draft.number = _next_number(draft.unit, draft.year)
            draft.save()
    except IntegrityError as error:
        known = _known(draft) if violates(error, ONCE_PER_KEY) else None
        if known is None:
            raise
        return known
    for kind in steps:
        _step(actor, draft, kind)
    tallies.add(Measure.OPINIONS_RAISED, unit=draft.unit, year=draft.year)
    journal.record(
        actor=actor,
        verb=RAISED,
        subject=draft,
        about=draft.member.person,
        changes={
            "code": [None, draft.code],
            "unit": [None, draft.unit.code],
            "subject": [None, draft.subject],
            "source": [None, draft.source],
        },
    )
    return draft


def _known(draft: Opinion) -> Opinion | None:
    rows = Opinion.objects.select_related("unit", "holder", "member__person")
    known = rows.filter(client_key=draft.client_key).first()
    if known is not None and _said(known) != _said(draft):
        raise KeyUsed
    return known


def _same_words(draft: Opinion) -> Opinion | None:
    """Return the same opinion taken in today: a page gone back to and sent again."""
    rows = Opinion.objects.select_related("unit", "holder", "member__person")
    today = rows.filter(
        unit=draft.unit_id,
        member=draft.member_id,
        subject=draft.subject,
        source=draft.source,
        source_id=draft.source_id,
        raised_at__gte=clock.moment(clock.today()),
    )
    standing = today.exclude(state__in=OVER).order_by("pk")
    return next((each for each in standing if _said(each) == _said(draft)), None)


def _said(opinion: Opinion) -> tuple[object, ...]:
    words = (opinion.subject, opinion.place, opinion.text)
    return (opinion.unit_id, opinion.member_id, *words)


def _next_number(unit: Unit, year: int) -> int:
    register = Register.objects.filter(unit=unit, year=year)
    if not register.update(last=F("last") + 1):
        Register.objects.get_or_create(unit=unit, year=year)
        register.update(last=F("last") + 1)
    return register.get().last


def _step(actor: Account, opinion: Opinion, kind: StepKind) -> None:
    Step.objects.create(
        opinion=opinion,
        kind=kind,
        unit=opinion.unit,
        holder=opinion.unit,
        person_id=acting_person_id(actor),
        helper_id=helper_id(actor),
        text=opinion.text if kind == StepKind.RAISED else "",
    )
