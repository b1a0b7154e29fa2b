"""One section a hat: which work belongs to it, in which order."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.notices.enums import NoticeState
from ganket.notices.queries import WRITE, inbox_of, notices_for
from ganket.notifications.queries import failed_for
from ganket.org.models import Unit
from ganket.reporting.queries import people_at_work
from ganket.shell.home import machine, meetings, members, opinions, reviews
from ganket.shell.home.parts import BAD, Road, Section, Todo, road, roads, waiting
from ganket.shell.queries import Hats
from ganket.shell.roads import address

NOTE_OPINION = gettext_lazy("Ghi ý kiến mới")


def _title(units: list[Unit], many: str) -> str:
    return units[0].full_name if len(units) == 1 else many


def of_a_cell(hats: Hats) -> Section | None:
    """Return the work of a residence cell: for its secretary and deputy."""
    cells = hats.cells_led
    if not cells:
        return None
    todos = [
        *opinions.owed(hats.actor, cells),
        *reviews.to_write(hats.actor, cells),
        members.to_welcome(cells),
        members.not_met(cells),
        members.without_meeting(cells),
        _unsent(hats, cells),
        _drafts(hats, cells),
    ]
    return Section(
        title=_title(cells, _("Các chi bộ của đồng chí")),
        todos=waiting(todos),
        quiet=_("Không có việc nào đang chờ. Gọi hỏi thăm một đồng chí cũng là việc."),
        sitting=meetings.for_the_cell(cells[0]),
        no_sitting=_("Chưa lên lịch. Chọn ngày, ghi nơi họp, rồi mời."),
        main=road(NOTE_OPINION, "plus", "opinions:note"),
        roads=roads(
            road(_("Lên lịch sinh hoạt"), "calendar-days", "meetings:plan"),
            road(_("Soạn thông báo"), "megaphone", "notices:new"),
        ),
    )


def of_a_cell_helped(hats: Hats) -> Section | None:
    """Return what committee and Front members of a cell take part in."""
    cells = hats.cells_helped
    if not cells:
        return None
    noting = [cell for cell in cells if cell in hats.cells_noting]
    return Section(
        title=_title(cells, _("Các chi bộ đồng chí tham gia")),
        todos=waiting(
            [
                *reviews.to_prepare(cells),
                members.not_met(noting) if noting else None,
            ]
        ),
        quiet=_("Không có việc nào đang chờ đồng chí ở chi bộ."),
        sitting=meetings.for_a_member(cells[0], may_ask_leave=False),
        no_sitting=_("Chưa có buổi sinh hoạt nào được mời."),
        main=road(NOTE_OPINION, "plus", "opinions:note") if noting else None,
    )


def of_a_ward(hats: Hats) -> Section | None:
    """Return the work of a ward committee."""
    wards = hats.wards
    if not wards:
        return None
    todos = [
        *members.to_receive(wards),
        *opinions.owed(hats.actor, wards),
        *reviews.to_confirm(wards),
        _unsent(hats, wards),
        _drafts(hats, wards),
    ]
    bar = reviews.bar_of(wards)
    return Section(
        title=_title(wards, _("Các đảng ủy của đồng chí")),
        todos=waiting(todos),
        quiet=_("Không có việc nào đang chờ phường, xã."),
        bar=bar,
        roads=roads(
            None if bar else _board(),
            road(_("Soạn thông báo"), "megaphone", "notices:new"),
        ),
    )


def of_a_workplace(hats: Hats) -> Section | None:
    """Return the work of those who introduce members and read their reviews."""
    units = hats.workplaces
    if not units:
        return None
    people = people_at_work(units)
    away = [unit for unit in units if unit not in hats.wards]
    todos = [
        *members.to_introduce(people),
        *reviews.to_acknowledge(hats.actor, units),
        _unsent(hats, away),
    ]
    if not away and not waiting(todos):
        return None
    bar = members.bar_at_work(people)
    return Section(
        title=_("Nơi công tác: %(unit)s")
        % {"unit": _title(units, _("các đơn vị của đồng chí"))},
        todos=waiting(todos),
        quiet=_("Không có việc nào đang chờ nơi công tác."),
        bar=bar,
        roads=roads(
            road(_("Giới thiệu đảng viên"), "id-card", "roster:members"),
            None if bar else _board(),
        ),
    )


def of_those_above(hats: Hats) -> Section | None:
    """Return the work of a province and above: what was passed up, and sums."""
    units = hats.above
    if not units:
        return None
    return Section(
        title=_title(units, _("Các cấp ủy của đồng chí")),
        todos=waiting(opinions.owed(hats.actor, units)),
        quiet=_("Không có ý kiến nào chuyển lên đang chờ trả lời."),
        roads=roads(
            road(_("Xem số cộng"), "layout-dashboard", "reporting:boards"),
        ),
    )


def of_the_machine(hats: Hats) -> Section | None:
    """Return the work of an administrator, who reads no content."""
    if not hats.administers:
        return None
    return Section(
        title=_("Quản trị hệ thống"),
        todos=waiting(machine.todos(hats)),
        quiet=_("Máy chạy bình thường, đơn vị nào cũng có người giữ việc."),
        roads=roads(
            road(_("Đơn vị và chức vụ"), "building-2", "org:units"),
            road(_("Tình trạng hệ thống"), "settings", "shell:machine"),
        ),
    )


def of_a_helper(hats: Hats) -> Section | None:
    """Return the way in for those who serve members without a telephone."""
    if not hats.helps:
        return None
    return Section(
        title=_("Giúp đồng chí khác"),
        todos=(),
        quiet=_("Có đồng chí nhờ thì mở trang giúp, chọn tên, làm ngay trước mặt."),
        main=road(_("Giúp một đồng chí"), "hand-heart", "helping:choose"),
    )


def of_a_member(hats: Hats) -> Section | None:
    """Return what waits for somebody's own word: the member's page of work."""
    if not hats.is_member:
        return None
    home = hats.home_cell
    leads_it = home in hats.cells_led
    todos = [
        opinions.to_judge(hats.actor),
        reviews.to_read(hats.actor),
        opinions.slipped(hats.actor),
        _unread(hats),
    ]
    return Section(
        title=_("Việc của tôi ở nơi cư trú"),
        todos=waiting(todos),
        quiet=_("Không có việc nào đang chờ đồng chí."),
        sitting=meetings.for_a_member(home, leads_it=leads_it) if home else None,
        no_sitting=_("Chưa có buổi sinh hoạt nào được mời.")
        if home and not leads_it
        else "",
        main=road(_("Nêu ý kiến"), "plus", "opinions:raise") if hats.has_home else None,
        roads=roads(
            road(_("Việc đã làm cho nơi ở"), "hand-heart", "contributions:mine"),
            road(_("Ý kiến của tôi"), "message-square-text", "opinions:list"),
        )
        if hats.has_home
        else (),
    )


def _board() -> Road | None:
    return road(_("Xem tiến độ"), "layout-dashboard", "reporting:boards")


def _unread(hats: Hats) -> Todo | None:
    if not hats.unread:
        return None
    newest = inbox_of(hats.actor).first()
    return Todo(
        count=hats.unread,
        title=_("Thông báo chưa đọc"),
        note=newest.title if newest else "",
        url=address("notices:detail", newest.pk)
        if newest and hats.unread == 1
        else address("notices:inbox"),
    )


def _drafts(hats: Hats, units: list[Unit]) -> Todo:
    drafts = notices_for(hats.actor, WRITE).filter(
        state=NoticeState.DRAFT, unit__in=units
    )
    return Todo(
        count=drafts.count(),
        title=_("Thông báo soạn chưa gửi"),
        url=address("notices:written"),
    )


def _unsent(hats: Hats, units: list[Unit]) -> Todo:
    failed = failed_for(hats.actor).filter(unit__in=units)
    return Todo(
        count=failed.count(),
        title=_("Thư điện tử không gửi được"),
        note=_("Gọi báo các đồng chí này, rồi sửa địa chỉ thư"),
        url=address("notifications:failed"),
        tone=BAD,
    )


# From the most urgent hat to the own affairs.
SECTIONS = (
    of_a_cell,
    of_a_ward,
    of_a_workplace,
    of_those_above,
    of_the_machine,
    of_a_cell_helped,
    of_a_helper,
    of_a_member,
)
