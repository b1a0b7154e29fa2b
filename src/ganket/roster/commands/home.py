"""Where members live: the link to the ward of their home, opened and ended.

A link is opened by the reception of an introduction or by a list; see there.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import text
from ganket.kernel.errors import ChangedMeanwhile
from ganket.org.models import ResidentialGroup, Unit
from ganket.roster import policies
from ganket.roster.commands import counting
from ganket.roster.commands.refusals import (
    AddressTooLong,
    DaysOutOfOrder,
    GroupElsewhere,
    HomeUnknown,
    LinkEnded,
    LivesElsewhere,
    NotAWard,
)
from ganket.roster.commands.spans import (
    arbitrated,
    day_of,
    require_free,
    require_open,
)
from ganket.roster.enums import LinkEnd, ResidenceKind
from ganket.roster.models import HomeLink, Member

HOME_STARTED = journal.verb(
    "roster.home_started", gettext_lazy("ghi về giữ mối liên hệ nơi cư trú")
)
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
    require_order(home_link, day, "ended_on")
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
    write_residence(
        actor=actor,
        home_link=home_link,
        version=version,
        address=address,
        residence=residence,
        group=group,
    )


def write_residence(
    *,
    actor: Account,
    home_link: HomeLink,
    version: int,
    address: str,
    residence: str,
    group: ResidentialGroup | None,
) -> None:
    """Write an address over the one that stands. Asks no policy: for this package only."""
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
    spans: Iterable[HomeLink] | None = None,
) -> HomeLink:
    """Open the link. Asks no policy: for this package only.

    ``spans`` are the member's ties as they stand, where they have been read.
    """
    if not (ward.is_ward and ward.is_residence):
        raise NotAWard
    require_open(ward, since)
    if spans is None:
        spans = HomeLink.objects.filter(member=member)
    require_free(spans, since, elsewhere=LivesElsewhere())
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
    end_quietly(home_link, end, day)
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


def end_quietly(home_link: HomeLink, end: LinkEnd, day: dt.date) -> None:
    """End a link where the entry in the journal is about what follows it."""
    _close(home_link, end, day)
    counting.ended(home_link)


def _close(home_link: HomeLink, end: LinkEnd, day: dt.date) -> None:
    held = HomeLink.objects.filter(pk=home_link.pk, until=None)
    if not held.update(until=day, end=end, version=home_link.version + 1):
        home_link.refresh_from_db()
        raise LinkEnded(home_link.until or day)
    home_link.until, home_link.end = day, end
    home_link.version += 1


def require_order(home_link: HomeLink, day: dt.date, field: str) -> None:
    """Raise DaysOutOfOrder where a day stands before the link began."""
    if day < home_link.since:
        raise DaysOutOfOrder(
            _("Ngày này trước ngày bắt đầu giữ mối liên hệ %(day)s. Hãy xem lại.")
            % {"day": f"{home_link.since:%d/%m/%Y}"},
            field,
        )


def checked_address(address: str) -> str:
    tidied = text.tidy(address)
    if len(tidied) > LONGEST_ADDRESS:
        raise AddressTooLong
    return tidied


def require_home(address: str, group: ResidentialGroup | None) -> None:
    """Raise HomeUnknown where a paper tells neither an address nor a group.

    For papers that a person writes; lists from elsewhere may know the ward alone.
    """
    if not text.tidy(address) and group is None:
        raise HomeUnknown


def checked_group(
    group: ResidentialGroup | None, ward_id: int
) -> ResidentialGroup | None:
    if group is not None and group.ward_id != ward_id:
        raise GroupElsewhere
    return group
