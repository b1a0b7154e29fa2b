"""The ward opens its yearly round and keeps the list of who is due."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.org.models import Unit
from ganket.reviews import policies, queries
from ganket.reviews.commands.moves import advance, count, note
from ganket.reviews.enums import ReviewForm, ReviewState
from ganket.reviews.models import Review, ReviewCycle
from ganket.rulebook.enums import DeadlineKind
from ganket.rulebook.models import RulePack
from ganket.rulebook.queries import NoRegulation, pack_on
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure

OPENED = journal.verb("reviews.cycle_opened", _("mở đợt nhận xét"))
RESCHEDULED = journal.verb("reviews.cycle_rescheduled", _("đổi ngày đợt nhận xét"))
REFRESHED = journal.verb("reviews.due_refreshed", _("cập nhật danh sách nhận xét"))
DROPPED = journal.verb("reviews.dropped", _("đưa ra khỏi danh sách nhận xét"))
RESTORED = journal.verb("reviews.restored", _("đưa lại vào danh sách nhận xét"))

MOST_REPLY_DAYS = 30
# Our own guard against a mistyped year: a round is over by the end of March.
LAST_DAY = (3, 31)
LONGEST_REASON = 500


class CycleDatesOutOfOrder(Refused):
    message = _(
        "Ba ngày chưa theo thứ tự. Ngày bắt đầu trước, rồi hạn của chi bộ, sau cùng là "
        "hạn của phường."
    )


class CycleYearWrong(Refused):
    message = _(
        "Ngày bắt đầu không thuộc năm nhận xét. Hãy xem lại năm và ngày bắt đầu."
    )


class CycleYearAhead(Refused):
    def __init__(self, year: int) -> None:
        sentence = _("Đợt nhận xét năm %(year)d mở được từ ngày 01/01/%(year)d.")
        super().__init__(sentence % {"year": year})


class CycleDayImpossible(Refused):
    """One of the days cannot be; ``field`` names it."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(sentence)
        self.field = field


DAY_PASSED = _("Ngày %(day)s đã qua. Hãy chọn từ hôm nay trở đi.")
DAY_FAR = _(
    "Ngày %(day)s xa quá. Đợt nhận xét năm %(year)d phải xong trước hết ngày %(last)s."
)


class CycleExists(Refused):
    message = _(
        "Năm này phường đã mở đợt nhận xét. Hãy vào đợt đó, ở đấy đổi ngày được."
    )


class ReplyDaysWrong(Refused):
    message = _("Số ngày để đảng viên trả lời phải từ 1 đến 30 ngày làm việc.")


class NoRegulationThen(Refused):
    message = _("Chưa có quy định nào áp dụng cho ngày này. Hãy xem lại năm.")


class ReasonMissing(Refused):
    message = _("Chưa ghi lý do. Hãy ghi một hai câu để người sau hiểu vì sao.")


class ReasonTooLong(Refused):
    message = _("Lý do dài quá. Hãy viết gọn lại.")


class AlreadyBegun(Refused):
    message = _(
        "Phiếu này đã qua bước chi bộ viết nên không đưa ra khỏi danh sách được. Nếu "
        "có nhầm lẫn, hãy trả lại chi bộ trước."
    )


class NotDropped(Refused):
    message = _("Phiếu này đang ở trong danh sách.")


@transaction.atomic
def open_cycle(
    *,
    actor: Account,
    ward: Unit,
    year: int,
    opens_on: dt.date,
    cells_due_on: dt.date,
    closes_on: dt.date,
    reply_days: int | None = None,
) -> ReviewCycle:
    """Open a ward's round of a year and list who is due, under the rules of its start.

    Whoever lives in the ward today, belongs to a cell and is not exempt gets a
    blank review. Raises NotAllowed, CycleDatesOutOfOrder, CycleYearWrong,
    CycleYearAhead, CycleDayImpossible, ReplyDaysWrong, NoRegulationThen, CycleExists.
    """
    if not policies.cycles.may_open(actor, ward):
        raise NotAllowed
    _check_days(year, opens_on, cells_due_on, closes_on)
    if year > clock.today().year:
        raise CycleYearAhead(year)
    rules = _rules_on(opens_on)
    _check_ahead({"cells_due_on": cells_due_on, "closes_on": closes_on})
    days = reply_days or rules.working_days(DeadlineKind.MEMBER_REPLY)
    if not 1 <= days <= MOST_REPLY_DAYS:
        raise ReplyDaysWrong
    cycle = ReviewCycle(
        ward=ward,
        year=year,
        opens_on=opens_on,
        cells_due_on=cells_due_on,
        closes_on=closes_on,
        reply_days=days,
        rule_pack=rules.key,
    )
    _save_once(cycle)
    added = _add(cycle, queries.due_members(ward, rules))
    told = {
        "year": [None, year],
        "opens_on": [None, opens_on],
        "cells_due_on": [None, cells_due_on],
        "closes_on": [None, closes_on],
        "papers": [None, added],
    }
    journal.record(actor=actor, verb=OPENED, subject=cycle, changes=told)
    return cycle


def _rules_on(day: dt.date) -> RulePack:
    try:
        return pack_on(day)
    except NoRegulation:
        raise NoRegulationThen from None


def _check_days(year: int, *days: dt.date) -> None:
    if list(days) != sorted(days):
        raise CycleDatesOutOfOrder
    if days[0].year != year:
        raise CycleYearWrong
    last = dt.date(year + 1, *LAST_DAY)
    for name, day in zip(("cells_due_on", "closes_on"), days[1:], strict=True):
        if day > last:
            told = {"day": f"{day:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}", "year": year}
            raise CycleDayImpossible(name, DAY_FAR % told)


