"""What a thing is called at the head of its history."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from ganket.roster.queries import exemption_label
from ganket.shell.roads import address
from ganket.ui import wording


def title_of(row: models.Model) -> str:
    """Return what a person calls this thing. May ask for what the row points to."""
    return TITLES[row._meta.label_lower](row)


def way_back(row: models.Model) -> str:
    """Return where the thing itself is, for whoever sees its history; else nothing."""
    name = PAGES.get(row._meta.label_lower)
    if name is None:
        return ""
    return address(name, getattr(row, "code", row.pk) if name == "org:unit" else row.pk)


def _office(row: Any) -> str:
    return f"{row.get_role_display()} {row.unit.full_name}, {row.person.full_name}"


def _home(row: Any) -> str:
    place = (row.cell or row.ward).full_name
    return f"{row.member.person.full_name}, {place}"


# Pages that open to all who may read the history of what they show.
PAGES = {
    "org.unit": "org:unit",
    "roster.member": "shell:member",
    "roster.introduction": "roster:introduction",
    "roster.rosterimport": "roster:list",
    "opinions.opinion": "opinions:detail",
    "meetings.meeting": "meetings:detail",
    "notices.notice": "notices:detail",
    "reviews.review": "reviews:detail",
}

TITLES: dict[str, Callable[[Any], str]] = {
    "org.unit": lambda row: row.full_name,
    "org.office": _office,
    "people.person": lambda row: row.full_name,
    "roster.member": lambda row: row.person.full_name,
    "roster.homelink": _home,
    "roster.worklink": lambda row: (
        f"{row.member.person.full_name}, {row.cell.full_name}"
    ),
    "roster.introduction": lambda row: (
        _("Giấy giới thiệu số %(number)s") % {"number": row.number}
    ),
    "roster.exemption": exemption_label,
    "roster.rosterimport": lambda row: row.file_name,
    "opinions.opinion": lambda row: (
        _("Ý kiến số %(code)s: %(subject)s")
        % {"code": row.code, "subject": row.subject}
    ),
    "contributions.contribution": lambda row: row.text,
    "contributions.contact": lambda row: (
        f"{row.get_kind_display()}, {wording.date(row.on)}"
    ),
    "meetings.meeting": lambda row: row.title,
    "notices.notice": lambda row: row.title,
    "notifications.message": lambda row: row.title,
    "reviews.review": lambda row: (
        _("Phiếu nhận xét năm %(year)s: %(name)s")
        % {"year": row.year, "name": row.member.person.full_name}
    ),
    "reviews.reviewcycle": lambda row: (
        _("Đợt nhận xét năm %(year)s: %(ward)s")
        % {"year": row.year, "ward": row.ward.full_name}
    ),
    "reviews.frontmeeting": lambda row: (
        _("Họp với ban công tác mặt trận ngày %(day)s: %(cell)s")
        % {"day": wording.date(row.held_on), "cell": row.cell.full_name}
    ),
    "reviews.reviewrequest": lambda row: (
        _("Phiếu xin ý kiến số %(number)s") % {"number": row.number}
    ),
}
