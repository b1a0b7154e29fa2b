"""Reviews on home pages, from each of the three sides."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.reviews import queries
from ganket.reviews.enums import CONFIRMED_STATES, ReviewState
from ganket.reviews.models import Review, ReviewCycle
from ganket.shell.home.parts import BAD, GOOD, WAIT, Bar, Todo, road
from ganket.shell.roads import address
from ganket.ui import wording

# The season runs from late October to early December; a month to get ready.
SEASON_BEGINS = 10
_ANSWERED = Q(replied_at__isnull=False) | Q(agreed_at__isnull=False)


def to_write(actor: Account, cells: Iterable[Unit]) -> list[Todo]:
    """Return what the cells have still to write, and what came back. One query."""
    units = list(cells)
    mine = queries.reviews_for(actor, queries.WRITE).filter(
        cell__in=[unit.pk for unit in units]
    )
    unwritten = Q(state=ReviewState.DRAFT, is_finished=False)
    back = Q(state=ReviewState.DRAFT, sent_back_at__isnull=False)
    this_year = mine.filter(year__gte=clock.today().year - 1)
    counts = this_year.order_by().aggregate(
        all=Count("pk", filter=~Q(state=ReviewState.DROPPED)),
        unwritten=Count("pk", filter=unwritten & ~back),
        unshown=Count(
            "pk", filter=Q(state=ReviewState.DRAFT, is_finished=True) & ~back
        ),
        back=Count("pk", filter=back),
        due=Min("cycle__cells_due_on", filter=unwritten),
        year=Min("year", filter=Q(state=ReviewState.DRAFT)),
    )
    url = _cell(units, counts["year"])
    return [
        Todo(
            count=counts["back"],
            title=_("Phiếu nhận xét phường trả lại"),
            note=_("Đọc lý do của phường, sửa rồi cho đảng viên đọc lại"),
            url=url,
            tone=BAD,
        ),
        Todo(
            count=counts["unwritten"],
            title=_("Phiếu nhận xét chưa xong"),
            note=_progress(counts),
            url=url,
            tone=BAD if counts["due"] and counts["due"] < clock.today() else "",
        ),
        Todo(
            count=counts["unshown"],
            title=_("Phiếu viết xong, chưa cho đảng viên đọc"),
            note=_("Đảng viên đọc và trả lời trước, phường xác nhận sau"),
            url=url,
        ),
    ]


def to_prepare(cells: Iterable[Unit]) -> list[Todo]:
    """Return the papers that the Front and the committee read before they meet.

    And those on which they have met the cell, as long as the cell keeps them.
    One query.
    """
    units = list(cells)
    drafts = Review.objects.filter(
        cell__in=[unit.pk for unit in units],
        state=ReviewState.DRAFT,
        year__gte=clock.today().year - 1,
    )
    ahead, over = Q(front_held_on=None), Q(front_held_on__isnull=False)
    finished = Q(is_finished=True)
    counts = queries.with_front_day(drafts).aggregate(
        ahead=Count("pk", filter=ahead),
        ahead_done=Count("pk", filter=ahead & finished),
        ahead_of=Min("year", filter=ahead),
        over=Count("pk", filter=over),
        over_done=Count("pk", filter=over & finished),
        over_of=Min("year", filter=over),
        met=Max("front_held_on"),
    )
    read = _("Đọc phiếu và sổ ghi trước buổi họp với chi bộ")
    met = _("Đã họp ngày %(day)s") % {"day": wording.date(counts["met"])}
    return [
        Todo(
            count=counts["ahead"],
            title=_("Phiếu nhận xét chờ họp với chi bộ"),
            note=f"{read} · {_done(counts['ahead_done'], counts['ahead'])}",
            url=_cell(units, counts["ahead_of"]),
        ),
        Todo(
            count=counts["over"],
            title=_("Phiếu nhận xét họp rồi, chưa cho đảng viên đọc"),
            note=f"{met} · {_done(counts['over_done'], counts['over'])}",
            url=_cell(units, counts["over_of"]),
        ),
    ]


def _done(done: int, total: int) -> str:
    return _("%(done)s trên %(all)s đã xong") % {"done": done, "all": total}


def _progress(counts: dict[str, Any]) -> str:
    done = counts["all"] - counts["unwritten"] - counts["back"]
    words = _done(done, counts["all"])
    if counts["due"] is None:
        return words
    told = {"day": wording.date(counts["due"]), "words": words}
    if counts["due"] < clock.today():
        return _("Đã quá hạn của chi bộ: %(day)s · %(words)s") % told
    return _("Hạn của chi bộ: %(day)s · %(words)s") % told


def _cell(units: list[Unit], year: object) -> str:
    if len(units) == 1 and year is not None:
        return address("reviews:cell", units[0].code, year)
    return address("reviews:list")


def to_confirm(wards: Iterable[Unit]) -> list[Todo]:
    """Return what waits for the ward. Two queries."""
    units = list(wards)
    ids = [unit.pk for unit in units]
    today = clock.today()
    ready = Q(state=ReviewState.SHOWN) & (_ANSWERED | Q(reply_until__lt=today))
    stuck = Q(state=ReviewState.CONFIRMED)
    asked = Q(state=ReviewState.DRAFT, request__isnull=False)
    reviews = Review.objects.filter(ward__in=ids, year__gte=today.year - 1)
    counts = reviews.order_by().aggregate(
        ready=Count("pk", filter=ready),
        stuck=Count("pk", filter=stuck),
        asked=Count("pk", filter=asked),
        ready_of=Min("year", filter=ready),
        stuck_of=Min("year", filter=stuck),
        asked_of=Min("year", filter=asked),
    )
    begun = ReviewCycle.objects.filter(ward__in=ids, year=today.year)
    opened = set(begun.values_list("ward_id", flat=True))
    missing = [unit for unit in units if unit.pk not in opened]
    return [
        Todo(
            count=counts["ready"],
            title=_("Phiếu nhận xét chờ xác nhận"),
            note=_("Đảng viên đã đọc, đã trả lời hoặc hết hạn trả lời"),
            url=_ward(units, counts["ready_of"]),
        ),
        Todo(
            count=counts["stuck"],
            title=_("Phiếu đã xác nhận, chưa có nơi để gửi"),
            note=_("Chưa ghi nơi công tác của các đồng chí này"),
            url=_ward(units, counts["stuck_of"]),
        ),
        Todo(
            count=counts["asked"],
            title=_("Phiếu nơi công tác xin ngoài đợt, chi bộ đang viết"),
            url=_ward(units, counts["asked_of"]),
        ),
        Todo(
            count=len(missing) if today.month >= SEASON_BEGINS else 0,
            title=_("Chưa mở đợt nhận xét năm %(year)s") % {"year": today.year},
            note=_("Đặt ngày cho chi bộ và cho phường, hệ thống lập danh sách"),
            url=address("reviews:open", missing[0].code) if missing else "",
        ),
    ]


def bar_of(wards: Iterable[Unit]) -> Bar | None:
    """Return how far the wards' reviews of this year have come. One query."""
    units, year = list(wards), clock.today().year
    written = Q(state=ReviewState.SHOWN) | Q(state=ReviewState.DRAFT, is_finished=True)
    reviews = Review.objects.filter(ward__in=[unit.pk for unit in units], year=year)
    counts = reviews.exclude(state=ReviewState.DROPPED).aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(state__in=sorted(CONFIRMED_STATES))),
        written=Count("pk", filter=written),
    )
    if not counts["all"]:
        return None
    return Bar(
        title=_("Phiếu nhận xét năm %(year)s") % {"year": year},
        parts=(
            (GOOD, counts["done"], _("đã xác nhận")),
            (WAIT, counts["written"], _("đã viết")),
        ),
        total=counts["all"],
        rest=_("chưa viết"),
        road=road(_("Xem tiến độ"), "layout-dashboard", "reporting:boards"),
    )


