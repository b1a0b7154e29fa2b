"""Finding members, and where they live and work on a day."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from ganket.accounts.models import Account
from ganket.kernel import phone, text
from ganket.org.models import Unit
from ganket.org.queries import Circle
from ganket.people.queries import acting_person_id, named, with_phone
from ganket.roster import policies
from ganket.roster.models import (
    Exemption,
    HomeLink,
    Member,
    WorkLink,
    citizen_hash,
)
from ganket.roster.policies import SEE_MEMBER

Members = Iterable[Member] | QuerySet[Member]


def members_of(unit: Unit, on: dt.date | None = None) -> QuerySet[Member]:
    """Return who keeps the tie of home to a cell or ward on a day (today).

    By given name. Asks no policy: callers ask about the unit.
    """
    links = HomeLink.objects.filter(HomeLink.in_force(on))
    tied = links.filter(Q(cell=unit) | Q(ward=unit))
    return _listed(Member.objects.filter(pk__in=tied.values("member")))


def members_at_work(unit: Unit, on: dt.date | None = None) -> QuerySet[Member]:
    """Return who works in a unit or under it on a day (today), by given name."""
    links = WorkLink.objects.filter(WorkLink.in_force(on))
    tied = links.filter(cell__lines_up__upper=unit)
    return _listed(Member.objects.filter(pk__in=tied.values("member")))


def members_for(actor: Account, action: str = SEE_MEMBER) -> QuerySet[Member]:
    """Return the members to whom the actor may do the action, by given name."""
    return _listed(policies.members.visible(actor, action))


def _known() -> Q:
    return Q(pk__in=Member.objects.values("person"))


def _reached(actor: Account) -> Q:
    return Q(pk__in=policies.members.visible(actor, SEE_MEMBER).values("person"))


# Offices may be given to members, by whoever sees them.
CIRCLE = Circle(known=_known, reached=_reached)


def keeps_open(unit: Unit, day: dt.date) -> str | None:
    """Return why a unit cannot close on a day: who still lives or works with it."""
    tied = HomeLink.objects.filter(HomeLink.in_force(day), Q(cell=unit) | Q(ward=unit))
    working = WorkLink.objects.filter(WorkLink.in_force(day), cell=unit)
    people = tied.count() + working.count()
    if not people:
        return None
    return ngettext(
        "Còn %(people)d đảng viên thuộc đơn vị này. Hãy chuyển đồng chí ấy đi trước.",
        "Còn %(people)d đảng viên thuộc đơn vị này. Hãy chuyển các đồng chí đi trước.",
        people,
    ) % {"people": people}


def own_member(actor: Account) -> Member | None:
    """Return the member who acts, or whom a helper serves; None for the others."""
    person = acting_person_id(actor)
    found = Member.objects.filter(person=person).select_related("person")
    return found.first() if person is not None else None


def find_member(pk: int) -> Member | None:
    """Return the member of this id. Asks no policy: for commands and tasks."""
    return Member.objects.filter(pk=pk).select_related("person").first()


def search(members: QuerySet[Member], query: str) -> QuerySet[Member]:
    """Keep those whose name holds every word of a query, or whose telephone it is.

    Marks, case and word order do not matter; a word may be cut short.
    """
    if phone.looks_like_phone(query):
        return members.filter(person__in=with_phone(query))
    return members.filter(named(query, "person__"))


def with_card(digits: str) -> QuerySet[Member]:
    """Return the member with this card number, as ``checked`` writes it."""
    return Member.objects.filter(party_card_no=digits).select_related("person")


def with_citizen_id(digits: str) -> QuerySet[Member]:
    """Return the member with this citizen number."""
    found = Member.objects.filter(citizen_id_hash=citizen_hash(digits))
    return found.select_related("person")


def with_number(written: str) -> Member | None:
    """Return the member with this card or citizen number, however it is set apart."""
    digits = "".join(char for char in written if char.isdecimal())
    if not digits:
        return None
    return with_card(digits).first() or with_citizen_id(digits).first()


def perhaps_known(full_name: str, *, card: str, citizen: str) -> list[Member]:
    """Return members of the same name, or with one of the numbers.

    Apart, for an OR over two tables would leave the indexes of both unused.
    """
    named_so = Q(person__search_key=text.search_key(full_name))
    found = list(Member.objects.filter(named_so))
    numbered = Q(party_card_no=card) if card else Q()
    if citizen:
        numbered |= Q(citizen_id_hash=citizen_hash(citizen))
    return found + list(Member.objects.filter(numbered)) if numbered else found


def home_link_of(member: Member, on: dt.date | None = None) -> HomeLink | None:
    """Return a member's tie of home in force on a day (today)."""
    return home_links_of([member], on).get(member.pk)


def open_home_link_of(member: Member) -> HomeLink | None:
    """Return a member's tie of home that has no end, whatever the day it began."""
    found = HomeLink.objects.filter(member=member, until=None)
    return found.select_related("ward", "cell").first()


def work_link_of(member: Member, on: dt.date | None = None) -> WorkLink | None:
    """Return a member's tie of work in force on a day (today)."""
    return work_links_of([member], on).get(member.pk)


def home_links_of(members: Members, on: dt.date | None = None) -> dict[int, HomeLink]:
    """Return the ties of home in force, by member; with ward and cell, one query."""
    links = HomeLink.objects.filter(HomeLink.in_force(on), member__in=_ids(members))
    return {link.member_id: link for link in links.select_related("ward", "cell")}


def work_links_of(members: Members, on: dt.date | None = None) -> dict[int, WorkLink]:
    """Return the ties of work in force, by member; with cell and committee, one query."""
    links = WorkLink.objects.filter(WorkLink.in_force(on), member__in=_ids(members))
    return {link.member_id: link for link in links.select_related("cell__parent")}


def home_links_seen(actor: Account, member: Member) -> QuerySet[HomeLink]:
    """Return those of a member's ties of home that the actor may see, newest first."""
    seen = policies.home_links.visible(actor, policies.SEE_LINK).filter(member=member)
    return seen.select_related("ward", "cell", "group").order_by("-since", "-pk")


def work_links_seen(actor: Account, member: Member) -> QuerySet[WorkLink]:
    """Return those of a member's ties of work that the actor may see, newest first."""
    seen = policies.work_links.visible(actor, policies.SEE_LINK).filter(member=member)
    return seen.select_related("cell__parent").order_by("-since", "-pk")


def exemptions_seen(actor: Account, member: Member) -> QuerySet[Exemption]:
    """Return a member's exemptions, newest first, to whoever sees the member."""
    seen = policies.exemptions.visible(actor, SEE_MEMBER).filter(member=member)
    return seen.order_by("-since", "-pk")


def exemption_of(member: Member, on: dt.date | None = None) -> Exemption | None:
    """Return from what kind of meeting a member is exempt on a day (today)."""
    found = Exemption.objects.filter(Exemption.in_force(on), member=member)
    return found.order_by("-since", "-pk").first()


def exempt_ids(members: Members, on: dt.date | None = None) -> set[int]:
    """Return the ids of those among the members who are exempt on a day (today)."""
    found = Exemption.objects.filter(Exemption.in_force(on), member__in=_ids(members))
    return set(found.values_list("member_id", flat=True))


def _listed(members: QuerySet[Member]) -> QuerySet[Member]:
    return members.select_related("person").order_by("person__sort_key", "pk")


def _ids(members: Members) -> QuerySet[Member, int] | list[int]:
    # A queryset stays a subquery, so that no list is too long for the database.
    if isinstance(members, QuerySet):
        return members.order_by().values_list("pk", flat=True)
    return [member.pk for member in members]
