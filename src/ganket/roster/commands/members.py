"""Writing members down and correcting what is written of them."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import phone, text
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.org.models import ResidentialGroup, Unit
from ganket.people import commands as people
from ganket.people.models import Person
from ganket.roster import policies, queries
from ganket.roster.commands.home import open_home_link
from ganket.roster.commands.particulars import Particulars, checked
from ganket.roster.commands.placing import place
from ganket.roster.commands.refusals import (
    CardTaken,
    CitizenIdTaken,
    PerhapsTheSame,
    RosterRefused,
)
from ganket.roster.commands.spans import arbitrated, day_of, once
from ganket.roster.commands.work import open_work_link
from ganket.roster.enums import ResidenceKind
from ganket.roster.models import Member, citizen_hash

MEMBER_ADDED = journal.verb("roster.member_added", _("ghi tên đảng viên"))
MEMBER_CORRECTED = journal.verb("roster.member_corrected", _("sửa thông tin đảng viên"))

_OWN_FIELDS = (
    "sex",
    "born_on",
    "birth_year",
    "joined_on",
    "official_on",
    "party_card_no",
)


@transaction.atomic
def add_member(
    *,
    actor: Account,
    cell: Unit,
    particulars: Particulars,
    job: str = "",
    since: dt.date | None = None,
    is_another: bool = False,
    client_key: uuid.UUID | None = None,
) -> Member:
    """Write down a member who works in a cell.

    The same ``client_key`` again returns the first row. ``is_another`` says that
    a person has looked at the namesake with the same birth and knows better.
    Raises NotAllowed, CardTaken, CitizenIdTaken, PerhapsTheSame and whatever
    ``checked`` and ``start_work_link`` refuse.
    """
    if not policies.may_add_at(actor, cell):
        raise NotAllowed

    def make() -> Member:
        member = write_member(
            actor=actor,
            particulars=particulars,
            is_another=is_another,
            client_key=client_key,
        )
        open_work_link(actor=actor, member=member, cell=cell, since=since, job=job)
        return member

    return once(Member, client_key, "roster_member_client_key_once", make)


@transaction.atomic
def take_in_member(
    *,
    actor: Account,
    ward: Unit,
    particulars: Particulars,
    residence: str = ResidenceKind.PERMANENT,
    address: str = "",
    group: ResidentialGroup | None = None,
    cell: Unit | None = None,
    received_on: dt.date | None = None,
    is_another: bool = False,
    client_key: uuid.UUID | None = None,
) -> Member:
    """Take in a member whose introduction came on paper, from outside of the system.

    Somebody already known by card or citizen number is not written down again,
    but tied to the ward, where they live nowhere yet.
    Raises NotAllowed, PerhapsTheSame, NotAWard, UnitIsClosed, NotACellHere,
    LivesElsewhere, SpansOverlap, DayNotYet and whatever ``checked`` refuses.
    """
    if not policies.may_take_in(actor, ward):
        raise NotAllowed
    day = day_of(received_on, "received_on")

    def make() -> Member:
        member = _known_by_number(particulars) or write_member(
            actor=actor,
            particulars=particulars,
            is_another=is_another,
            client_key=client_key,
        )
        link = open_home_link(
            actor=actor,
            member=member,
            ward=ward,
            since=day,
            residence=residence,
            address=address,
            group=group,
            reason="paper",
        )
        if cell is not None:
            place(actor=actor, home_link=link, cell=cell, day=day)
        return member

    return once(Member, client_key, "roster_member_client_key_once", make)


def _known_by_number(particulars: Particulars) -> Member | None:
    """Return whom a number names, if the name is the same.

    Raises CardTaken, CitizenIdTaken where it is not: one of the two is wrong.
    """
    values = checked(particulars)
    found = queries.with_card(values.party_card_no).first()
    refusal: RosterRefused = CardTaken()
    if found is None or not values.party_card_no:
        found = queries.with_citizen_id(values.citizen_id).first()
        refusal = CitizenIdTaken()
        if found is None or not values.citizen_id:
            return None
    if found.person.search_key != text.search_key(values.full_name):
        raise refusal
    return found


def write_member(
    *,
    actor: Account,
    particulars: Particulars,
    is_another: bool = False,
    client_key: uuid.UUID | None = None,
) -> Member:
    """Write a member down without any link. Asks no policy: for this package only."""
    values = checked(particulars)
    _refuse_known(values, is_another=is_another)
    person = people.add_person(
        actor=actor,
        full_name=values.full_name,
        email=values.email,
        phone_number=values.phone_number,
    )
    member = Member(person=person, client_key=client_key)
    for name in _OWN_FIELDS:
        setattr(member, name, getattr(values, name))
    if values.citizen_id:
        member.set_citizen_id(values.citizen_id)
    taken = {
        "roster_member_card_once": CardTaken(),
        "roster_member_citizen_once": CitizenIdTaken(),
    }
    with arbitrated(Member, taken):
        member.save()
    journal.record(
        actor=actor,
        verb=MEMBER_ADDED,
        subject=member,
        about=person,
        changes={name: [None, getattr(values, name)] for name in _OWN_FIELDS},
    )
    return member


def _refuse_known(values: Particulars, *, is_another: bool) -> None:
    alike = queries.perhaps_known(
        values.full_name, card=values.party_card_no, citizen=values.citizen_id
    )
    for member in alike:
        if values.party_card_no and member.party_card_no == values.party_card_no:
            raise CardTaken
        digits = values.citizen_id
        if digits and member.citizen_id_hash == citizen_hash(digits):
            raise CitizenIdTaken
    if not is_another and any(_born_alike(member, values) for member in alike):
        raise PerhapsTheSame


def _born_alike(member: Member, values: Particulars) -> bool:
    """Tell whether both may have been born on one day, as far as it is known."""
    if member.born_on and values.born_on:
        return member.born_on == values.born_on
    return member.birth_year == values.birth_year


@transaction.atomic
def correct_member(
    *,
    actor: Account,
    member: Member,
    version: int,
    person_version: int,
    particulars: Particulars,
) -> None:
    """Correct what is written of a member. An empty citizen number is left as it is.

    Raises NotAllowed, ChangedMeanwhile, CardTaken, CitizenIdTaken and whatever
    ``checked`` refuses.
    """
    policies.members.require(actor, policies.CORRECT_MEMBER, member)
    rewrite_member(
        actor=actor,
        member=member,
        version=version,
        person_version=person_version,
        particulars=particulars,
    )


def rewrite_member(
    *,
    actor: Account,
    member: Member,
    version: int,
    person_version: int,
    particulars: Particulars,
) -> None:
    """Write other values over those that stand. Asks no policy: for this package only."""
    values = checked(particulars)
    _refuse_taken(member, values)
    fields: dict[str, Any] = {name: getattr(values, name) for name in _OWN_FIELDS}
    told = journal.changed(member, fields)
    if values.citizen_id and member.citizen_id_hash != citizen_hash(values.citizen_id):
        fresh = Member(pk=member.pk, person=member.person)
        fresh.set_citizen_id(values.citizen_id)
        fields["citizen_id_sealed"] = fresh.citizen_id_sealed
        fields["citizen_id_hash"] = fresh.citizen_id_hash
        told["citizen_id"] = []
    written = Member.objects.filter(pk=member.pk, version=version)
    if not written.update(**fields, version=version + 1):
        raise ChangedMeanwhile(_as_it_stands(member.pk))
    _correct_person(actor, member.person, person_version, values)
    if told:
        journal.record(
            actor=actor,
            verb=MEMBER_CORRECTED,
            subject=member,
            about=member.person,
            changes=told,
        )


@transaction.atomic
def correct_contact(
    *,
    actor: Account,
    member: Member,
    person_version: int,
    phone_number: str,
    email: str,
) -> None:
    """Correct telephone number and e-mail alone: the cell and the member may too.

    Raises NotAllowed, ChangedMeanwhile, PhoneUnreadable, people.EmailUnreadable.
    """
    policies.members.require(actor, policies.CORRECT_CONTACT, member)
    values = Particulars(
        full_name=member.person.full_name,
        phone_number=phone.normalise(phone_number) if phone_number else "",
        email=people.checked_email(email),
    )
    _correct_person(actor, member.person, person_version, values)


def _refuse_taken(member: Member, values: Particulars) -> None:
    others = Member.objects.exclude(pk=member.pk)
    if (
        values.party_card_no
        and others.filter(party_card_no=values.party_card_no).exists()
    ):
        raise CardTaken
    if (
        values.citizen_id
        and others.filter(citizen_id_hash=citizen_hash(values.citizen_id)).exists()
    ):
        raise CitizenIdTaken


def _correct_person(
    actor: Account, person: Person, version: int, values: Particulars
) -> None:
    told = person.phone()
    held = phone.normalise(told) if told else ""
    same = (person.full_name, person.email, held) == (
        values.full_name,
        values.email,
        values.phone_number,
    )
    if same and person.version == version:
        return
    people.correct_person(
        actor=actor,
        person=person,
        version=version,
        full_name=values.full_name,
        email=values.email,
        phone_number=values.phone_number,
    )


def _as_it_stands(pk: int) -> dict[str, object]:
    now = Member.objects.select_related("person").get(pk=pk)
    theirs: dict[str, object] = {name: getattr(now, name) for name in _OWN_FIELDS}
    return theirs | {"full_name": now.person.full_name}
