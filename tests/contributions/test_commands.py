import datetime as dt
from uuid import uuid4

import pytest

from ganket.contributions import commands, queries
from ganket.contributions.models import Contact, Contribution
from ganket.journal.models import Entry
from ganket.kernel.errors import NotAllowed
from ganket.org.enums import Role
from ganket.org.models import Office
from tests.factories import AccountFactory, member_at
from tests.factories.org import residence_cell, ward
from tests.racing import race

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def cell(db):
    return residence_cell(ward())


@pytest.fixture
def secretary(cell):
    return AccountFactory(holds=[(Role.SECRETARY, cell)])


def note(actor, member, **change):
    values = {
        "kind": "SKILL",
        "text": "Sửa điện nhà văn hóa.",
        "done_on": TODAY,
        "client_key": uuid4(),
    }
    return commands.note_contribution(actor=actor, member=member, **(values | change))


def met(actor, member, kind="SPOKE", **change):
    values = {"client_key": uuid4()} | change
    return commands.note_contact(actor=actor, member=member, kind=kind, **values)


class TestContribution:
    def test_cell_notes_work_of_a_member(self, cell, secretary):
        row = note(secretary, member_at(cell))

        assert (row.unit, row.by) == (cell, secretary.person)
        entry = Entry.objects.get(verb=commands.NOTED)
        assert entry.about == f"people.person:{row.member.person_id}"

    def test_member_notes_their_own_work(self, cell):
        member = member_at(cell, account=True)

        assert note(member.person.account, member).by == member.person

    def test_member_notes_no_work_of_a_neighbour(self, cell):
        actor = member_at(cell, account=True).person.account

        with pytest.raises(NotAllowed):
            note(actor, member_at(cell))
        assert not Contribution.objects.exists()

    def test_helper_notes_for_the_person_they_serve(self, cell):
        member = member_at(cell)
        helper = AccountFactory(holds=[(Role.HELPER, cell)])
        helper.helping_id = member.person_id

        assert note(helper, member).by == member.person
        with pytest.raises(NotAllowed):
            note(helper, member_at(cell))

    def test_note_contribution_twice_is_one(self, cell, secretary):
        member, key = member_at(cell), uuid4()

        rows = [note(secretary, member, client_key=key) for _ in range(2)]

        assert rows[0] == rows[1]
        assert Entry.objects.filter(verb=commands.NOTED).count() == 1

    def test_key_of_another_member_is_refused(self, cell, secretary):
        key = uuid4()
        note(secretary, member_at(cell), client_key=key)

        with pytest.raises(commands.KeyUsed):
            note(secretary, member_at(cell), client_key=key)

    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            ({"text": " "}, commands.TextMissing),
            ({"text": "x" * 281}, commands.TextTooLong),
            ({"kind": "MONEY"}, commands.KindUnknown),
            ({"done_on": dt.date(2026, 11, 24)}, commands.DayAhead),
            ({"done_on": dt.date(2024, 12, 31)}, commands.DayLongAgo),
        ],
    )
    def test_note_contribution_refuses_and_writes_nothing(
        self, cell, secretary, change, refusal
    ):
        with pytest.raises(refusal):
            note(secretary, member_at(cell), **change)
        assert not Contribution.objects.exists()
        assert not Entry.objects.exists()

    def test_member_without_a_home_is_refused(self, secretary):
        with pytest.raises(commands.NoHome):
            note(secretary, member_at(None))

    def test_author_takes_the_note_back_once(self, cell, secretary):
        row = note(secretary, member_at(cell))

        commands.withdraw_contribution(actor=secretary, contribution=row)

        assert not queries.contributions_for(secretary).exists()
        with pytest.raises(commands.WithdrawnBefore):
            commands.withdraw_contribution(actor=secretary, contribution=row)
        assert Entry.objects.filter(verb=commands.WITHDRAWN).count() == 1

    def test_nobody_takes_back_what_another_wrote(self, cell, secretary):
        member = member_at(cell, account=True)
        row = note(secretary, member)
        deputy = AccountFactory(holds=[(Role.DEPUTY, cell)])

        for actor in (member.person.account, deputy):
            with pytest.raises(NotAllowed):
                commands.withdraw_contribution(actor=actor, contribution=row)
        assert queries.contributions_for(secretary).get() == row

    def test_right_to_take_a_note_back_ends_with_the_office(self, cell, secretary):
        member = member_at(cell)
        work, contact = note(secretary, member), met(secretary, member)
        Office.objects.filter(person__account=secretary).update(until=TODAY)

        with pytest.raises(NotAllowed):
            commands.withdraw_contribution(actor=secretary, contribution=work)
        with pytest.raises(NotAllowed):
            commands.withdraw_contact(actor=secretary, contact=contact)
        assert Contact.objects.get().withdrawn_at is None


