"""Where members live: the cell of the ward to which they are assigned, or moved."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.org.models import Line, Unit
from ganket.roster import policies
from ganket.roster.commands import counting
from ganket.roster.commands.home import end_quietly, require_order
from ganket.roster.commands.refusals import (
    AlreadyAssigned,
    DaysOutOfOrder,
    LinkEnded,
    NotACellHere,
    SameCell,
)
from ganket.roster.commands.spans import day_of, require_open
from ganket.roster.enums import IntroductionState, LinkEnd
from ganket.roster.models import HomeLink, Introduction

ASSIGNED = journal.verb("roster.assigned", gettext_lazy("phân về chi bộ nơi cư trú"))
MOVED = journal.verb("roster.moved", gettext_lazy("chuyển chi bộ trong xã, phường"))


@transaction.atomic
def assign_to_cell(
    *,
    actor: Account,
    home_link: HomeLink,
    cell: Unit,
    assigned_on: dt.date | None = None,
) -> None:
    """Assign a member whom the ward has received to one of its cells.

    Raises NotAllowed, NotACellHere, UnitIsClosed, AlreadyAssigned, LinkEnded,
    DaysOutOfOrder, DayNotYet.
    """
    policies.home_links.require(actor, policies.CHANGE_LINK, home_link)
    place(
        actor=actor,
        home_link=home_link,
        cell=cell,
        day=day_of(assigned_on, "assigned_on"),
    )


def place(*, actor: Account, home_link: HomeLink, cell: Unit, day: dt.date) -> None:
    """Give a link its first cell. Asks no policy: for this package only."""
    if day < home_link.since:
        raise DaysOutOfOrder(
            _("Ngày phân về chi bộ trước ngày tiếp nhận %(day)s. Hãy xem lại.")
            % {"day": f"{home_link.since:%d/%m/%Y}"},
            "assigned_on",
        )
    _require_cell_of(cell, home_link.ward_id, day)
    free = HomeLink.objects.filter(pk=home_link.pk, until=None, cell=None)
    if not free.update(cell=cell, version=home_link.version + 1):
        _refuse_assigning(home_link)
    counting.placed(home_link, cell)
    waiting = Introduction.objects.filter(
        home_link=home_link, state=IntroductionState.RECEIVED
    )
    if waiting.update(state=IntroductionState.ASSIGNED, assigned_on=day):
        counting.assigned(cell, day.year)
    home_link.cell = cell
    home_link.version += 1
    journal.record(
        actor=actor,
        verb=ASSIGNED,
        subject=home_link,
        about=home_link.member.person,
        changes={"cell": [None, cell.code], "assigned_on": [None, day]},
    )


def _refuse_assigning(home_link: HomeLink) -> None:
    home_link.refresh_from_db()
    if home_link.until is not None:
        raise LinkEnded(home_link.until)
    raise AlreadyAssigned(home_link.cell.full_name if home_link.cell else "")


@transaction.atomic
def move_to_cell(
    *, actor: Account, home_link: HomeLink, cell: Unit, moved_on: dt.date | None = None
) -> HomeLink:
    """Move a member to another cell of the ward; return the link that holds now.

    One span ends and the next begins on the same day. On the very day of the
    assignment nothing has happened yet in the first cell: it is put right.
    Raises NotAllowed, SameCell, NotACellHere, UnitIsClosed, LinkEnded,
    DaysOutOfOrder, DayNotYet.
    """
    policies.home_links.require(actor, policies.CHANGE_LINK, home_link)
    day = day_of(moved_on, "moved_on")
    return move(actor=actor, home_link=home_link, cell=cell, day=day)


def move(*, actor: Account, home_link: HomeLink, cell: Unit, day: dt.date) -> HomeLink:
    """Let a link lead to another cell. Asks no policy: for this package only."""
    if home_link.cell_id == cell.pk:
        raise SameCell
    _require_cell_of(cell, home_link.ward_id, day)
    require_order(home_link, day, "moved_on")
    before = home_link.cell
    if before is None:
        place(actor=actor, home_link=home_link, cell=cell, day=day)
        return home_link
    if day <= _placed_on(home_link):
        _put_right(home_link, before, cell)
        now = home_link
    else:
        end_quietly(home_link, LinkEnd.MOVED_CELL, day)
        now = HomeLink.objects.create(
            member=home_link.member,
            ward_id=home_link.ward_id,
            cell=cell,
            group_id=home_link.group_id,
            address=home_link.address,
            residence=home_link.residence,
            since=day,
        )
        counting.opened(now)
    journal.record(
        actor=actor,
        verb=MOVED,
        subject=now,
        about=home_link.member.person,
        changes={"cell": [before.code, cell.code], "moved_on": [None, day]},
    )
    return now


def _placed_on(home_link: HomeLink) -> dt.date:
    paper = Introduction.objects.filter(home_link=home_link).first()
    return (paper.assigned_on if paper else None) or home_link.since


def _put_right(home_link: HomeLink, before: Unit, cell: Unit) -> None:
    held = HomeLink.objects.filter(pk=home_link.pk, until=None, cell=before)
    if not held.update(cell=cell, version=home_link.version + 1):
        _refuse_assigning(home_link)
    counting.put_right(home_link, before, cell)
    home_link.cell = cell
    home_link.version += 1


def _require_cell_of(cell: Unit, ward_id: int, day: dt.date) -> None:
    """Raise NotACellHere, UnitIsClosed unless it is an open residence cell there."""
    under = Line.objects.filter(upper=ward_id, lower=cell)
    if not (cell.is_cell and cell.is_residence and under.exists()):
        raise NotACellHere
    require_open(cell, day)
