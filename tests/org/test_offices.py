import datetime as dt
import uuid

import pytest

from ganket.accounts import commands as accounts
from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.kernel.phone import PhoneUnreadable
from ganket.org import commands, policies, queries
from ganket.org.enums import Role
from ganket.org.models import Office
from ganket.people import commands as people
from ganket.people.models import Person
from tests.factories import AccountFactory, OfficeFactory, PersonFactory
from tests.factories.accounts import house
from tests.factories.org import nation, residence_cell, ward
from tests.racing import race

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
YESTERDAY = dt.date(2026, 11, 22)


def clerk(unit):
    return AccountFactory(holds=[(Role.CLERK, unit)])


def deputy_of(unit, **values):
    """Name a deputy of a unit from above, unless said otherwise."""
    return {
        "actor": clerk(unit.parent),
        "person": PersonFactory(),
        "unit": unit,
        "role": Role.DEPUTY,
        "since": TODAY,
    } | values


def test_give_office_writes_the_journal_about_the_person():
    values = deputy_of(ward())

    office = commands.give_office(**values)

    entry = Entry.objects.get()
    assert Office.objects.filter(Office.in_force(), pk=office.pk).exists()
    assert entry.verb == commands.OFFICE_GIVEN
    assert entry.about == f"people.person:{office.person_id}"


def test_give_office_refuses_a_second_time():
    values = deputy_of(ward())
    commands.give_office(**values)

    with pytest.raises(commands.AlreadyHeld):
        commands.give_office(**values)
    assert Office.objects.filter(person=values["person"]).count() == 1


def test_form_that_arrives_twice_gives_one_office():
    values = deputy_of(ward(), client_key=uuid.uuid4())

    assert commands.give_office(**values) == commands.give_office(**values)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"until": YESTERDAY}, commands.TermRunsBackwards),
        ({"role": Role.AUDITOR}, NotAllowed),
        ({"since": dt.date(1900, 1, 1)}, commands.TermFarAway),
        ({"until": dt.date(2126, 11, 23)}, commands.TermFarAway),
    ],
)
def test_give_office_refuses_and_writes_nothing(change, refusal):
    values = deputy_of(ward(), **change)

    with pytest.raises(refusal):
        commands.give_office(**values)
    assert not Office.objects.filter(person=values["person"]).exists()
    assert not Entry.objects.exists()


def test_give_office_refuses_a_closed_unit_and_a_stranger():
    top = ward()
    closed = residence_cell(top, closed_on=TODAY)

    with pytest.raises(commands.UnitClosed):
        commands.give_office(**deputy_of(closed, actor=clerk(top)))
    with pytest.raises(NotAllowed):
        commands.give_office(**deputy_of(top, actor=clerk(ward())))


def test_give_office_refuses_a_person_of_another_place():
    elsewhere = OfficeFactory(unit=ward()).person

    top = ward()
    values = deputy_of(residence_cell(top), actor=clerk(top), person=elsewhere)

    with pytest.raises(commands.PersonElsewhere):
        commands.give_office(**values)


def test_give_office_asks_the_circles_above(monkeypatch):
    top, known, reached = ward(), PersonFactory(), PersonFactory()
    monkeypatch.setattr(queries, "_circles", [])
    queries.know(
        queries.Circle(
            known=lambda: queries.Q(pk__in=[known.pk, reached.pk]),
            reached=lambda actor: queries.Q(pk=reached.pk),
        )
    )

    with pytest.raises(commands.PersonElsewhere):
        commands.give_office(**deputy_of(top, person=known))
    assert commands.give_office(**deputy_of(top, person=reached))


@pytest.mark.parametrize("holds", sorted(policies.STAFF))
def test_nobody_gives_themselves_an_office(holds):
    top = ward()
    actor = AccountFactory(holds=[(holds, top)])
    own = deputy_of(residence_cell(top), actor=actor, person=actor.person)

    with pytest.raises(commands.OwnAppointment):
        commands.give_office(**own | {"role": Role.HELPER})


@pytest.mark.parametrize(
    ("holds", "gives"),
    [
        (Role.CLERK, Role.SECRETARY),
        (Role.CLERK, Role.CLERK),
        (Role.DEPUTY, Role.DEPUTY),
        (Role.WORKPLACE_OFFICER, Role.DEPUTY),
    ],
)
def test_equals_and_superiors_are_named_from_above(holds, gives):
    top = ward()
    values = deputy_of(top, role=gives)
    actor = AccountFactory(holds=[(holds, top)])
    above = AccountFactory(holds=[(Role.CLERK, top.parent)])

    with pytest.raises(NotAllowed):
        commands.give_office(**values | {"actor": actor})
    assert commands.give_office(**values | {"actor": above})


def test_clerk_names_everybody_in_the_cells_of_the_ward():
    top = ward()
    cell = residence_cell(top)
    actor = clerk(top)

    given = queries.roles_to_give(actor, cell)

    assert set(given) == set(Role) - policies.RESERVED


def test_unit_has_one_secretary_at_a_time():
    top = ward()
    cell, actor = residence_cell(top), clerk(top)
    values = deputy_of(cell, actor=actor, role=Role.SECRETARY)
    first = commands.give_office(**values)

    with pytest.raises(commands.SecretaryThere) as refused:
        commands.give_office(**values | {"person": PersonFactory()})
    commands.end_office(actor=actor, office=first, until=TODAY)

    assert first.person.full_name in str(refused.value)
    assert commands.give_office(**values | {"person": PersonFactory()})


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_named_at_once_leave_one():
    top = ward()
    cell = residence_cell(top)
    values = deputy_of(cell, actor=clerk(top), role=Role.SECRETARY)
    other = values | {"actor": clerk(top), "person": PersonFactory()}

    outcomes = race(
        lambda: commands.give_office(**values), lambda: commands.give_office(**other)
    )

    assert sorted(type(o).__name__ for o in outcomes) == ["Office", "SecretaryThere"]


