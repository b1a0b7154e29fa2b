"""Finding a ward's yearly rounds, and who is due in them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from ganket.accounts.models import Account
from ganket.journal import queries as journal
from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.people.queries import behind
from ganket.reviews import policies
from ganket.reviews.enums import ReviewState
from ganket.reviews.models import Answer, Review, ReviewCycle
from ganket.reviews.policies import SEE_CYCLE
from ganket.roster import queries as roster
from ganket.roster.models import Exemption, HomeLink, Member
from ganket.rulebook.models import RulePack
from ganket.rulebook.queries import get_pack


@dataclass(frozen=True)
class DueMember:
    """A member who is to be reviewed, and the tie that says by which cell."""

    member: Member
    link: HomeLink


@dataclass(frozen=True)
class Change:
    """Who wrote something last, and when."""

    name: str
    at: dt.datetime


@dataclass(frozen=True)
class DueChanges:
    """How a round differs from who lives in the ward today.

    ``arrived`` came later and have no review yet; ``moved`` are blank drafts
    whose member now belongs to another cell of the ward, with that cell;
    ``gone`` are blank drafts of members who left or are exempt by now.
    """

    arrived: list[DueMember]
    moved: list[tuple[Review, Unit]]
    gone: list[Review]

    @property
    def is_empty(self) -> bool:
        return not (self.arrived or self.moved or self.gone)


def cycles_for(actor: Account, action: str = SEE_CYCLE) -> QuerySet[ReviewCycle]:
    """Return the rounds on which the actor may do the action, newest first."""
    visible = policies.cycles.visible(actor, action)
    return visible.select_related("ward").order_by("-year", "ward__sort_key", "pk")


def cycle_of(ward: Unit, year: int) -> ReviewCycle | None:
    """Return a ward's round of a year. Asks no policy: callers ask about the ward."""
    return ReviewCycle.objects.filter(ward=ward, year=year).first()


def last_change_of(cycle: ReviewCycle) -> Change | None:
    """Return who changed a round last and when; None where it was the machine."""
    entry = journal.entries_of(cycle).first()
    person = behind(entry.actor) if entry is not None else None
    if entry is None or person is None:
        return None
    return Change(name=person.full_name, at=entry.at)


def may_open(actor: Account, ward: Unit) -> bool:
    """Tell whether the actor may open a round in this ward."""
    return policies.cycles.may_open(actor, ward)


def due_members(ward: Unit, rules: RulePack) -> list[DueMember]:
    """Return who lives in the ward today, belongs to a cell and is reviewed yearly.

    By given name. Three queries.
    """
    members = roster.members_of(ward)
    links = roster.home_links_of(members)
    excused = {kind.key for kind in rules.exemptions if not kind.is_reviewed_yearly}
    exemptions = Exemption.objects.filter(
        Exemption.in_force(),
        kind__in=excused,
        member__in=members.order_by().values("pk"),
    )
    exempt = set(exemptions.values_list("member_id", flat=True))
    return [
        DueMember(member, links[member.pk])
        for member in members
        if member.pk in links
        and links[member.pk].cell_id is not None
        and member.pk not in exempt
    ]


def due_changes(cycle: ReviewCycle) -> DueChanges:
    """Compare a round with who lives in the ward today. Four queries."""
    due = due_members(cycle.ward, get_pack(cycle.rule_pack))
    by_member = {each.member.pk: each.link for each in due}
    held = Review.objects.filter(cycle=cycle).select_related("member__person", "cell")
    written = Exists(Answer.objects.filter(review=OuterRef("pk")))
    blank = list(
        held.filter(~written, state=ReviewState.DRAFT).order_by(
            "member__person__sort_key", "pk"
        )
    )
    known = set(held.values_list("member_id", flat=True))
    moved = [
        (review, by_member[review.member_id].cell)
        for review in blank
        if review.member_id in by_member
        and by_member[review.member_id].cell_id != review.cell_id
    ]
    return DueChanges(
        arrived=[each for each in due if each.member.pk not in known],
        moved=[(review, cell) for review, cell in moved if cell is not None],
        gone=[review for review in blank if review.member_id not in by_member],
    )


def is_begun(cycle: ReviewCycle) -> bool:
    """Tell whether the cells may write by now."""
    return cycle.opens_on <= clock.today()
