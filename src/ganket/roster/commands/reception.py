"""The paper F1 at the ward: received, sent back, or the reception taken back."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import text
from ganket.roster import policies, queries
from ganket.roster.commands import counting, exemptions, home
from ganket.roster.commands.refusals import (
    AlreadyWaiting,
    DaysOutOfOrder,
    LivesElsewhere,
    Overtaken,
    ReasonMissing,
    ReasonTooLong,
    WorkplaceActed,
)
from ganket.roster.commands.spans import arbitrated, day_of
from ganket.roster.enums import IntroductionState, LinkEnd
from ganket.roster.models import Exemption, HomeLink, Introduction

RECEIVED = journal.verb("roster.received", gettext_lazy("tiếp nhận giấy giới thiệu"))
REFUSED = journal.verb("roster.refused", gettext_lazy("trả lại giấy giới thiệu"))
RECEPTION_UNDONE = journal.verb(
    "roster.reception_undone", gettext_lazy("hủy tiếp nhận giấy giới thiệu")
)
REFUSAL_UNDONE = journal.verb(
    "roster.refusal_undone", gettext_lazy("rút lại việc trả giấy giới thiệu")
)

LONGEST_REASON = 500


@transaction.atomic
def receive_introduction(
    *,
    actor: Account,
    introduction: Introduction,
    received_on: dt.date | None = None,
) -> HomeLink:
    """Receive a member into the ward: the tie of home begins on that day.

    Where the paper renews one after a move, the old tie ends that day.
    Raises NotAllowed, Overtaken, LivesElsewhere, SpansOverlap, UnitIsClosed,
    DaysOutOfOrder, DayNotYet.
    """
    policies.introductions.require(actor, policies.RECEIVE_INTRODUCTION, introduction)
    day = day_of(received_on, "received_on")
    _require_after_issue(introduction, day, "received_on")
    # First of all the claim: whoever comes second finds the paper taken.
    advance(introduction, IntroductionState.ISSUED)
    spans = list(HomeLink.objects.filter(member=introduction.member))
    tied = _end_what_it_renews(actor, introduction, spans, day)
    link = home.open_home_link(
        actor=actor,
        member=introduction.member,
        ward=introduction.to_ward,
        since=day,
        residence=introduction.residence,
        address=introduction.address,
        group=introduction.group,
        reason="introduction",
        spans=spans,
    )
    advance(
        introduction,
        IntroductionState.ISSUED,
        state=IntroductionState.RECEIVED,
        received_on=day,
        home_link=link,
        renews=tied or introduction.renews,
    )
    _exempt_as_told(actor, introduction, day)
    counting.received(introduction.to_ward, day.year)
    record(actor, RECEIVED, introduction, received_on=[None, day])
    return link


@transaction.atomic
def refuse_introduction(
    *,
    actor: Account,
    introduction: Introduction,
    reason: str,
    refused_on: dt.date | None = None,
) -> None:
    """Send a paper back to the workplace with a reason.

    Raises NotAllowed, ReasonMissing, ReasonTooLong, Overtaken, DaysOutOfOrder,
    DayNotYet.
    """
    policies.introductions.require(actor, policies.RECEIVE_INTRODUCTION, introduction)
    why = text.tidy(reason)
    if not why:
        raise ReasonMissing
    if len(why) > LONGEST_REASON:
        raise ReasonTooLong
    day = day_of(refused_on, "refused_on")
    _require_after_issue(introduction, day, "refused_on")
    advance(
        introduction,
        IntroductionState.ISSUED,
        state=IntroductionState.REFUSED,
        refused_on=day,
        refusal=why,
    )
    record(actor, REFUSED, introduction, refusal=["", why])


@transaction.atomic
def undo_refusal(*, actor: Account, introduction: Introduction) -> None:
    """Take a refusal back while the workplace has not acted on it: the paper waits again.

    Raises NotAllowed, WorkplaceActed, Overtaken, AlreadyWaiting.
    """
    policies.introductions.require(actor, policies.RECEIVE_INTRODUCTION, introduction)
    if queries.acted_since(introduction):
        raise WorkplaceActed
    why = introduction.refusal
    waits = {"roster_introduction_one_waits_per_member": AlreadyWaiting()}
    with arbitrated(Introduction, waits):
        advance(
            introduction,
            IntroductionState.REFUSED,
            state=IntroductionState.ISSUED,
            refused_on=None,
            refusal="",
        )
    record(actor, REFUSAL_UNDONE, introduction, refusal=[why, ""])


@transaction.atomic
def undo_reception(*, actor: Account, introduction: Introduction) -> None:
    """Take a reception back while no cell has the member yet.

    The link that it founded was a mistake; one that it ended goes on.
    Raises NotAllowed, Overtaken, LinkEnded, AlreadyWaiting.
    """
    policies.introductions.require(actor, policies.RECEIVE_INTRODUCTION, introduction)
    link, day = introduction.home_link, introduction.received_on
    waits = {"roster_introduction_one_waits_per_member": AlreadyWaiting()}
    with arbitrated(Introduction, waits):
        advance(
            introduction,
            IntroductionState.RECEIVED,
            state=IntroductionState.ISSUED,
            received_on=None,
            home_link=None,
        )
    if link is None or day is None:
        return
    home.strike_home_link(
        actor=actor, home_link=link, reopened=introduction.renews, day=day
    )
    told = Exemption.objects.filter(
        member=introduction.member,
        kind=introduction.exemption,
        since=day,
        until=None,
    )
    if told.exists():
        exemptions.close_exemption(actor=actor, member=introduction.member, until=day)
    counting.received(introduction.to_ward, day.year, -1)
    record(actor, RECEPTION_UNDONE, introduction, received_on=[day, None])


def stands(introduction: Introduction) -> str:
    """Say in a few words how a paper stands."""
    state = IntroductionState(introduction.state)
    days = {
        IntroductionState.RECEIVED: introduction.received_on,
        IntroductionState.ASSIGNED: introduction.assigned_on,
        IntroductionState.REFUSED: introduction.refused_on,
        IntroductionState.WITHDRAWN: introduction.withdrawn_on,
    }
    day = days.get(state)
    words = text.within(str(state.label))
    return (
        _("%(state)s ngày %(day)s")
        % {
            "state": words,
            "day": f"{day:%d/%m/%Y}",
        }
        if day
        else words
    )


def advance(
    introduction: Introduction, before: IntroductionState, **values: object
) -> None:
    """Move the paper on if it still stands where we think, else say where it does."""
    held = Introduction.objects.filter(pk=introduction.pk, state=before)
    if not held.update(**values, version=F("version") + 1):
        introduction.refresh_from_db()
        raise Overtaken(stands(introduction))
    for name, value in values.items():
        setattr(introduction, name, value)


def _require_after_issue(introduction: Introduction, day: dt.date, field: str) -> None:
    if day < introduction.issued_on:
        raise DaysOutOfOrder(
            _("Ngày này trước ngày viết giấy giới thiệu %(day)s. Hãy xem lại.")
            % {"day": f"{introduction.issued_on:%d/%m/%Y}"},
            field,
        )


def _end_what_it_renews(
    actor: Account,
    introduction: Introduction,
    spans: Sequence[HomeLink],
    day: dt.date,
) -> HomeLink | None:
    tied = next((span for span in spans if span.until is None), None)
    if tied is None:
        return None
    if introduction.renews_id != tied.pk and not _follows(introduction, tied):
        raise LivesElsewhere
    if day < tied.since:
        raise DaysOutOfOrder(
            _("Ngày tiếp nhận trước ngày bắt đầu ở nơi cư trú cũ %(day)s. Hãy xem lại.")
            % {"day": f"{tied.since:%d/%m/%Y}"},
            "received_on",
        )
    home.close_home_link(actor=actor, home_link=tied, end=LinkEnd.MOVED_HOME, day=day)
    return tied


def _follows(introduction: Introduction, tied: HomeLink) -> bool:
    """Tell whether the open link is the renewed one after a change of cell."""
    renews = introduction.renews
    return renews is not None and renews.ward_id == tied.ward_id


def _exempt_as_told(actor: Account, introduction: Introduction, day: dt.date) -> None:
    if not introduction.exemption:
        return
    held = queries.exemption_of(introduction.member, day)
    if held is not None and held.kind == introduction.exemption:
        return
    if held is not None:
        exemptions.close_exemption(actor=actor, member=introduction.member, until=day)
    exemptions.open_exemption(
        actor=actor,
        member=introduction.member,
        kind=introduction.exemption,
        since=day,
    )


def record(
    actor: Account, verb: str, introduction: Introduction, **changes: object
) -> None:
    journal.record(
        actor=actor,
        verb=verb,
        subject=introduction,
        about=introduction.member.person,
        changes=changes,
    )
