"""The paper F1 on its way: issued by a workplace, or taken back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.documents.commands import next_number
from ganket.documents.enums import DocumentKind
from ganket.journal import commands as journal
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org.models import Line, ResidentialGroup, Unit
from ganket.roster import policies, queries
from ganket.roster.commands import counting, exemptions, home, placing, reception
from ganket.roster.commands.reception import advance, record
from ganket.roster.commands.refusals import (
    AlreadyTied,
    AlreadyWaiting,
    NotAWard,
    NotTied,
    SameWard,
)
from ganket.roster.commands.spans import arbitrated, day_of, once, require_open
from ganket.roster.enums import IntroductionState, ResidenceKind
from ganket.roster.models import Introduction, Member

INTRODUCED = journal.verb(
    "roster.introduced", gettext_lazy("giới thiệu về giữ mối liên hệ nơi cư trú")
)
WITHDRAWN = journal.verb(
    "roster.introduction_withdrawn", gettext_lazy("rút lại giấy giới thiệu")
)


@transaction.atomic
def issue_introduction(
    *,
    actor: Account,
    member: Member,
    to_ward: Unit,
    residence: str = ResidenceKind.PERMANENT,
    address: str = "",
    group: ResidentialGroup | None = None,
    exemption: str = "",
    issued_on: dt.date | None = None,
    from_unit: Unit | None = None,
    cell: Unit | None = None,
    again: bool = False,
    client_key: uuid.UUID | None = None,
) -> Introduction:
    """Introduce a member to the ward of their home; ``again`` after a move.

    The number is the next of the issuing unit's register; without ``from_unit``
    that is the committee over the member's cell. Where a ward introduces to
    itself it receives at once, and assigns where ``cell`` is given. The same
    ``client_key`` again returns the first paper.
    Raises NotAllowed, NotAWard, UnitIsClosed, AlreadyTied, NotTied, SameWard,
    AlreadyWaiting, NeverEntered, ExemptionUnknown, NoRegulationYet,
    GroupElsewhere, AddressTooLong, DayNotYet.
    """
    policies.members.require(actor, policies.INTRODUCE_MEMBER, member)
    paper = Introduction(
        member=member,
        to_ward=to_ward,
        residence=ResidenceKind(residence),
        address=home.checked_address(address),
        group=home.checked_group(group, to_ward.pk),
        exemption=exemption,
        issued_on=day_of(issued_on, "issued_on"),
        client_key=client_key,
    )

    def make() -> Introduction:
        _check_tie(paper, again=again)
        _issue(actor, paper, from_unit)
        if _is_to_itself(actor, paper):
            reception.receive_introduction(
                actor=actor, introduction=paper, received_on=paper.issued_on
            )
            if cell is not None and paper.home_link is not None:
                placing.assign_to_cell(
                    actor=actor,
                    home_link=paper.home_link,
                    cell=cell,
                    assigned_on=paper.issued_on,
                )
                paper.refresh_from_db()
        return paper

    return once(Introduction, client_key, "roster_introduction_client_key_once", make)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One paper of a batch: who, and what it says of their home."""

    member: Member
    residence: str = ResidenceKind.PERMANENT
    address: str = ""
    group: ResidentialGroup | None = None
    exemption: str = ""
    again: bool = False


class SomeRefused(Refused):
    """Papers of a batch that cannot be written; ``faults`` says why, by member id."""

    message = gettext_lazy(
        "Có đồng chí chưa giới thiệu được, nên chưa viết giấy nào. Hãy xem lý do ở từng "
        "dòng, sửa lại hoặc bỏ chọn rồi làm lại."
    )

    def __init__(self, faults: dict[int, str]) -> None:
        super().__init__()
        self.faults = faults


@transaction.atomic
def introduce_many(
    *, actor: Account, to_ward: Unit, asked: Sequence[Asked], client_key: uuid.UUID
) -> list[Introduction]:
    """Introduce several members to one ward, all of them or none.

    The same ``client_key`` again returns the first papers. Raises SomeRefused.
    """
    papers, faults = [], {}
    for each in asked:
        try:
            paper = issue_introduction(
                actor=actor,
                to_ward=to_ward,
                client_key=uuid.uuid5(client_key, str(each.member.pk)),
                **{f.name: getattr(each, f.name) for f in fields(each)},
            )
        except Refused as refusal:
            faults[each.member.pk] = str(refusal)
        else:
            papers.append(paper)
    if faults:
        raise SomeRefused(faults)
    return papers


introduce_again = partial(issue_introduction, again=True)


def _check_tie(paper: Introduction, *, again: bool) -> None:
    tied = queries.open_home_link_of(paper.member)
    if again:
        if tied is None:
            raise NotTied
        if tied.ward_id == paper.to_ward_id:
            raise SameWard
        paper.renews = tied
    elif tied is not None:
        raise AlreadyTied(tied.ward.full_name)


def _issue(actor: Account, paper: Introduction, from_unit: Unit | None) -> None:
    ward, day = paper.to_ward, paper.issued_on
    if not (ward.is_ward and ward.is_residence):
        raise NotAWard
    require_open(ward, day)
    pack = exemptions.pack_for(day)
    if paper.exemption:
        exemptions.require_kind(paper.exemption, pack)
    waiting = Introduction.objects.filter(
        member=paper.member, state=IntroductionState.ISSUED
    )
    if waiting.exists():
        raise AlreadyWaiting
    if from_unit is None:
        unit = queries.issuing_unit(actor, paper.member)
    else:
        may = policies.introductions.may_issue(actor, from_unit)
        unit = from_unit if may else None
    if unit is None:
        raise NotAllowed
    require_open(unit, day)
    paper.from_unit, paper.rule_pack = unit, pack.key
    paper.number = next_number(unit=unit, year=day.year, kind=DocumentKind.INTRODUCTION)
    with arbitrated(
        Introduction, {"roster_introduction_one_waits_per_member": AlreadyWaiting()}
    ):
        paper.save()
    counting.issued(ward, day.year)
    record(
        actor,
        INTRODUCED,
        paper,
        number=[None, paper.number],
        to_ward=[None, ward.code],
        issued_on=[None, day],
    )


def _is_to_itself(actor: Account, paper: Introduction) -> bool:
    own = Line.objects.filter(upper=paper.to_ward, lower=paper.from_unit).exists()
    return own and policies.may_take_in(actor, paper.to_ward)


@transaction.atomic
def withdraw_introduction(*, actor: Account, introduction: Introduction) -> None:
    """Take back a paper that waits. Raises NotAllowed, Overtaken."""
    policies.introductions.require(actor, policies.WITHDRAW_INTRODUCTION, introduction)
    take_back(actor, introduction)


def take_back(actor: Account, introduction: Introduction) -> None:
    """Take a waiting paper back. Asks no policy: for this package only."""
    advance(
        introduction,
        IntroductionState.ISSUED,
        state=IntroductionState.WITHDRAWN,
        withdrawn_on=day_of(None, "withdrawn_on"),
    )
    counting.issued(introduction.to_ward, introduction.issued_on.year, -1)
    record(actor, WITHDRAWN, introduction)
