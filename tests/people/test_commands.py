import datetime as dt

import pytest

from ganket.accounts import commands as accounts
from ganket.accounts.models import Account, Invitation
from ganket.journal import queries as journal
from ganket.journal.models import Entry
from ganket.kernel.errors import ChangedMeanwhile
from ganket.kernel.phone import PhoneUnreadable
from ganket.people import commands
from ganket.people.models import Person
from tests.factories import AccountFactory, PersonFactory
from tests.factories.accounts import house
from tests.racing import race

pytestmark = pytest.mark.django_db


def own_values(account, **values):
    person = account.person
    return {
        "actor": account,
        "version": person.version,
        "email": person.email,
        "phone_number": "",
    } | values


def test_add_person_writes_the_journal_under_the_key_of_the_person():
    person = commands.add_person(
        actor=house(), full_name="Trần  Hữu Cường", phone_number="0913 555 012"
    )

    entry = Entry.objects.get(verb=commands.ADDED)
    assert (person.full_name, person.phone()) == ("Trần Hữu Cường", "0913 555 012")
    assert entry.changes == {}
    assert journal.values_of([entry]) == [{"full_name": [None, "Trần Hữu Cường"]}]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"full_name": " . "}, commands.NameMissing),
        ({"full_name": "Trần " * 30}, commands.NameTooLong),
        ({"phone_number": "12345"}, PhoneUnreadable),
        ({"phone_number": "không có"}, PhoneUnreadable),
        ({"email": "cuong@"}, commands.EmailUnreadable),
    ],
)
def test_add_person_refuses_and_writes_nothing(values, refusal):
    with pytest.raises(refusal):
        commands.add_person(actor=house(), **{"full_name": "Trần Hữu Cường"} | values)
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


def test_correct_own_contact_is_written_and_journalled_without_the_number():
    account = AccountFactory()

    commands.correct_own_contact(
        **own_values(account, email="Cuong@Example.vn", phone_number="0913555012")
    )

    person = Person.objects.get(account=account)
    entry = Entry.objects.get()
    assert (person.email, person.phone()) == ("cuong@example.vn", "0913 555 012")
    assert journal.values_of([entry]) == [
        {"email": ["", "cuong@example.vn"], "phone": []}
    ]


def test_correct_own_contact_never_changes_the_name():
    account = AccountFactory()
    before = account.person.full_name

    commands.correct_own_contact(**own_values(account, email="a@example.vn"))

    assert Person.objects.get(account=account).full_name == before


def test_correct_own_contact_shows_what_the_other_wrote():
    account = AccountFactory()
    stale = own_values(account, email="mine@example.vn")
    commands.correct_own_contact(**own_values(account, email="theirs@example.vn"))

    with pytest.raises(ChangedMeanwhile) as refused:
        commands.correct_own_contact(**stale)
    assert refused.value.theirs["email"] == "theirs@example.vn"


def test_correct_own_contact_refuses_who_serves_somebody_and_the_machine():
    account = AccountFactory()
    account.helping_id = PersonFactory().pk
    machine = house()

    with pytest.raises(accounts.ServingSomebody):
        commands.correct_own_contact(**own_values(account, email="a@example.vn"))
    with pytest.raises(commands.NoPerson):
        commands.correct_own_contact(
            actor=machine, version=0, email="", phone_number=""
        )
    assert not Entry.objects.exists()


def test_invite_opens_a_sign_in_where_there_is_none():
    person = PersonFactory()

    invited = commands.invite(actor=house(), person=person)

    account = Account.objects.get(person=person)
    assert invited.handle == account.handle
    assert invited.last_day == dt.date(2026, 12, 23)
    assert (
        accounts.accept_invitation(code=invited.code, password="nhà tôi có cây mận")
        == account
    )


def test_invite_again_keeps_the_account_and_replaces_the_code():
    person = PersonFactory()
    first = commands.invite(actor=house(), person=person)

    second = commands.invite(actor=house(), person=person)

    assert first.handle == second.handle
    assert Invitation.objects.filter(replaced_at=None).count() == 1


def test_invite_is_told_to_the_person():
    person = PersonFactory()

    commands.invite(actor=house(), person=person)

    assert [e.verb for e in journal.entries_about(person, [commands.INVITED])] == [
        commands.INVITED
    ]


@pytest.mark.django_db(transaction=True)
def test_two_who_invite_at_once_open_one_account():
    person = PersonFactory()
    house()

    def invite():
        same = Person.objects.get(pk=person.pk)
        return commands.invite(actor=house(), person=same)

    outcomes = race(invite, invite)

    assert len({invited.handle for invited in outcomes}) == 1
    assert Account.objects.filter(person=person).count() == 1
    assert Account.objects.count() == 2
    assert Invitation.objects.count() == 2
    assert Invitation.objects.filter(replaced_at=None).count() == 1