@pytest.mark.django_db(transaction=True)
def test_two_who_give_one_office_at_once_have_one_winner():
    values = deputy_of(ward())
    other = values | {"actor": clerk(values["unit"].parent)}

    outcomes = race(
        lambda: commands.give_office(**values), lambda: commands.give_office(**other)
    )

    assert sorted(type(o).__name__ for o in outcomes) == ["AlreadyHeld", "Office"]
    assert Office.objects.filter(person=values["person"]).count() == 1


def new_holder(unit, **values):
    return {
        "actor": clerk(unit),
        "full_name": "Trần Hữu Cường",
        "unit": unit,
        "role": Role.FRONT_MEMBER,
        "since": TODAY,
    } | values


def test_appoint_new_writes_person_and_office():
    office = commands.appoint_new(**new_holder(ward(), phone_number="0913 555 012"))

    assert office.person.phone() == "0913 555 012"
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        people.ADDED,
        commands.OFFICE_GIVEN,
    ]


def test_form_that_arrives_twice_writes_one_person():
    values = new_holder(ward(), client_key=uuid.uuid4())

    first, second = commands.appoint_new(**values), commands.appoint_new(**values)

    assert first == second
    assert Person.objects.filter(full_name="Trần Hữu Cường").count() == 1


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"full_name": " "}, people.NameMissing),
        ({"full_name": "Trần " * 40}, people.NameTooLong),
        ({"phone_number": "0913"}, PhoneUnreadable),
        ({"email": "cuong"}, people.EmailUnreadable),
        ({"until": YESTERDAY}, commands.TermRunsBackwards),
        ({"role": Role.ADMINISTRATOR}, NotAllowed),
    ],
)
def test_appoint_new_refuses_and_writes_nothing(change, refusal):
    values = new_holder(ward(), **change)

    with pytest.raises(refusal):
        commands.appoint_new(**values)
    assert not Person.objects.filter(search_key__contains=" cuong").exists()
    assert not Entry.objects.exists()


def test_end_office_ends_the_rights_the_same_day():
    unit = ward()
    secretary = AccountFactory(holds=[(Role.SECRETARY, unit)])
    before = queries.units_for(secretary).count()

    commands.end_office(
        actor=clerk(unit.parent), office=secretary.person.offices.get(), until=TODAY
    )

    assert before == 1
    assert not queries.units_for(secretary).exists()


def test_end_office_ends_once():
    office = OfficeFactory(unit=ward())
    actor = clerk(office.unit.parent)
    commands.end_office(actor=actor, office=office, until=TODAY)

    with pytest.raises(commands.OfficeEnded):
        commands.end_office(actor=actor, office=office, until=TODAY)


def test_end_office_brings_an_announced_end_forward():
    office = OfficeFactory(unit=ward(), until=dt.date(2026, 12, 31))

    commands.end_office(actor=clerk(office.unit.parent), office=office, until=TODAY)

    assert Office.objects.get(pk=office.pk).until == TODAY


def test_end_office_refuses_a_term_that_runs_backwards():
    office = OfficeFactory(unit=ward(), since=TODAY)

    with pytest.raises(commands.TermRunsBackwards):
        commands.end_office(
            actor=clerk(office.unit.parent), office=office, until=YESTERDAY
        )


def test_end_office_refuses_ones_own_last_administration():
    top = nation()
    actor = AccountFactory(holds=[(Role.ADMINISTRATOR, top)])
    other = AccountFactory(holds=[(Role.ADMINISTRATOR, top)])

    with pytest.raises(commands.OwnLastAdministrator):
        commands.end_office(actor=actor, office=actor.person.offices.get(), until=TODAY)
    commands.end_office(actor=other, office=actor.person.offices.get(), until=TODAY)
    assert not queries.units_for(actor).exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_other_at_once_leave_one():
    top = nation()
    pair = [AccountFactory(holds=[(Role.ADMINISTRATOR, top)]) for _ in range(2)]
    offices = [account.person.offices.get() for account in pair]

    outcomes = race(
        lambda: commands.end_office(actor=pair[0], office=offices[1], until=TODAY),
        lambda: commands.end_office(actor=pair[1], office=offices[0], until=TODAY),
    )

    assert sorted(type(o).__name__ for o in outcomes) == ["NoneType", "NotAllowed"]
    assert (
        Office.objects.filter(Office.in_force(), role=Role.ADMINISTRATOR).count() == 1
    )


def test_install_administrator_invites_the_first_one():
    top = nation()

    invited = commands.install_administrator(actor=house(), full_name="Lê Thị Mai")

    account = accounts.accept_invitation(
        code=invited.code, password="nhà tôi có cây mận"
    )
    assert policies.units.allows(account, policies.MANAGE, top)


def test_clerk_of_a_ward_cannot_end_an_administrator():
    top = ward()
    office = OfficeFactory(unit=top, role=Role.ADMINISTRATOR)

    with pytest.raises(NotAllowed):
        commands.end_office(actor=clerk(top), office=office, until=TODAY)
