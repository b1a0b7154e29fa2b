import datetime as dt

import pytest

from ganket.accounts import commands as accounts
from ganket.accounts.models import Account
from ganket.journal.models import Entry
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed
from ganket.org import commands, policies, queries
from ganket.org.enums import Role
from ganket.people import commands as people
from ganket.people.models import Person
from ganket.roster import commands as roster
from tests.factories import AccountFactory, OfficeFactory, UnitFactory, member_at
from tests.factories.accounts import house
from tests.factories.org import nation, residence_cell, ward, workplace_cell

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
ACTIONS = [policies.SEE_HOLDER, policies.CORRECT_HOLDER, policies.INVITE_HOLDER]


def holder_in(unit, **values):
    return OfficeFactory(unit=unit, **{"role": Role.HELPER} | values).person


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", Role)
def test_role_in_a_ward_knows_the_holders_under_it_and_no_others(action, role):
    top = ward()
    own, inside = holder_in(top), holder_in(residence_cell(top))
    beside, above = holder_in(ward()), holder_in(top.parent)
    actor = AccountFactory(holds=[(role, top)])
    granted = role in policies.ROLES[action]

    found = set(queries.holders_for(actor, action))

    assert found == ({own, inside, actor.person} if granted else set())
    for person in (beside, above):
        assert not policies.holders.allows(actor, action, person)


@pytest.mark.parametrize("role", sorted(policies.STAFF - {Role.ADMINISTRATOR}))
def test_province_knows_holders_one_step_down_and_no_further(role):
    province = UnitFactory(kind="PROVINCE")
    below = ward(parent=province)
    near, far = holder_in(below), holder_in(residence_cell(below))
    actor = AccountFactory(holds=[(role, province)])

    assert policies.holders.allows(actor, policies.SEE_HOLDER, near)
    assert not policies.holders.allows(actor, policies.SEE_HOLDER, far)


def test_administrator_lets_everybody_under_the_unit_in():
    far = holder_in(residence_cell(ward()))
    actor = AccountFactory(holds=[(Role.ADMINISTRATOR, nation())])

    assert policies.holders.allows(actor, policies.INVITE_HOLDER, far)


def test_holder_is_known_before_the_term_begins_and_not_after_it_ended():
    top = ward()
    to_come = holder_in(top, since=dt.date(2027, 1, 1))
    over = holder_in(top, until=TODAY)
    actor = AccountFactory(holds=[(Role.CLERK, top)])

    assert policies.holders.allows(actor, policies.SEE_HOLDER, to_come)
    assert not policies.holders.allows(actor, policies.SEE_HOLDER, over)


def test_invite_holder_gives_a_code_that_opens_the_account():
    top = ward()
    person = holder_in(top)

    invited = commands.invite_holder(
        actor=AccountFactory(holds=[(Role.CLERK, top)]), person=person
    )

    account = accounts.accept_invitation(code=invited.code, password="cây mận sau nhà")
    assert Account.objects.get(person=person) == account


@pytest.mark.parametrize("elsewhere", [ward, nation, workplace_cell])
def test_nobody_invites_a_person_who_holds_more_than_they_could_give(elsewhere):
    top = ward()
    person = holder_in(top)
    OfficeFactory(person=person, unit=elsewhere(), role=Role.CLERK)
    actor = AccountFactory(holds=[(Role.CLERK, top)])

    for command in (
        commands.invite_holder,
        commands.close_sign_in,
        commands.reopen_sign_in,
    ):
        with pytest.raises(commands.HoldsMoreElsewhere):
            command(actor=actor, person=person)
    with pytest.raises(commands.HoldsMoreElsewhere):
        commands.correct_holder(actor=actor, person=person, **corrected(person))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", sorted(policies.RESERVED))
def test_nobody_but_an_administrator_invites_the_holder_of_a_reserved_role(role):
    top = ward()
    person = holder_in(top, role=role)
    clerk = AccountFactory(holds=[(Role.CLERK, top)])
    administrator = AccountFactory(holds=[(Role.ADMINISTRATOR, top)])

    with pytest.raises(commands.HoldsMoreElsewhere):
        commands.invite_holder(actor=clerk, person=person)
    assert commands.invite_holder(actor=administrator, person=person)


def test_nobody_invites_themselves_or_a_stranger():
    actor = AccountFactory(holds=[(Role.CLERK, ward())])

    with pytest.raises(commands.OwnSignIn):
        commands.invite_holder(actor=actor, person=actor.person)
    with pytest.raises(NotAllowed):
        commands.invite_holder(actor=actor, person=holder_in(ward()))


