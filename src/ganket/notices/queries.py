"""Reading notices: the inbox, what a unit has sent, and whom it reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import translation

from ganket.accounts.models import Account
from ganket.notices import policies
from ganket.notices.enums import OUT, Audience, MailState, NoticeState
from ganket.notices.models import Delivery, Notice
from ganket.notices.policies import READ, SEE, WRITE
from ganket.org.enums import NEAR, Role
from ganket.org.models import Office, Unit
from ganket.org.queries import open_units, residence_cells
from ganket.org.reach import offices_of, units_of
from ganket.people.models import Person
from ganket.people.queries import acting_person_id
from ganket.roster.queries import members_of

__all__ = ["READ", "SEE", "WRITE"]

# In whose name a notice goes out where somebody holds several offices in a unit.
_SIGNING = (Role.SECRETARY, Role.DEPUTY, Role.CLERK)
_ABLE = frozenset(_SIGNING)


def notices_for(actor: Account, action: str) -> QuerySet[Notice]:
    """Return the notices on which the actor may do the action, newest first."""
    seen = policies.notices.visible(actor, action).select_related("unit__parent")
    return seen.order_by("-sent_at", "-pk")


def written_for(actor: Account) -> QuerySet[Notice]:
    """Return drafts and notices of the actor's units, with ``people`` told of each.

    Drafts first, then newest first. What was discarded is left out.
    """
    told = Delivery.objects.filter(notice=OuterRef("pk")).order_by()
    people = told.values("notice").annotate(people=Count("pk")).values("people")
    is_draft = Case(
        When(state=NoticeState.DRAFT, then=Value(True)),  # noqa: FBT003 - an SQL literal
        default=Value(False),  # noqa: FBT003 - an SQL literal
        output_field=BooleanField(),
    )
    kept = notices_for(actor, SEE).exclude(state=NoticeState.DISCARDED)
    return kept.annotate(people=Subquery(people), first=is_draft).order_by(
        "-first", "-sent_at", "-pk"
    )


def inbox_of(actor: Account) -> QuerySet[Notice]:
    """Return what the actor may read, unread first, then newest first.

    ``is_unread`` is true of what was delivered to them and not opened yet.
    """
    waiting = _unread(actor).filter(notice=OuterRef("pk"))
    read = notices_for(actor, READ)
    return read.annotate(is_unread=Exists(waiting)).order_by(
        "-is_unread", "-sent_at", "-pk"
    )


def unread_count(actor: Account) -> int:
    """Return how many notices wait to be opened by the actor."""
    return _unread(actor).count()


def unread_of(person: Any) -> QuerySet[Delivery]:
    """Return a person's deliveries not opened yet; ``person`` may be an OuterRef."""
    return Delivery.objects.filter(
        person=person, read_at=None, notice__state=NoticeState.SENT
    )


def _unread(actor: Account) -> QuerySet[Delivery]:
    person = acting_person_id(actor)
    return unread_of(person) if person is not None else Delivery.objects.none()


def units_to_write_for(actor: Account) -> QuerySet[Unit]:
    """Return the units in whose name the actor may send notices, by name."""
    own = units_of(actor, policies.ROLES[WRITE], kinds=NEAR)
    units = open_units().filter(pk__in=own, is_residence=True)
    return units.select_related("parent").order_by("sort_key", "pk")


def signature_of(actor: Account, unit: Unit) -> str:
    """Return how the actor signs for a unit: office, unit and name, in Vietnamese."""
    held = offices_of(actor, _SIGNING).filter(unit=unit).select_related("person")
    offices = sorted(held, key=lambda office: _SIGNING.index(Role(office.role)))
    if not offices:
        return unit.full_name
    with translation.override("vi"):
        role = Role(offices[0].role).label
    return f"{role} {unit.full_name}, {offices[0].person.full_name}"


def audience_of(unit: Unit, audience: str) -> QuerySet[Person]:
    """Return whom a notice of a unit goes to today, by given name."""
    if audience == Audience.SECRETARIES:
        offices = Office.objects.filter(
            Office.in_force(),
            unit__in=residence_cells(unit).values("pk"),
            role__in=[Role.SECRETARY, Role.DEPUTY],
        )
        told = Person.objects.filter(pk__in=offices.values("person"))
    else:
        members = members_of(unit).order_by().values("person")
        told = Person.objects.filter(pk__in=members)
    return told.select_related("account").order_by("sort_key", "pk")


@dataclass(frozen=True)
class Reach:
    """Whom a notice reaches, over which channel; nothing about who has read it.

    ``people`` are counted once. One person may be reached in the inbox and by
    mail; ``failed`` are those whose letter did not arrive, with the reason.
    ``unreached`` have neither: somebody has to call them or bring the paper.
    """

    people: int
    inbox: int
    mail: int
    waiting: int
    failed: tuple[tuple[Person, str], ...]
    unreached: tuple[Person, ...]


def expected_reach(unit: Unit, audience: str) -> Reach:
    """Return whom a notice would reach if it were sent now."""
    people = audience_of(unit, audience)
    return _reach(
        (person, MailState.WAITING if person.email else MailState.NONE, "")
        for person in people
    )


def reach_of(notice: Notice) -> Reach:
    """Return whom a sent notice has reached so far."""
    deliveries = Delivery.objects.filter(notice=notice)
    rows = deliveries.select_related("person__account").defer("read_at")
    return _reach(
        (row.person, MailState(row.mail), row.mail_fault)
        for row in rows.order_by("person__sort_key", "person_id")
    )


def _reach(told: Iterable[tuple[Person, MailState, str]]) -> Reach:
    rows = list(told)
    by_mail = {MailState.SENT, MailState.WAITING}
    return Reach(
        people=len(rows),
        inbox=sum(has_inbox(person) for person, _, _ in rows),
        mail=sum(mail in by_mail for _, mail, _ in rows),
        waiting=sum(mail == MailState.WAITING for _, mail, _ in rows),
        failed=tuple((p, why) for p, mail, why in rows if mail == MailState.FAILED),
        unreached=tuple(
            person
            for person, mail, _ in rows
            if not has_inbox(person) and mail not in by_mail
        ),
    )


def has_inbox(person: Person) -> bool:
    """Tell whether a person can open an inbox: a sign-in whose password is set."""
    account = person.account
    return account is not None and account.is_active and account.has_usable_password()


def find_notice(pk: int) -> Notice | None:
    """Return a notice that has gone out. Asks no policy: for tasks."""
    found = Notice.objects.filter(pk=pk, state__in=OUT)
    return found.select_related("unit").first()


def deliveries_by_mail(notice: Notice) -> QuerySet[Delivery]:
    """Return the deliveries of a notice to persons with an e-mail address."""
    mailed = Delivery.objects.filter(notice=notice).exclude(mail=MailState.NONE)
    return mailed.select_related("person__account").order_by("pk")