class TestContact:
    @pytest.mark.parametrize("kind", ["SPOKE", "VISITED", "CALLED"])
    def test_note_contact_is_of_today(self, cell, secretary, kind):
        row = met(secretary, member_at(cell), kind)

        assert (row.kind, row.on, row.unit) == (kind, TODAY, cell)
        assert Entry.objects.filter(verb=commands.CONTACT_NOTED).count() == 1

    def test_same_contact_of_a_day_counts_once(self, cell, secretary):
        member, deputy = member_at(cell), AccountFactory(holds=[(Role.DEPUTY, cell)])

        rows = [met(actor, member) for actor in (secretary, deputy)]

        assert rows[0] == rows[1]
        assert met(deputy, member, "CALLED") != rows[0]
        assert Contact.objects.count() == 2

    def test_contact_taken_back_may_be_noted_again(self, cell, secretary):
        member = member_at(cell)
        commands.withdraw_contact(actor=secretary, contact=met(secretary, member))

        met(secretary, member)

        assert queries.contacts_for(secretary).count() == 1

    def test_page_of_a_contact_taken_back_is_stale(self, cell, secretary):
        member, key = member_at(cell), uuid4()
        row = met(secretary, member, client_key=key)
        commands.withdraw_contact(actor=secretary, contact=row)

        with pytest.raises(commands.KeyUsed):
            met(secretary, member, client_key=key)

    def test_member_notes_no_contact_with_themselves(self, cell):
        member = member_at(cell, account=True)

        with pytest.raises(NotAllowed):
            met(member.person.account, member)
        assert not Contact.objects.exists()

    @pytest.mark.parametrize("role", Role)
    def test_note_contact_asks_for_an_office(self, cell, role):
        actor = AccountFactory(holds=[(role, cell)])
        may = {Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER, Role.CLERK}

        if role in may:
            assert met(actor, member_at(cell)).pk
        else:
            with pytest.raises(NotAllowed):
                met(actor, member_at(cell))

    def test_cell_of_another_ward_notes_nothing(self, cell, secretary):
        stranger = member_at(residence_cell(ward(), code="X"))

        with pytest.raises(NotAllowed):
            met(secretary, stranger)

    def test_author_alone_takes_a_contact_back(self, cell, secretary):
        row = met(secretary, member_at(cell))
        deputy = AccountFactory(holds=[(Role.DEPUTY, cell)])

        with pytest.raises(NotAllowed):
            commands.withdraw_contact(actor=deputy, contact=row)


@pytest.mark.django_db(transaction=True)
def test_two_who_note_the_same_contact_at_once_note_it_once():
    cell = residence_cell(ward())
    member = member_at(cell)
    actors = [AccountFactory(holds=[(Role.SECRETARY, cell)]) for _ in range(3)]

    outcomes = race(*(lambda by=by: met(by, member).pk for by in actors))

    assert len(set(outcomes)) == 1
    assert Contact.objects.count() == 1
    assert Entry.objects.filter(verb=commands.CONTACT_NOTED).count() == 1