def corrected(person, **values):
    return {
        "version": person.version,
        "full_name": "Trần Thị Mận",
        "email": "",
        "phone_number": "",
    } | values


def test_correct_holder_corrects_the_name_and_the_keys_that_follow():
    top = ward()
    person = holder_in(top)

    commands.correct_holder(
        actor=AccountFactory(holds=[(Role.CLERK, top)]),
        person=person,
        **corrected(person),
    )

    kept = Person.objects.get(pk=person.pk)
    assert (kept.full_name, kept.search_key) == ("Trần Thị Mận", " tran thi man")
    assert Entry.objects.get().verb == people.CORRECTED


def test_correct_holder_refuses_the_second_of_two_writers():
    top = ward()
    person, actor = holder_in(top), AccountFactory(holds=[(Role.CLERK, top)])
    commands.correct_holder(actor=actor, person=person, **corrected(person))

    with pytest.raises(ChangedMeanwhile):
        commands.correct_holder(
            actor=actor, person=person, **corrected(person, full_name="Trần Thị Mai")
        )


def test_close_sign_in_shuts_out_and_reopening_wants_a_new_code():
    top = ward()
    person = holder_in(top)
    actor = AccountFactory(holds=[(Role.CLERK, top)])
    invited = commands.invite_holder(actor=actor, person=person)

    commands.close_sign_in(actor=actor, person=person)

    with pytest.raises(accounts.AccountIsClosed):
        commands.invite_holder(actor=actor, person=person)
    person.refresh_from_db()
    commands.reopen_sign_in(actor=actor, person=person)
    with pytest.raises(accounts.InvitationReplaced):
        accounts.accept_invitation(code=invited.code, password="cây mận sau nhà")
    assert commands.invite_holder(actor=actor, person=person).handle == invited.handle


# Members who hold an office somewhere


def test_secretary_at_home_cannot_sign_in_as_an_officer_who_lives_there():
    cell = residence_cell()
    member = member_at(cell)
    OfficeFactory(person=member.person, unit=nation(), role=Role.ADMINISTRATOR)
    secretary = AccountFactory(holds=[(Role.SECRETARY, cell)])

    with pytest.raises(commands.HoldsMoreElsewhere):
        people.invite(actor=secretary, person=member.person)
    with pytest.raises(commands.HoldsMoreElsewhere):
        roster.correct_contact(
            actor=secretary, member=member, **contact(member, email="mine@example.vn")
        )
    assert not Entry.objects.exists()


def contact(member, **values):
    held = {"person_version": member.person.version, "phone_number": "", "email": ""}
    return held | values


def test_secretary_at_home_corrects_the_address_of_an_ordinary_member():
    cell = residence_cell()
    member = member_at(cell)

    roster.correct_contact(
        actor=AccountFactory(holds=[(Role.SECRETARY, cell)]),
        member=member,
        **contact(member, email="moi@example.vn"),
    )

    assert Person.objects.get(pk=member.person_id).email == "moi@example.vn"


def test_officer_corrects_their_own_address_as_a_member():
    member = member_at(residence_cell())
    actor = AccountFactory(owner=member.person, holds=[(Role.CLERK, ward())])

    roster.correct_contact(
        actor=actor, member=member, **contact(member, email="moi@example.vn")
    )

    assert Person.objects.get(pk=member.person_id).email == "moi@example.vn"


def test_helper_corrects_nothing_of_whom_they_serve():
    member = member_at(residence_cell())
    helper = AccountFactory()
    helper.helping_id = member.person_id

    with pytest.raises(accounts.ServingSomebody):
        roster.correct_contact(
            actor=helper, member=member, **contact(member, email="moi@example.vn")
        )


def test_machine_invites_whomever_it_must():
    person = holder_in(nation(), role=Role.ADMINISTRATOR)

    assert people.invite(actor=house(), person=person)


def test_those_out_of_hand_are_exactly_those_whom_the_command_refuses():
    top = ward()
    actor = AccountFactory(holds=[(Role.CLERK, top)])
    persons = [actor.person, holder_in(top), holder_in(top, role=Role.AUDITOR)]
    persons += [holder_in(ward()), holder_in(ward(), until=TODAY)]
    persons += [member_at(residence_cell(top)).person]

    refused = []
    for person in persons:
        try:
            commands.refuse_beyond(actor, person)
        except (commands.OwnSignIn, commands.HoldsMoreElsewhere):
            refused.append(person)

    assert refused == [persons[0], persons[2], persons[3]]
    assert set(Person.objects.filter(queries.out_of_hand(actor))) == set(refused)
