"""Where a review stands, in the words of those who look at it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ganket.kernel import clock
from ganket.reviews.enums import CONFIRMED_STATES, ReviewState
from ganket.reviews.models import Review

# What a list can be narrowed to, in the order of a review's way.
STAGES = {
    "write": Q(state=ReviewState.DRAFT, is_finished=False),
    "written": Q(state=ReviewState.DRAFT, is_finished=True),
    "shown": Q(state=ReviewState.SHOWN),
    "done": Q(state__in=sorted(CONFIRMED_STATES)),
    "dropped": Q(state=ReviewState.DROPPED),
}


@dataclass(frozen=True)
class Stage:
    """A state in one or two words with its tone, and what is due next."""

    tone: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Milestone:
    """One step of a review's way: done, now, next or bad; when; what was said."""

    state: str
    title: str
    note: str = ""
    said: str = ""


def narrowed(reviews: QuerySet[Review], stage: str) -> QuerySet[Review]:
    """Return the reviews at a stage; all but the dropped for an unknown one."""
    if stage in STAGES:
        return reviews.filter(STAGES[stage])
    return reviews.exclude(state=ReviewState.DROPPED)


def ready_to_confirm(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Return the reviews whose members have had their say, or the time for it."""
    heard = Q(replied_at__isnull=False) | Q(agreed_at__isnull=False)
    over = Q(reply_until__lt=clock.today())
    return reviews.filter(STAGES["shown"] & (heard | over))


def stage_of(review: Review) -> Stage:
    """Say where a review stands now."""
    if review.state == ReviewState.DRAFT:
        return _draft_stage(review)
    if review.state == ReviewState.SHOWN:
        return _shown_stage(review)
    if review.state == ReviewState.CONFIRMED:
        return Stage("bad", _("Chưa gửi được"), _("chưa biết nơi công tác"))
    if review.state == ReviewState.DELIVERED:
        return Stage("good", _("Đã gửi nơi công tác"), _day(review.delivered_at))
    if review.state == ReviewState.ACKNOWLEDGED:
        return Stage("good", _("Đã phản hồi"), _day(review.acknowledged_at))
    return Stage("plain", _("Không nhận xét"), review.dropped_reason)


def _draft_stage(review: Review) -> Stage:
    if review.is_finished:
        return Stage("info", _("Viết xong"), _("chưa cho đồng chí đọc"))
    if review.sent_back_reason:
        return Stage("bad", _("Phường trả lại"), review.sent_back_reason)
    if review.version:
        return Stage("wait", _("Đang viết"))
    return Stage("plain", _("Chưa viết"))


def _shown_stage(review: Review) -> Stage:
    if review.replied_at:
        return Stage("wait", _("Chờ phường"), _("đồng chí đã trả lời"))
    if review.agreed_at:
        return Stage("wait", _("Chờ phường"), _("đồng chí không có ý kiến thêm"))
    if review.reply_time_is_over:
        return Stage("wait", _("Chờ phường"), _("hết hạn trả lời"))
    until = _("đến hết %(day)s") % {"day": _day(review.reply_until)}
    return Stage("wait", _("Chờ đồng chí đọc"), until)


def way_of(review: Review) -> list[Milestone]:
    """Return the steps of a review from the cell to the workplace and back."""
    if review.state == ReviewState.DROPPED:
        told = _("Không nhận xét kỳ này")
        return [Milestone("bad", told, said=review.dropped_reason)]
    return [
        _written(review),
        *([_sent_back(review)] if _is_sent_back(review) else []),
        _read(review),
        _confirmed(review),
        _delivered(review),
        _acknowledged(review),
    ]


def _is_sent_back(review: Review) -> bool:
    return review.state == ReviewState.DRAFT and bool(review.sent_back_reason)


def _sent_back(review: Review) -> Milestone:
    day = _day(review.sent_back_at)
    title = _("Đảng ủy phường trả lại")
    return Milestone("bad", title, day, said=review.sent_back_reason)


def _written(review: Review) -> Milestone:
    title = _("Chi bộ viết nhận xét")
    if review.state != ReviewState.DRAFT:
        return Milestone("done", title, _day(review.shown_at), _met_front(review))
    due = review.due_on
    note = _("hạn của chi bộ %(day)s") % {"day": _day(due)} if due else ""
    return Milestone("now", title, note)


def _met_front(review: Review) -> str:
    if review.front_met_on is None:
        return ""
    told = {"day": _day(review.front_met_on)}
    return _("Họp với ban công tác mặt trận ngày %(day)s.") % told


def _read(review: Review) -> Milestone:
    title = _("Đảng viên đọc và trả lời")
    if review.state == ReviewState.DRAFT:
        return Milestone("next", title)
    if review.replied_at:
        return Milestone("done", title, _answered(review, review.replied_at))
    if review.agreed_at:
        said = _("Đã đọc, không có ý kiến gì thêm.")
        return Milestone("done", title, _answered(review, review.agreed_at), said)
    if review.is_confirmed or review.reply_time_is_over:
        note = _("hết hạn %(day)s, không trả lời") % {"day": _day(review.reply_until)}
        return Milestone("done", title, note)
    until = _("đến hết %(day)s") % {"day": _day(review.reply_until)}
    return Milestone("now", title, until)


def _answered(review: Review, at: dt.datetime) -> str:
    return " · ".join(filter(None, [_day(at), help_in_words(review)]))


def help_in_words(review: Review) -> str:
    """Say who typed the member's answer for them; nothing where they did it alone."""
    if review.helped_by is None:
        return ""
    return _("đồng chí %(name)s làm giúp") % {"name": review.helped_by.full_name}


def _confirmed(review: Review) -> Milestone:
    title = _("Đảng ủy phường xác nhận")
    if review.is_confirmed:
        return Milestone("done", title, _day(review.confirmed_on))
    closes_on = review.cycle.closes_on if review.cycle is not None else None
    note = _("hạn của phường %(day)s") % {"day": _day(closes_on)} if closes_on else ""
    state = "now" if review.may_be_confirmed_now else "next"
    return Milestone(state, title, note)


def _delivered(review: Review) -> Milestone:
    title = _("Gửi nơi công tác")
    if review.delivered_at:
        return Milestone("done", title, _day(review.delivered_at))
    if review.waits_for_workplace:
        said = _("Chưa biết đồng chí công tác ở đâu. Ghi nơi công tác rồi gửi lại.")
        return Milestone("bad", title, said=said)
    return Milestone("next", title)


def _acknowledged(review: Review) -> Milestone:
    title = _("Nơi công tác phản hồi")
    if review.acknowledged_at:
        day = _day(review.acknowledged_at)
        return Milestone("done", title, day, said=review.use_stated)
    state = "now" if review.state == ReviewState.DELIVERED else "next"
    return Milestone(state, title)


def _day(day: dt.date | dt.datetime | None) -> str:
    if isinstance(day, dt.datetime):
        day = clock.local(day).date()
    return f"{day:%d/%m/%Y}" if day else ""
