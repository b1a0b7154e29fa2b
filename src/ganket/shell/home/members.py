"""People on home pages: who came, whom nobody met, whose paper waits."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from ganket.contributions.models import Contact
from ganket.contributions.queries import period_began_on
from ganket.kernel import clock
from ganket.meetings.queries import period_of, regular_meetings
from ganket.org.models import Unit
from ganket.reporting.queries import Members as AtWork
from ganket.roster.enums import IntroductionState
from ganket.roster.models import HomeLink, Introduction
from ganket.roster.queries import without_cell
from ganket.rulebook.calendar import add_working_days
from ganket.rulebook.enums import DeadlineKind
from ganket.rulebook.queries import pack_on
from ganket.shell.home.parts import BAD, GOOD, WAIT, Bar, Todo, road
from ganket.shell.roads import address
from ganket.ui import wording

# Our own: how long somebody who moved in counts as new to their cell.
WELCOME = dt.timedelta(days=30)


def to_welcome(cells: Iterable[Unit]) -> Todo:
    """Return who came within the last month and was not met since. One query."""
    ids = [cell.pk for cell in cells]
    came = clock.today() - WELCOME
    ties = HomeLink.objects.filter(HomeLink.in_force(), cell__in=ids, since__gt=came)
    fresh = ties.exclude(member__in=_met_since(came).values("member"))
    return Todo(
        count=fresh.count(),
        title=_("Đồng chí mới chuyển đến"),
        note=_("Cần gặp trong 30 ngày đầu"),
        url=address("contributions:not_met"),
    )


def not_met(cells: Iterable[Unit]) -> Todo:
    """Return whom the cells have not met in this half-year: their own debt. One query."""
    ids = [cell.pk for cell in cells]
    since = period_began_on()
    came = clock.today() - WELCOME
    ties = HomeLink.objects.filter(HomeLink.in_force(), cell__in=ids, since__lte=came)
    owed = ties.exclude(member__in=_met_since(since).values("member"))
    return Todo(
        count=owed.count(),
        title=_("Chi bộ chưa gặp từ đầu kỳ"),
        note=_("Gọi hoặc ghé nhà: việc của chi bộ"),
        url=address("contributions:not_met"),
    )


def _met_since(day: dt.date) -> QuerySet[Contact]:
    return Contact.objects.filter(withdrawn_at=None, on__gte=day)


def without_meeting(cells: Iterable[Unit]) -> Todo:
    """Return the cells that have not planned the meeting of this half-year. One query."""
    half, period = period_of(clock.today())
    planned = regular_meetings(cells, clock.today().year)
    missing = [unit for unit, halves in planned.items() if half not in halves]
    return Todo(
        count=len(missing),
        title=_("Chưa lên lịch sinh hoạt %(period)s") % {"period": period.label},
        note=_("Mỗi kỳ một buổi: thông báo tình hình, xin ý kiến"),
        url=address("meetings:plan"),
    )


def to_receive(wards: Iterable[Unit]) -> list[Todo]:
    """Return what waits in the wards: papers to receive, people to give to a cell.

    Of those people some came by a list and have no paper here.
    """
    wards = list(wards)
    papers = Introduction.objects.filter(to_ward__in=[ward.pk for ward in wards])
    counts = papers.filter(state=IntroductionState.ISSUED).aggregate(
        issued=Count("pk"), oldest=Min("issued_on")
    )
    counts |= without_cell(wards).aggregate(
        received=Count("pk"),
        papers=Count("introduction"),
        taken=Min("since"),
    )
    return [
        Todo(
            count=counts["issued"],
            title=_("Giấy giới thiệu chờ tiếp nhận"),
            note=_since(counts["oldest"]),
            url=_papers(IntroductionState.ISSUED),
            tone=_late(counts["oldest"], DeadlineKind.INTRODUCTION_RECEIPT),
        ),
        Todo(
            count=counts["received"],
            title=_("Đã tiếp nhận, chờ phân về chi bộ"),
            note=_since(counts["taken"]),
            url=_papers(IntroductionState.RECEIVED)
            if counts["papers"]
            else _narrowed("waiting"),
            tone=_late(counts["taken"], DeadlineKind.INTRODUCTION_ASSIGNMENT),
        ),
    ]


def _since(day: dt.date | None) -> str:
    if day is None:
        return ""
    return _("Lâu nhất chờ từ %(day)s") % {"day": wording.date(day)}


def _late(day: dt.date | None, kind: DeadlineKind) -> str:
    if day is None:
        return ""
    days = pack_on(day).working_days(kind)
    return BAD if add_working_days(day, days) < clock.today() else ""


def _papers(state: IntroductionState) -> str:
    url = address("roster:introductions")
    return f"{url}?state={state}" if url else ""


def to_introduce(people: AtWork) -> list[Todo]:
    """Return what a workplace owes its members: papers to write, papers sent back."""
    free, back, away = people.to_introduce, people.returned, people.waiting
    return [
        Todo(
            count=back,
            title=_("Giấy giới thiệu bị trả lại"),
            note=_("Đọc lý do, sửa rồi giới thiệu lại"),
            url=_papers(IntroductionState.REFUSED),
            tone=BAD,
        ),
        Todo(
            count=free - back,
            title=_("Đảng viên chưa giới thiệu về nơi cư trú"),
            url=_narrowed("not-introduced"),
        ),
        Todo(
            count=away,
            title=_("Giấy giới thiệu chờ nơi cư trú tiếp nhận"),
            note=_("Để lâu thì gọi Ban Xây dựng Đảng nơi đó"),
            url=_papers(IntroductionState.ISSUED),
        ),
    ]


def bar_at_work(people: AtWork) -> Bar | None:
    """Return how many of a workplace's members are tied to a home."""
    if not people.members:
        return None
    return Bar(
        title=_("Mối liên hệ nơi cư trú"),
        parts=(
            (GOOD, people.tied, _("đã tiếp nhận")),
            (WAIT, people.waiting, _("đang chờ")),
        ),
        total=people.members,
        rest=_("chưa giới thiệu"),
        road=road(_("Xem tiến độ"), "layout-dashboard", "reporting:boards"),
    )


def _narrowed(show: str) -> str:
    url = address("roster:members")
    return f"{url}?show={show}" if url else ""
