"""Exemption from the meetings at home, by the kinds of the regulation in force."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.roster import policies
from ganket.roster.commands.refusals import (
    AlreadyExempt,
    DaysOutOfOrder,
    ExemptionUnknown,
    NeverEntered,
    NoRegulationYet,
    NotExempt,
    SpansOverlap,
)
from ganket.roster.commands.spans import arbitrated, day_of
from ganket.roster.models import Exemption, Member
from ganket.rulebook.models import RulePack
from ganket.rulebook.queries import NoRegulation, pack_on

EXEMPTED = journal.verb("roster.exempted", gettext_lazy("ghi miễn sinh hoạt"))
EXEMPTION_ENDED = journal.verb(
    "roster.exemption_ended", gettext_lazy("ghi hết miễn sinh hoạt")
)


@transaction.atomic
def set_exemption(
    *, actor: Account, member: Member, kind: str, since: dt.date | None = None
) -> Exemption:
    """Exempt a member from meetings from a day on.

    Raises NotAllowed, NeverEntered, ExemptionUnknown, NoRegulationYet,
    AlreadyExempt, SpansOverlap, DayNotYet.
    """
    policies.members.require(actor, policies.EXEMPT_MEMBER, member)
    return open_exemption(
        actor=actor, member=member, kind=kind, since=day_of(since, "since")
    )


@transaction.atomic
def end_exemption(
    *, actor: Account, member: Member, until: dt.date | None = None
) -> None:
    """End the exemption that is open.

    Raises NotAllowed, NotExempt, DaysOutOfOrder, DayNotYet.
    """
    policies.members.require(actor, policies.EXEMPT_MEMBER, member)
    close_exemption(actor=actor, member=member, until=day_of(until, "until"))


def pack_for(day: dt.date) -> RulePack:
    """Return the regulation of a day. Raises NoRegulationYet."""
    try:
        return pack_on(day)
    except NoRegulation:
        raise NoRegulationYet from None


def require_kind(kind: str, pack: RulePack) -> None:
    """Raise unless the kind is one of those who are introduced and exempt."""
    try:
        found = pack.exemption(kind)
    except KeyError:
        raise ExemptionUnknown from None
    if not found.is_introduced:
        raise NeverEntered


def open_exemption(
    *, actor: Account, member: Member, kind: str, since: dt.date
) -> Exemption:
    """Write the exemption down. Asks no policy: for this package only."""
    pack = pack_for(since)
    require_kind(kind, pack)
    held = Exemption.objects.filter(member=member)
    if held.filter(until=None).exists():
        raise AlreadyExempt
    last = held.filter(until__gt=since).order_by("-until").first()
    if last is not None and last.until is not None:
        raise SpansOverlap(last.until)
    with arbitrated(
        Exemption, {"roster_exemption_one_open_per_member": AlreadyExempt()}
    ):
        exemption = Exemption.objects.create(
            member=member, kind=kind, rule_pack=pack.key, since=since
        )
    journal.record(
        actor=actor,
        verb=EXEMPTED,
        subject=exemption,
        about=member.person,
        changes={"kind": [None, kind], "since": [None, since]},
    )
    return exemption


def close_exemption(*, actor: Account, member: Member, until: dt.date) -> None:
    """End the open exemption. Asks no policy: for this package only."""
    held = Exemption.objects.filter(member=member, until=None).first()
    if held is None:
        raise NotExempt
    if until < held.since:
        raise DaysOutOfOrder(
            _("Ngày hết miễn trước ngày bắt đầu miễn %(day)s. Hãy xem lại.")
            % {"day": f"{held.since:%d/%m/%Y}"},
            "until",
        )
    if not Exemption.objects.filter(pk=held.pk, until=None).update(until=until):
        raise NotExempt
    journal.record(
        actor=actor,
        verb=EXEMPTION_ENDED,
        subject=held,
        about=member.person,
        changes={"until": [None, until]},
    )
