"""Where members work: starting, moving and ending the link."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import text
from ganket.kernel.errors import NotAllowed
from ganket.org.models import Unit
from ganket.roster import policies, queries
from ganket.roster.commands.home import close_home_link
from ganket.roster.commands.introductions import take_back
from ganket.roster.commands.refusals import (
    DaysOutOfOrder,
    JobTooLong,
    LinkEnded,
    NotAWorkCell,
    NumberUnknown,
    SameCell,
    WorksElsewhere,
)
from ganket.roster.commands.spans import (
    arbitrated,
    day_of,
    require_free,
    require_open,
)
from ganket.roster.enums import IntroductionState, LinkEnd
from ganket.roster.models import Introduction, Member, WorkLink

WORK_STARTED = journal.verb("roster.work_started", gettext_lazy("ghi nơi công tác"))
WORK_ENDED = journal.verb("roster.work_ended", gettext_lazy("ghi thôi công tác"))

WORK_CORRECTED = journal.verb(
    "roster.work_corrected", gettext_lazy("sửa chức vụ nơi công tác")
)

LONGEST_JOB = 160


@transaction.atomic
def start_work_link(
    *,
    actor: Account,
    member: Member,
    cell: Unit,
    since: dt.date | None = None,
    job: str = "",
) -> WorkLink:
    """Tie a known member, who works nowhere at present, to a cell at work.

    Raises NotAllowed, NotAWorkCell, UnitIsClosed, WorksElsewhere, SpansOverlap,
    DayNotYet, JobTooLong.
    """
    if not policies.may_add_at(actor, cell):
        raise NotAllowed
    return open_work_link(actor=actor, member=member, cell=cell, since=since, job=job)


@transaction.atomic
def take_over(
    *,
    actor: Account,
    number: str,
    cell: Unit,
    since: dt.date | None = None,
    job: str = "",
) -> Member:
    """Take a member over who left elsewhere, known by a card or citizen number alone.

    Raises NumberUnknown and what ``start_work_link`` raises.
    """
    if not policies.may_add_at(actor, cell):
        raise NotAllowed
    member = queries.with_number(number)
    if member is None:
        raise NumberUnknown
    open_work_link(actor=actor, member=member, cell=cell, since=since, job=job)
    return member


@transaction.atomic
def move_work_link(
    *,
    actor: Account,
    link: WorkLink,
    cell: Unit,
    since: dt.date | None = None,
    job: str = "",
) -> WorkLink:
    """Move a member to another cell of one's own: one span ends, the next begins.

    Raises what ``end_work_link`` and ``start_work_link`` raise, and SameCell.
    """
    if link.cell_id == cell.pk:
        raise SameCell
    day = day_of(since, "since")
    end_work_link(actor=actor, link=link, end=LinkEnd.MOVED_WORK, until=day)
    return start_work_link(
        actor=actor, member=link.member, cell=cell, since=day, job=job or link.job
    )


@transaction.atomic
def end_work_link(
    *, actor: Account, link: WorkLink, end: LinkEnd, until: dt.date | None = None
) -> None:
    """End a link to a place of work. A mistake ends on the day it began.

    Whoever has left the party or died is no longer introduced anywhere: a paper
    that waits is taken back and the tie of home ends too.
    Raises NotAllowed, LinkEnded, DaysOutOfOrder, DayNotYet.
    """
    policies.work_links.require(actor, policies.CHANGE_LINK, link)
    day = link.since if end == LinkEnd.MISTAKE else day_of(until, "until")
    close_work_link(actor=actor, link=link, end=end, day=day)
    if end in (LinkEnd.LEFT_PARTY, LinkEnd.DIED):
        _leave_home(actor, link.member, end, day)


def close_work_link(
    *, actor: Account, link: WorkLink, end: LinkEnd, day: dt.date
) -> None:
    """End the link and write it down. Asks no policy: for this package only."""
    if day < link.since:
        raise DaysOutOfOrder(
            _("Ngày kết thúc trước ngày bắt đầu %(since)s. Hãy xem lại.")
            % {"since": f"{link.since:%d/%m/%Y}"},
            "until",
        )
    ended = WorkLink.objects.filter(pk=link.pk, until=None)
    if not ended.update(until=day, end=end):
        link.refresh_from_db()
        raise LinkEnded(link.until or day)
    journal.record(
        actor=actor,
        verb=WORK_ENDED,
        subject=link,
        about=link.member.person,
        changes={"until": [None, day], "end": ["", end]},
    )


def change_job(*, actor: Account, link: WorkLink, job: str) -> None:
    """Write another occupation over the one that stands. Asks no policy."""
    told = journal.changed(link, {"job": job})
    if WorkLink.objects.filter(pk=link.pk, until=None).update(job=job) and told:
        journal.record(
            actor=actor,
            verb=WORK_CORRECTED,
            subject=link,
            about=link.member.person,
            changes=told,
        )


def _leave_home(actor: Account, member: Member, end: LinkEnd, day: dt.date) -> None:
    for paper in Introduction.objects.filter(
        member=member, state=IntroductionState.ISSUED
    ):
        take_back(actor, paper)
    tied = queries.open_home_link_of(member)
    if tied is not None:
        close_home_link(actor=actor, home_link=tied, end=end, day=max(day, tied.since))


def open_work_link(
    *, actor: Account, member: Member, cell: Unit, since: dt.date | None, job: str = ""
) -> WorkLink:
    """Open the link. Asks no policy: for this package only."""
    day = day_of(since, "since")
    if not (cell.is_cell and cell.is_workplace):
        raise NotAWorkCell
    require_open(cell, day)
    name = text.tidy(job)
    if len(name) > LONGEST_JOB:
        raise JobTooLong
    spans = WorkLink.objects.filter(member=member)
    require_free(spans, day, elsewhere=WorksElsewhere())
    taken = {"roster_worklink_one_open_per_member": WorksElsewhere()}
    with arbitrated(WorkLink, taken):
        link = WorkLink.objects.create(member=member, cell=cell, job=name, since=day)
    journal.record(
        actor=actor,
        verb=WORK_STARTED,
        subject=link,
        about=member.person,
        changes={"cell": [None, cell.code], "since": [None, day], "job": [None, name]},
    )
    return link