def _check_ahead(days: Mapping[str, dt.date]) -> None:
    for name, day in days.items():
        if day < clock.today():
            raise CycleDayImpossible(name, DAY_PASSED % {"day": f"{day:%d/%m/%Y}"})


def _save_once(cycle: ReviewCycle) -> None:
    same = ReviewCycle.objects.filter(ward=cycle.ward, year=cycle.year)
    if same.exists():
        raise CycleExists
    try:
        with transaction.atomic():
            cycle.save()
    except IntegrityError:
        if same.exists():
            raise CycleExists from None
        raise


def _add(cycle: ReviewCycle, due: Iterable[queries.DueMember]) -> int:
    reviews = [
        Review(
            cycle=cycle,
            year=cycle.year,
            member=each.member,
            ward=cycle.ward,
            cell=cell,
            form=ReviewForm.LONG,
            rule_pack=cycle.rule_pack,
        )
        for each in due
        if (cell := each.link.cell) is not None
    ]
    Review.objects.bulk_create(reviews, batch_size=200)
    _count_due(cycle.year, Counter(review.cell_id for review in reviews))
    return len(reviews)


def _count_due(year: int, counts: Mapping[int, int]) -> None:
    tallies.add_many(Measure.REVIEWS_DUE, counts=counts, year=year)


@transaction.atomic
def change_days(
    *,
    actor: Account,
    cycle: ReviewCycle,
    version: int,
    opens_on: dt.date,
    cells_due_on: dt.date,
    closes_on: dt.date,
) -> None:
    """Give a round other days.

    A day that has passed already may stay, but none is moved into the past.
    Raises CycleDatesOutOfOrder, CycleYearWrong, CycleDayImpossible, and
    ChangedMeanwhile where somebody else changed them since ``version``.
    """
    policies.cycles.require(actor, policies.OPEN_CYCLE, cycle)
    _check_days(cycle.year, opens_on, cells_due_on, closes_on)
    values = {
        "opens_on": opens_on,
        "cells_due_on": cells_due_on,
        "closes_on": closes_on,
    }
    changes = journal.changed(cycle, values)
    if not changes:
        return
    deadlines = {"cells_due_on": cells_due_on, "closes_on": closes_on}
    _check_ahead({name: day for name, day in deadlines.items() if name in changes})
    row = ReviewCycle.objects.filter(pk=cycle.pk, version=version)
    if not row.update(version=F("version") + 1, **values):
        cycle.refresh_from_db()
        raise ChangedMeanwhile({name: getattr(cycle, name) for name in values})
    journal.record(actor=actor, verb=RESCHEDULED, subject=cycle, changes=changes)


@transaction.atomic
def refresh_due(*, actor: Account, cycle: ReviewCycle) -> queries.DueChanges:
    """Bring the list of who is due up to who lives in the ward today.

    Later arrivals get a blank review, blank reviews follow their member to
    another cell, and blank reviews of members who left or are exempt by now are
    dropped. Whatever the cell has begun to write stays as it is.
    """
    policies.cycles.require(actor, policies.OPEN_CYCLE, cycle)
    # The same value again: it holds the row, so that of two the second finds nothing due.
    ReviewCycle.objects.filter(pk=cycle.pk).update(year=cycle.year)
    changes = queries.due_changes(cycle)
    _add(cycle, changes.arrived)
    for review, cell in changes.moved:
        before = review.cell_id
        if _still_blank(review, cell=cell):
            _count_due(cycle.year, {before: -1, cell.pk: 1})
    # The reason is kept: in Vietnamese, whatever language the screen has.
    with translation.override("vi"):
        reason = gettext("Không còn thuộc diện nhận xét của phường.")
    for review in changes.gone:
        if _still_blank(review, state=ReviewState.DROPPED, dropped_reason=reason):
            count(Measure.REVIEWS_DUE, review, -1)
    if not changes.is_empty:
        told = {
            "arrived": [None, len(changes.arrived)],
            "moved": [None, len(changes.moved)],
            "gone": [None, len(changes.gone)],
        }
        journal.record(actor=actor, verb=REFRESHED, subject=cycle, changes=told)
    return changes


def _still_blank(review: Review, **values: Any) -> bool:
    blank = Q(state=ReviewState.DRAFT, version=review.version)
    return advance(review, only=blank, **values) is not None


@transaction.atomic
def drop_review(*, actor: Account, review: Review, reason: str) -> None:
    """Take a review off the list with a reason, while the cell is still writing.

    Raises ReasonMissing, ReasonTooLong, AlreadyBegun.
    """
    policies.reviews.require(actor, policies.CONFIRM, review)
    why = checked_reason(reason, LONGEST_REASON)
    changes = advance(
        review,
        only=Q(state=ReviewState.DRAFT),
        state=ReviewState.DROPPED,
        dropped_reason=why,
    )
    if changes is None:
        raise AlreadyBegun
    count(Measure.REVIEWS_DUE, review, -1)
    note(actor=actor, verb=DROPPED, review=review, changes=changes)


@transaction.atomic
def restore_review(*, actor: Account, review: Review) -> None:
    """Put a review back on the list. Raises NotDropped."""
    policies.reviews.require(actor, policies.CONFIRM, review)
    changes = advance(
        review,
        only=Q(state=ReviewState.DROPPED),
        state=ReviewState.DRAFT,
        dropped_reason="",
    )
    if changes is None:
        raise NotDropped
    count(Measure.REVIEWS_DUE, review)
    note(actor=actor, verb=RESTORED, review=review, changes=changes)


def checked_reason(reason: str, most: int) -> str:
    """Return a reason tidied. Raises ReasonMissing, ReasonTooLong."""
    why = text.tidy_lines(reason)
    if not why:
        raise ReasonMissing
    if len(why) > most:
        raise ReasonTooLong
    return why
