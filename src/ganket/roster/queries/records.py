"""All that the roster tells one person of one member."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from ganket.accounts.models import Account
from ganket.accounts.queries import waiting_invitations
from ganket.kernel import clock
from ganket.org.enums import Role
from ganket.org.models import Office, Unit
from ganket.org.queries import offices_in
from ganket.roster import policies
from ganket.roster.enums import IntroductionState
from ganket.roster.models import Exemption, HomeLink, Introduction, Member, WorkLink
from ganket.roster.queries.introductions import introductions_of
from ganket.roster.queries.members import (
    exemptions_seen,
    home_links_seen,
    work_links_seen,
)
from ganket.roster.queries.rolls import exemption_label

_FLAGS = {
    "may_correct": policies.CORRECT_MEMBER,
    "may_correct_contact": policies.CORRECT_CONTACT,
    "may_exempt": policies.EXEMPT_MEMBER,
    "may_invite": policies.INVITE_MEMBER,
    "may_introduce": policies.INTRODUCE_MEMBER,
    "may_assign": policies.ASSIGN_MEMBER,
}


@dataclass(frozen=True)
class Record:
    """A member as one person sees them, and what that person may do here.

    ``home``, ``work`` and ``exemption`` are those of today; the histories hold what
    the viewer may see of the past. ``is_own`` where the viewer is the member.
    """

    member: Member
    phone: str
    home: HomeLink | None
    work: WorkLink | None
    exemption: Exemption | None
    homes: tuple[HomeLink, ...]
    works: tuple[WorkLink, ...]
    exemptions: tuple[Exemption, ...]
    papers: tuple[Introduction, ...]
    flags: frozenset[str]
    is_own: bool

    def may(self, action: str) -> bool:
        return f"may_{action}" in self.flags

    @property
    def exemption_label(self) -> str:
        return exemption_label(self.exemption) if self.exemption else ""

    @property
    def works_under_viewer(self) -> bool:
        """Whether the viewer keeps the member's place of work."""
        return self.work is not None and self.may("introduce")

    @property
    def waiting(self) -> Introduction | None:
        """The paper that waits for the ward, if there is one."""
        issued = IntroductionState.ISSUED
        return next((paper for paper in self.papers if paper.state == issued), None)


def record_of(actor: Account, member: Member) -> Record:
    """Return what the actor sees of a member whom they may see. A handful of queries."""
    homes = tuple(home_links_seen(actor, member))
    works = tuple(work_links_seen(actor, member))
    exemptions = tuple(exemptions_seen(actor, member))
    own = Member.objects.filter(policies.own(actor, "person"), pk=member.pk).exists()
    return Record(
        member=member,
        phone=member.person.phone(),
        home=next((link for link in homes if link.holds()), None),
        work=next((link for link in works if link.holds()), None),
        exemption=next((span for span in exemptions if span.holds()), None),
        homes=homes,
        works=works,
        exemptions=exemptions,
        papers=tuple(introductions_of(actor, member)),
        flags=_flags(actor, member),
        is_own=own,
    )


def _flags(actor: Account, member: Member) -> frozenset[str]:
    found = policies.members.flag(
        Member.objects.filter(pk=member.pk), actor, **_FLAGS
    ).values(*_FLAGS)
    return frozenset(name for name, may in found.get().items() if may)


@dataclass(frozen=True)
class Neighbourhood:
    """Whom a member turns to at home: who leads the cell, else who leads the ward."""

    unit: Unit
    leaders: tuple[Office, ...]


def neighbourhood_of(home: HomeLink | None) -> Neighbourhood | None:
    """Return the cell of a tie of home with its secretary and deputy."""
    if home is None:
        return None
    unit = home.cell or home.ward
    leading = (Role.SECRETARY, Role.DEPUTY)
    held = offices_in(unit).filter(role__in=leading)
    leaders = sorted(held, key=lambda office: leading.index(Role(office.role)))
    return Neighbourhood(unit, tuple(leaders))


@dataclass(frozen=True)
class Entrance:
    """How far a member has come with signing in.

    ``code_since`` is the day of a code that still waits to be used.
    """

    has_password: bool = False
    code_since: dt.date | None = None

    @property
    def is_new(self) -> bool:
        """Whether a slip would end nothing that the member holds."""
        return not self.has_password and self.code_since is None


def entrances_of(members: Iterable[Member]) -> dict[int, Entrance]:
    """Return for each member whether they sign in already, or hold a code. Two queries."""
    ids = [member.pk for member in members]
    signed_in = with_sign_in(Member.objects.filter(pk__in=ids))
    waiting = waiting_invitations().filter(account__person__member__in=ids)
    codes = dict(waiting.values_list("account__person__member", "created_at"))
    return {
        pk: Entrance(
            has_password=pk in signed_in,
            code_since=clock.local(codes[pk]).date() if pk in codes else None,
        )
        for pk in ids
    }


def with_sign_in(members: QuerySet[Member]) -> set[int]:
    """Return the ids of those among the members who have set a password."""
    unusable = UNUSABLE_PASSWORD_PREFIX
    open_for_use = members.filter(
        person__account__isnull=False, person__account__is_active=True
    ).exclude(person__account__password__startswith=unusable)
    return set(open_for_use.order_by().values_list("pk", flat=True))