def _ward(units: list[Unit], year: int | None) -> str:
    if len(units) == 1 and year is not None:
        return address("reviews:board", units[0].code, year)
    return address("reviews:list")


def to_acknowledge(actor: Account, units: Iterable[Unit]) -> list[Todo]:
    """Return the reviews that a workplace was sent and has not answered. One query."""
    places = list(units)
    sent = queries.reviews_for(actor, queries.ACKNOWLEDGE)
    counts = sent.order_by().aggregate(
        waiting=Count("pk", filter=Q(state=ReviewState.DELIVERED)),
        year=Min("year", filter=Q(state=ReviewState.DELIVERED)),
    )
    url = address("reviews:list")
    if len(places) == 1 and counts["year"]:
        url = address("reviews:work", places[0].code, counts["year"])
    return [
        Todo(
            count=counts["waiting"],
            title=_("Phiếu nhận xét chờ phản hồi"),
            note=_("Đọc, rồi nói rõ dùng vào việc gì; chi bộ nơi cư trú xem được"),
            url=url,
        )
    ]


def to_read(actor: Account) -> Todo | None:
    """Return the member's own review that may still be answered. One query."""
    open_ones = queries.own_reviews(actor).filter(
        ~_ANSWERED, state=ReviewState.SHOWN, reply_until__gte=clock.today()
    )
    rows = list(open_ones[:2])
    if not rows:
        return None
    return Todo(
        count=len(rows),
        title=_("Phiếu nhận xét về đồng chí, đọc và trả lời"),
        note=_("Trả lời đến hết ngày %(day)s")
        % {"day": wording.date(rows[0].reply_until)},
        url=address("reviews:detail", rows[0].pk),
        tone=BAD,
    )
