"""Opinions on home pages: what a unit owes an answer, what waits for the proposer."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ganket.accounts.models import Account
from ganket.kernel import clock
from ganket.opinions import queries
from ganket.opinions.models import Opinion
from ganket.org.models import Unit
from ganket.rulebook.calendar import working_days_between
from ganket.shell.home.parts import BAD, Todo
from ganket.shell.roads import address
from ganket.ui import wording

# Our own: how long a proposer is told on the home page of a slip.
LATELY = dt.timedelta(days=7)


def owed(actor: Account, units: Iterable[Unit]) -> list[Todo]:
    """Return what these units hold and owe an answer: late and not late. Two queries."""
    held = queries.waiting_for(actor).filter(holder__in=[unit.pk for unit in units])
    late = Q(due_on__lt=clock.today())
    counts = held.order_by().aggregate(all=Count("pk"), late=Count("pk", filter=late))
    oldest = held.first() if counts["all"] else None
    if oldest is None:
        return []
    in_time = counts["all"] - counts["late"]
    found = []
    if counts["late"]:
        found.append(
            Todo(
                count=counts["late"],
                title=_("Ý kiến quá hạn trả lời"),
                note=_waited(oldest),
                url=_place(oldest, counts["late"]),
                tone=BAD,
                badge=(BAD, _("Quá hạn")),
            )
        )
    if in_time:
        found.append(
            Todo(
                count=in_time,
                title=_("Ý kiến chờ trả lời"),
                note="" if counts["late"] else _due(oldest),
                url=address("opinions:list")
                if counts["late"]
                else _place(oldest, in_time),
            )
        )
    return found


def _place(opinion: Opinion, count: int) -> str:
    if count == 1:
        return address("opinions:detail", opinion.pk)
    return address("opinions:list")


def _waited(opinion: Opinion) -> str:
    days = working_days_between(clock.local(opinion.raised_at).date(), clock.today())
    if days < 1:
        return opinion.subject
    waited = ngettext(
        "chờ %(days)d ngày làm việc", "chờ %(days)d ngày làm việc", days
    ) % {"days": days}
    return f"{opinion.subject} · {waited}"


def _due(opinion: Opinion) -> str:
    return _("%(subject)s · hạn %(day)s") % {
        "subject": opinion.subject,
        "day": wording.date(opinion.due_on),
    }


def to_judge(actor: Account) -> Todo | None:
    """Return the actor's own opinions that were answered and wait for their word."""
    answered = queries.waiting_for_proposer(actor)
    newest = answered.first()
    if newest is None:
        return None
    count = answered.count()
    return Todo(
        count=count,
        title=_("Ý kiến đã được trả lời, chờ đồng chí nói đã xong hay chưa"),
        note=newest.subject,
        url=_place(newest, count),
    )


def slipped(actor: Account) -> Todo | None:
    """Return what stood under the actor's name and was withdrawn within a week."""
    found = list(queries.withdrawn_lately(actor, clock.now() - LATELY))
    if not found:
        return None
    return Todo(
        count=len(found),
        title=_("Ý kiến ghi tên đồng chí đã rút vì ghi nhầm"),
        note=_("%(subject)s · đọc lý do; nếu đúng là ý kiến của đồng chí, hãy nêu lại")
        % {"subject": found[0].subject},
        url=_place(found[0], len(found)),
    )
