"""The frame of every page: whose it is, and the roads that lead on from here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from ganket.org.enums import UnitKind
from ganket.shell.queries import Hats
from ganket.shell.roads import address
from ganket.ui.chrome import Chrome, NavItem, Viewer


@dataclass(frozen=True)
class Road:
    label: Promise
    name: str
    icon: str
    leads: Callable[[Hats], bool]


def _near(hats: Hats) -> bool:
    return bool(hats.cells_led or hats.wards)


def _keeps_members(hats: Hats) -> bool:
    return _near(hats) or bool(hats.cells_helped or hats.workplaces)


def _lists_members(hats: Hats) -> bool:
    """Whether the list of members is theirs to see: the Front has only reviews."""
    return _near(hats) or bool(hats.cells_noting or hats.workplaces)


ROADS = (
    Road(_("Việc cần làm"), "shell:home", "list-checks", lambda _hats: True),
    Road(_("Đảng viên"), "roster:members", "users", _lists_members),
    Road(
        _("Giới thiệu"),
        "roster:introductions",
        "id-card",
        lambda hats: bool(hats.wards or hats.workplaces),
    ),
    Road(
        _("Sinh hoạt"),
        "meetings:list",
        "calendar-days",
        lambda hats: _near(hats) or bool(hats.cells_helped) or hats.has_home,
    ),
    Road(
        _("Ý kiến"),
        "opinions:list",
        "message-square-text",
        lambda hats: (
            _near(hats) or bool(hats.cells_helped or hats.above) or hats.has_home
        ),
    ),
    Road(
        _("Nhận xét"),
        "reviews:list",
        "clipboard-check",
        lambda hats: _keeps_members(hats) or hats.is_member,
    ),
    Road(
        _("Thông báo"),
        "notices:inbox",
        "megaphone",
        lambda hats: hats.has_home or _near(hats),
    ),
    Road(
        _("Tiến độ"),
        "reporting:boards",
        "layout-dashboard",
        lambda hats: bool(hats.wards or hats.above or hats.workplaces),
    ),
    Road(
        _("Đơn vị"),
        "org:units",
        "building-2",
        lambda hats: hats.administers or bool(hats.wards),
    ),
    Road(
        _("Giúp một đồng chí"),
        "helping:choose",
        "hand-heart",
        lambda hats: bool(hats.cells_led) or hats.helps,
    ),
    Road(
        _("Tìm"),
        "shell:search",
        "search",
        lambda hats: _keeps_members(hats) or hats.administers,
    ),
)


def chrome_of(hats: Hats, *, path: str) -> Chrome:
    """Return the frame for whoever wears these hats, on the page at ``path``."""
    unit, parent = _place(hats)
    own = hats.own
    return Chrome(
        unit=unit,
        parent=parent,
        nav=_roads(hats, path),
        viewer=Viewer(
            name=own.name if own else __("Tài khoản"),
            url=address("people:me") or reverse("shell:home"),
            sign_out_url=reverse("account_logout"),
        ),
        home_url=reverse("shell:home"),
        help_line=_help_line(hats),
        assign_line=_assign_line(hats),
        foot=foot(),
    )


def _help_line(hats: Hats) -> str:
    """Say whom to ask: nobody is sent to themselves."""
    if hats.wards:
        return __("Cần giúp, đồng chí hỏi người quản trị hệ thống.")
    if hats.cells_led:
        return __("Cần giúp, đồng chí hỏi Ban Xây dựng Đảng của phường, xã.")
    return ""


def _assign_line(hats: Hats) -> str:
    if hats.wards:
        return __("Nếu đồng chí cần làm việc này, đề nghị cấp ủy phân công.")
    if hats.cells_led:
        return __(
            "Nếu đồng chí cần làm việc này, đề nghị đảng ủy phường, xã phân công."
        )
    return ""


def foot() -> tuple[tuple[str, str], ...]:
    """Return the roads of the foot, which lead to pages that anybody may read."""
    pages = (
        (__("Trợ giúp"), address("shell:help")),
        (__("Dữ liệu về đồng chí"), address("shell:privacy")),
        (pgettext("foot", "Giới thiệu"), address("shell:about")),
    )
    return tuple((label, url) for label, url in pages if url)


def _roads(hats: Hats, path: str) -> tuple[NavItem, ...]:
    home = reverse("shell:home")
    led = [(road, address(road.name)) for road in ROADS if road.leads(hats)]
    # The longest address that the page starts with is the road it lies on.
    on = max(
        (url for _, url in led if url and url != home and path.startswith(url)),
        key=len,
        default=home if path == home else "",
    )
    return tuple(
        NavItem(
            label=_counted(road, hats), url=url, icon=road.icon, is_current=url == on
        )
        for road, url in led
        if url
    )


def _counted(road: Road, hats: Hats) -> str:
    if road.name == "notices:inbox" and hats.unread:
        return __("%(road)s (%(count)d)") % {"road": road.label, "count": hats.unread}
    return str(road.label)


def _place(hats: Hats) -> tuple[str, str]:
    """Return the line of the head: the first office's unit, else the tie of home."""
    if hats.offices:
        unit = hats.offices[0].unit
        above = unit.parent.name if unit.parent and unit.kind == UnitKind.CELL else ""
        return unit.full_name, above
    if hats.own and hats.home_cell:
        return hats.home_cell.full_name, hats.own.ward_name
    return (hats.own.ward_name if hats.own else ""), ""
