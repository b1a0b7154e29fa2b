"""Where members live: the link to ward and cell, opened, assigned, moved and ended.

A link is opened by the reception of an introduction or by a list; see there.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import text
from ganket.kernel.errors import ChangedMeanwhile
from ganket.org.models import Line, ResidentialGroup, Unit
from ganket.roster import policies
from ganket.roster.commands import counting
from ganket.roster.commands.refusals import (
    AddressTooLong,
    AlreadyAssigned,
    DaysOutOfOrder,
    GroupElsewhere,
    LinkEnded,
    LivesElsewhere,
    NotACellHere,
    NotAWard,
    SameCell,
)
from ganket.roster.commands.spans import (
    arbitrated,
    day_of,
    require_free,
    require_open,
)
from ganket.roster.enums import IntroductionState, LinkEnd, ResidenceKind
from ganket.roster.models import HomeLink, Introduction, Member

HOME_STARTED = journal.verb(
    "roster.home_started", gettext_lazy("ghi về giữ mối liên hệ nơi cư trú")
)
ASSIGNED = journal.verb("roster.assigned", gettext_lazy("phân về chi bộ nơi cư trú"))
MOVED = journal.verb("roster.moved", gettext_lazy("chuyển chi bộ trong xã, phường"))
HOME_ENDED = journal.verb(
    "roster.home_ended", gettext_lazy("ghi thôi giữ mối liên hệ nơi cư trú")
)
HOME_REOPENED = journal.verb(
    "roster.home_reopened", gettext_lazy("giữ lại mối liên hệ nơi cư trú")
)
RESIDENCE_CORRECTED = journal.verb(
    "roster.residence_corrected", gettext_lazy("sửa địa chỉ nơi cư trú")
)

LONGEST_ADDRESS = 200


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
    day = day_of(assigned_on, "assigned_on")
    if day < home_link.since:
        raise DaysOutOfOrder(
            _("Ngày phân về chi bộ trước ngày tiếp nhận %(day)s. Hãy xem lại.")
            % {"day": f"{home_link.since:%d/%m/%Y}"},
            "assigned_on",
        )
    require_cell_of(cell, home_link.ward_id, day)
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
    if home_link.cell_id == cell.pk:
        raise SameCell
    require_cell_of(cell, home_link.ward_id, day)
    _require_order(home_link, day, "moved_on")
    before = home_link.cell
    if before is None:
        assign_to_cell(
            actor=actor, home_link=home_link, cell=cell, assigned_on=moved_on
        )
        return home_link
    if day <= _placed_on(home_link):
        _put_right(home_link, before, cell)
        now = home_link
    else:
        _end(home_link, LinkEnd.MOVED_CELL, day)
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


@transaction.atomic
def end_home_link(
    *,
    actor: Account,
    home_link: HomeLink,
    end: LinkEnd,
    ended_on: dt.date | None = None,
) -> None:
    """End a member's tie of home. A mistake ends on the day it began.

    Raises NotAllowed, LinkEnded, DaysOutOfOrder, DayNotYet.
    """
    policies.home_links.require(actor, policies.CHANGE_LINK, home_link)
    day = home_link.since if end == LinkEnd.MISTAKE else day_of(ended_on, "ended_on")
    _require_order(home_link, day, "ended_on")
    close_home_link(actor=actor, home_link=home_link, end=end, day=day)


@transaction.atomic
def correct_residence(
    *,
    actor: Account,
    home_link: HomeLink,
    version: int,
    address: str,
    residence: str,
    group: ResidentialGroup | None = None,
) -> None:
    """Correct the address within the ward.

    Raises NotAllowed, ChangedMeanwhile, GroupElsewhere, AddressTooLong.
    """
    policies.members.require(actor, policies.CORRECT_CONTACT, home_link.member)
    values = {
        "address": checked_address(address),
        "residence": ResidenceKind(residence),
        "group": checked_group(group, home_link.ward_id),
    }
    told = journal.changed(home_link, values)
    held = HomeLink.objects.filter(pk=home_link.pk, version=version, until=None)
    if not held.update(**values, version=version + 1):
        now = HomeLink.objects.get(pk=home_link.pk)
        raise ChangedMeanwhile(
            {"address": now.address, "residence": now.residence, "group": now.group_id}
        )
    if told:
        journal.record(
            actor=actor,
            verb=RESIDENCE_CORRECTED,
            subject=home_link,
            about=home_link.member.person,
            changes=told,
        )


def open_home_link(
    *,
    actor: Account,
    member: Member,
    ward: Unit,
    since: dt.date,
    residence: str,
    address: str = "",
    group: ResidentialGroup | None = None,
    cell: Unit | None = None,
    reason: str,
) -> HomeLink:
    """Open the link. Asks no policy: for this package only."""
    if not (ward.is_ward and ward.is_residence):
        raise NotAWard
    require_open(ward, since)
    require_free(HomeLink, member, since, elsewhere=LivesElsewhere())
    with arbitrated(
        HomeLink, {"roster_homelink_one_open_per_member": LivesElsewhere()}
    ):
        link = HomeLink.objects.create(
            member=member,
            ward=ward,
            cell=cell,
            group=checked_group(group, ward.pk),
            address=checked_address(address),
            residence=ResidenceKind(residence),
            since=since,
        )
    counting.opened(link)
    told = {"ward": [None, ward.code], "since": [None, since], "why": [None, reason]}
    if cell is not None:
        told["cell"] = [None, cell.code]
    journal.record(
        actor=actor, verb=HOME_STARTED, subject=link, about=member.person, changes=told
    )
    return link


def close_home_link(
    *, actor: Account, home_link: HomeLink, end: LinkEnd, day: dt.date
) -> None:
    """End the link and write it down. Asks no policy: for this package only."""
    _end(home_link, end, day)
    _record_end(actor, home_link)


def strike_home_link(
    *, actor: Account, home_link: HomeLink, reopened: HomeLink | None, day: dt.date
) -> None:
    """Take a link back as a mistake and let the one that it ended on ``day`` go on.

    Where something else has happened to that one since, it stays ended. Asks no
    policy: for this package only.
    """
    _close(home_link, LinkEnd.MISTAKE, home_link.since)
    if reopened is not None:
        _reopen(actor, reopened, day)
    counting.ended(home_link)
    _record_end(actor, home_link)


def _record_end(actor: Account, home_link: HomeLink) -> None:
    journal.record(
        actor=actor,
        verb=HOME_ENDED,
        subject=home_link,
        about=home_link.member.person,
        changes={"until": [None, home_link.until], "end": ["", home_link.end]},
    )


def _reopen(actor: Account, home_link: HomeLink, day: dt.date) -> None:
    held = HomeLink.objects.filter(pk=home_link.pk, until=day, end=LinkEnd.MOVED_HOME)
    if not held.update(until=None, end="", version=F("version") + 1):
        return
    counting.ended(home_link, -1)
    home_link.refresh_from_db()
    journal.record(
        actor=actor,
        verb=HOME_REOPENED,
        subject=home_link,
        about=home_link.member.person,
        changes={"until": [day, None]},
    )


def _end(home_link: HomeLink, end: LinkEnd, day: dt.date) -> None:
    _close(home_link, end, day)
    counting.ended(home_link)


def _close(home_link: HomeLink, end: LinkEnd, day: dt.date) -> None:
    held = HomeLink.objects.filter(pk=home_link.pk, until=None)
    if not held.update(until=day, end=end, version=home_link.version + 1):
        home_link.refresh_from_db()
        raise LinkEnded(home_link.until or day)
    home_link.until, home_link.end = day, end
    home_link.version += 1


def _require_order(home_link: HomeLink, day: dt.date, field: str) -> None:
    if day < home_link.since:
        raise DaysOutOfOrder(
            _("Ngày này trước ngày bắt đầu giữ mối liên hệ %(day)s. Hãy xem lại.")
            % {"day": f"{home_link.since:%d/%m/%Y}"},
            field,
        )


def require_cell_of(cell: Unit, ward_id: int, day: dt.date) -> None:
    """Raise NotACellHere, UnitIsClosed unless it is an open residence cell there."""
    under = Line.objects.filter(upper=ward_id, lower=cell)
    if not (cell.is_cell and cell.is_residence and under.exists()):
        raise NotACellHere
    require_open(cell, day)


def checked_address(address: str) -> str:
    tidied = text.tidy(address)
    if len(tidied) > LONGEST_ADDRESS:
        raise AddressTooLong
    return tidied


def checked_group(
    group: ResidentialGroup | None, ward_id: int
) -> ResidentialGroup | None:
    if group is not None and group.ward_id != ward_id:
        raise GroupElsewhere
    return group
