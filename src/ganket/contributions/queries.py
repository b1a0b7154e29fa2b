"""Finding what members did for the place where they live, and who spoke with them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Max, Q, QuerySet

from ganket.accounts.models import Account
from ganket.contributions import policies
from ganket.contributions.models import Contact, Contribution
from ganket.contributions.policies import NOTE, SEE, WITHDRAW
from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.org.queries import open_units
from ganket.org.reach import units_near
from ganket.people.queries import acting_person_id
from ganket.roster.models import HomeLink, Member
from ganket.roster.queries import members_of
from ganket.rulebook.queries import pack_on

__all__ = [
    "NOTE",
    "SEE",
    "WITHDRAW",
    "Counts",
    "contacts_for",
    "contributions_for",
    "contributions_of",
    "counts_by_member",
    "last_contact_by_member",
    "may_note",
    "members_to_note_for",
    "not_met",
    "noted_today",
    "noting_units",
    "period_began_on",
]

Members = Iterable[Member] | QuerySet[Member]


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What is on record of one member over a span; what was taken back is not."""

    contributions: int = 0
    contacts: int = 0


def contributions_for(actor: Account, action: str = SEE) -> QuerySet[Contribution]:
    """Return the work that the actor may see or take back, newest first."""
    visible = policies.contributions.visible(actor, action).filter(withdrawn_at=None)
    named = visible.select_related("member__person", "unit", "by")
    return named.order_by("-done_on", "-pk")


def contacts_for(actor: Account, action: str = SEE) -> QuerySet[Contact]:
    """Return the contacts that the actor may see or take back, newest first."""
    visible = policies.contacts.visible(actor, action).filter(withdrawn_at=None)
    named = visible.select_related("member__person", "unit", "by")
    return named.order_by("-on", "-pk")


def contributions_of(
    member: Member, since: dt.date, until: dt.date
) -> QuerySet[Contribution]:
    """Return a member's work from ``since`` to the day before ``until``, oldest first.

    Asks no policy: callers ask about the member.
    """
    return Contribution.objects.filter(
        member=member, withdrawn_at=None, done_on__gte=since, done_on__lt=until
    ).order_by("done_on", "pk")


def counts_by_member(
    members: Members, since: dt.date, until: dt.date
) -> dict[int, Counts]:
    """Count work and contacts from ``since`` to the day before ``until``. Two queries.

    Members without either have no entry.
    """
    ids = _ids(members)
    work = Contribution.objects.filter(
        member__in=ids, withdrawn_at=None, done_on__gte=since, done_on__lt=until
    )
    met = Contact.objects.filter(
        member__in=ids, withdrawn_at=None, on__gte=since, on__lt=until
    )
    found: dict[int, Counts] = {}
    for member, count in _counted(work):
        found[member] = Counts(contributions=count)
    for member, count in _counted(met):
        found[member] = replace(found.get(member, Counts()), contacts=count)
    return found


def last_contact_by_member(members: Members) -> dict[int, dt.date]:
    """Return the day on which each member was last spoken with, visited or called."""
    met = Contact.objects.filter(member__in=_ids(members), withdrawn_at=None)
    rows = met.order_by().values_list("member").annotate(day=Max("on"))
    return dict(rows.values_list("member", "day"))


def period_began_on(day: dt.date | None = None) -> dt.date:
    """Return the first day of the half-year, as the rule pack cuts it, of a day."""
    on = day or clock.today()
    return pack_on(on).period_on(on).span(on.year)[0]


def not_met(unit: Unit, since: dt.date) -> QuerySet[Member]:
    """Return who of a unit's members was not met since a day, by given name.

    Asks no policy: callers ask about the unit.
    """
    met = Contact.objects.filter(withdrawn_at=None, on__gte=since)
    return members_of(unit).exclude(pk__in=met.values("member"))


def members_to_note_for(actor: Account) -> QuerySet[Member]:
    """Return the members who live where the actor may note work and contacts."""
    reached = units_near(actor, policies.ROLES[NOTE])
    links = HomeLink.objects.filter(
        HomeLink.in_force(), Q(cell__in=reached) | Q(cell=None, ward__in=reached)
    )
    found = Member.objects.filter(pk__in=links.values("member"))
    return found.select_related("person").order_by("person__sort_key", "pk")


def noted_today(actor: Account, unit: Unit) -> QuerySet[Contact]:
    """Return the contacts that the actor noted today in a unit, the last one first."""
    mine = Contact.objects.filter(
        unit=unit,
        by=acting_person_id(actor),
        withdrawn_at=None,
        created_at__gte=clock.moment(clock.today()),
    )
    return mine.select_related("member__person").order_by("-pk")


def may_note(actor: Account, unit: Unit) -> bool:
    """Tell whether the actor may note work and contacts of a unit's members."""
    return policies.contributions.may_note(actor, unit)


def noting_units(actor: Account) -> QuerySet[Unit]:
    """Return the residence units whose contacts the actor may note, by name."""
    reached = units_near(actor, policies.ROLES[NOTE])
    return open_units().filter(is_residence=True, pk__in=reached)


def _counted(
    rows: QuerySet[Contribution] | QuerySet[Contact],
) -> Iterable[tuple[int, int]]:
    return rows.order_by().values_list("member").annotate(n=Count("pk"))


def _ids(members: Members) -> QuerySet[Member, int] | list[int]:
    # A queryset stays a subquery, so that no list is too long for the database.
    if isinstance(members, QuerySet):
        return members.order_by().values_list("pk", flat=True)
    return [member.pk for member in members]
