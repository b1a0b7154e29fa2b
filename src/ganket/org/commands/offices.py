"""Giving offices and ending them. Rights follow from offices and end with them."""

import datetime as dt
import uuid

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.org import policies, queries
from ganket.org.commands.refusals import (
    AlreadyHeld,
    OfficeEnded,
    OwnAppointment,
    OwnLastAdministrator,
    PersonElsewhere,
    SecretaryThere,
    TermFarAway,
    TermRunsBackwards,
    UnitClosed,
)
from ganket.org.enums import Role, UnitKind
from ganket.org.models import Office, Unit
from ganket.people import commands as people
from ganket.people.models import Invited, Person

# Nobody has held an office longer, and no term is set so far ahead.
LONGEST_TERM_YEARS = 30

OFFICE_GIVEN = journal.verb("org.office_given", _("giao chức vụ"))
OFFICE_ENDED = journal.verb("org.office_ended", _("thôi chức vụ"))


@transaction.atomic
def give_office(
    *,
    actor: Account,
    person: Person,
    unit: Unit,
    role: str,
    since: dt.date,
    until: dt.date | None = None,
    client_key: uuid.UUID | None = None,
) -> Office:
    """Let a person hold a role in a unit for a term.

    Raises NotAllowed, OwnAppointment, PersonElsewhere, UnitClosed, AlreadyHeld,
    SecretaryThere, TermFarAway, TermRunsBackwards.
    """
    _refuse_appointing(actor, unit, role)
    if person.account_id == actor.pk:
        raise OwnAppointment
    if not queries.may_pick(actor, person):
        raise PersonElsewhere
    office = Office(
        person=person,
        unit=unit,
        role=Role(role),
        since=since,
        until=until,
        client_key=client_key,
    )
    return _give(actor, office)


@transaction.atomic
def appoint_new(
    *,
    actor: Account,
    full_name: str,
    unit: Unit,
    role: str,
    since: dt.date,
    until: dt.date | None = None,
    email: str = "",
    phone_number: str = "",
    client_key: uuid.UUID | None = None,
) -> Office:
    """Write down somebody who was not known so far, and give them an office.

    A form that arrives twice writes one person and one office. Raises what
    ``people.add_person`` and ``give_office`` raise.
    """
    _refuse_appointing(actor, unit, role)
    first = Office.objects.filter(client_key=client_key).first()
    if client_key and first:
        return first
    person = people.add_person(
        actor=actor, full_name=full_name, email=email, phone_number=phone_number
    )
    office = Office(
        person=person,
        unit=unit,
        role=Role(role),
        since=since,
        until=until,
        client_key=client_key,
    )
    return _give(actor, office)


@transaction.atomic
def end_office(*, actor: Account, office: Office, until: dt.date) -> None:
    """End an office; the rights end with it on that day.

    Raises OfficeEnded, TermRunsBackwards, OwnLastAdministrator.
    """
    if office.role == Role.ADMINISTRATOR:
        # One at a time, or two administrators could end each other at once.
        top = Unit.objects.filter(kind=UnitKind.NATION)
        top.update(version=models.F("version") + 1)
        _refuse_ending_own_last(actor, office)
    policies.offices.require(actor, policies.APPOINT, office)
    if until < office.since:
        raise TermRunsBackwards
    _end(actor, office, until)


def end_offices_of(*, actor: Account, unit: Unit, until: dt.date) -> None:
    """End every office of a unit that closes; one yet to come never begins."""
    running = Office.objects.filter(Office.not_over(until), unit=unit)
    for office in running.select_related("person"):
        _end(actor, office, max(until, office.since))


@transaction.atomic
def install_administrator(
    *, actor: journal.Actor, full_name: str, email: str = "", phone_number: str = ""
) -> Invited:
    """Let somebody administrate the whole system, and invite them.

    For setting a system up, or when nobody can sign in any more: whoever runs it
    holds the machine. Raises what ``people.add_person`` raises.
    """
    person = people.add_person(
        actor=actor, full_name=full_name, email=email, phone_number=phone_number
    )
    office = Office(
        person=person,
        unit=queries.get_nation(),
        role=Role.ADMINISTRATOR,
        since=clock.today(),
    )
    _give(actor, office)
    return people.invite(actor=actor, person=person)


def _refuse_appointing(actor: Account, unit: Unit, role: str) -> None:
    if role not in policies.offices.roles_to_give(actor, unit):
        raise NotAllowed


def _refuse_ending_own_last(actor: Account, office: Office) -> None:
    held = Office.objects.filter(
        Office.in_force(), person__account=actor.pk, role=Role.ADMINISTRATOR
    )
    if [own.pk for own in held] == [office.pk]:
        raise OwnLastAdministrator


def _give(actor: journal.Actor, office: Office) -> Office:
    """Write a new office, or return the row that the same form wrote first."""
    unit, since = office.unit, office.since
    if not unit.is_open_on(max(since, unit.opened_on)):
        raise UnitClosed
    if office.until is not None and office.until < since:
        raise TermRunsBackwards
    _refuse_far_away(since, office.until)
    held = Office.objects.filter(person=office.person, unit=unit, role=office.role)
    first = held.filter(client_key=office.client_key).first()
    if office.client_key and first:
        return first
    if held.filter(Office.not_over(since)).exists():
        raise AlreadyHeld
    if office.role == Role.SECRETARY:
        _refuse_second_secretary(office)
    try:
        with transaction.atomic():
            office.save()
    except IntegrityError:
        raise AlreadyHeld from None
    told = {
        "role": [None, office.role],
        "unit": [None, unit.code],
        "since": [None, since],
        "until": [None, office.until],
    }
    journal.record(
        actor=actor,
        verb=OFFICE_GIVEN,
        subject=office,
        about=office.person,
        changes=told,
    )
    return office


def _refuse_far_away(since: dt.date, until: dt.date | None) -> None:
    today = clock.today()
    for day in (since, until or today):
        if abs(day.year - today.year) > LONGEST_TERM_YEARS:
            raise TermFarAway(day)


def _refuse_second_secretary(office: Office) -> None:
    # One at a time, or two clerks could each name one at once.
    Unit.objects.filter(pk=office.unit_id).update(version=models.F("version") + 1)
    others = Office.objects.filter(
        Office.not_over(office.since), unit=office.unit, role=Role.SECRETARY
    )
    if office.until is not None:
        others = others.filter(since__lt=office.until)
    other = others.select_related("person").first()
    if other is not None:
        raise SecretaryThere(other.person.full_name)


def _end(actor: Account, office: Office, until: dt.date) -> None:
    running = Office.objects.filter(Office.not_over(), pk=office.pk, until=office.until)
    if not running.update(until=until):
        raise OfficeEnded
    told = {"until": [office.until, until]}
    journal.record(
        actor=actor,
        verb=OFFICE_ENDED,
        subject=office,
        about=office.person,
        changes=told,
    )
