"""Beginning and ending to serve somebody. Both are written down about the person."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock
from ganket.kernel.errors import Refused
from ganket.people.models import Person
from ganket.roster.models import Member
from ganket.shell.helping import policies

HELP_STARTED = journal.verb("shell.help_started", _("bắt đầu giúp, có mặt đồng chí"))
HELP_ENDED = journal.verb("shell.help_ended", _("giúp xong"))

LONGEST = dt.timedelta(minutes=30)


class AgreementMissing(Refused):
    message = _(
        "Chỉ giúp khi đồng chí ấy có mặt và đồng ý. Hãy hỏi đồng chí ấy, rồi đánh dấu."
    )


@transaction.atomic
def start_help(*, actor: Account, member: Member, has_agreed: bool) -> dt.datetime:
    """Begin to serve a member who is present and agrees. Return when it ends at latest.

    Raises NotAllowed, AgreementMissing.
    """
    policies.members.require(actor, policies.HELP, member)
    if not has_agreed:
        raise AgreementMissing
    until = clock.now() + LONGEST
    journal.record(
        actor=actor,
        verb=HELP_STARTED,
        subject=member.person,
        about=member.person,
        changes={"until": [None, until]},
    )
    return until


@transaction.atomic
def end_help(*, actor: Account, person: Person) -> None:
    """Write down that the actor has stopped serving a person."""
    journal.record(actor=actor, verb=HELP_ENDED, subject=person, about=person)
