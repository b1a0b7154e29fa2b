import datetime as dt
from uuid import uuid4

import pytest

from ganket.journal.models import Entry
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.opinions import commands
from ganket.opinions.enums import OpinionState, Source
from ganket.opinions.models import Opinion, Register, Step
from ganket.org.enums import Role
from ganket.tallies.queries import counts_of
from tests.factories import AccountFactory, PersonFactory, member_at
from tests.factories.opinions import WORDS, raised
from tests.factories.org import residence_cell, ward
from tests.racing import race


@pytest.fixture
def cell():
    return residence_cell(ward())


@pytest.fixture
def secretary(cell):
    return AccountFactory(holds=[(Role.SECRETARY, cell)])


def note(actor, cell, member, **change):
    return commands.note_opinion(
        actor=actor,
        unit=cell,
        member=member,
        **({"client_key": uuid4()} | WORDS | change),
    )


@pytest.mark.django_db
class TestRaise:
    def test_raise_opinion_goes_to_the_cell_with_a_number_and_a_day(self, cell):
        opinion = raised(cell)

        assert (opinion.unit, opinion.holder) == (cell, cell)
        assert opinion.code == "001/2026"
        assert opinion.state == OpinionState.RAISED
        assert opinion.source == Source.PHONE
        # Ten working days from Monday 23/11; the 24th is a public holiday.
        assert opinion.due_on == dt.date(2026, 12, 8)

    def test_raise_opinion_writes_the_first_step_the_journal_and_the_count(self, cell):
        opinion = raised(cell)

        step = Step.objects.get()
        assert (step.kind, step.holder, step.text) == ("RAISED", cell, opinion.text)
        assert step.person == opinion.member.person
        entry = Entry.objects.get(verb=commands.RAISED)
        assert entry.about == f"people.person:{opinion.member.person_id}"
        # Nobody reads in the journal what was said by whom.
        assert entry.changes == {}
        counts = counts_of([cell, cell.parent], year=2026)
        assert counts == {u.pk: {"OPINIONS_RAISED": 1} for u in (cell, cell.parent)}

    def test_raise_opinion_goes_to_the_ward_while_no_cell_is_known(self, cell):
        opinion = raised(cell.parent)

        assert opinion.holder == cell.parent

    def test_numbers_run_on_by_unit_and_year(self, cell):
        other = residence_cell(cell.parent, code="K3")

        codes = [raised(unit).code for unit in (cell, other, cell)]

        assert codes == ["001/2026", "001/2026", "002/2026"]

    def test_raise_opinion_twice_is_one(self, cell):
        member, key = member_at(cell, account=True), uuid4()
        actor = member.person.account

        rows = [
            commands.raise_opinion(actor=actor, client_key=key, **WORDS)
            for _ in range(2)
        ]

        assert rows[0] == rows[1]
        assert Opinion.objects.count() == Step.objects.count() == 1
        assert Register.objects.get().last == 1

    def test_key_of_another_is_refused(self, cell):
        theirs = raised(cell)
        other = member_at(cell, account=True)

        with pytest.raises(commands.KeyUsed):
            commands.raise_opinion(
                actor=other.person.account, client_key=theirs.client_key, **WORDS
            )

    def test_used_key_with_other_words_is_refused_rather_than_lost(self, cell):
        first = raised(cell)
        said = WORDS | {"text": "Đèn đường cũng hỏng."}

        with pytest.raises(commands.KeyUsed):
            commands.raise_opinion(
                actor=first.member.person.account, client_key=first.client_key, **said
            )

    def test_same_words_sent_again_from_a_page_gone_back_to_keep_their_number(
        self, cell
    ):
        first = raised(cell)

        again = commands.raise_opinion(
            actor=first.member.person.account, client_key=uuid4(), **WORDS
        )

        assert again == first
        assert Opinion.objects.count() == Register.objects.get().last == 1

    def test_same_words_on_another_day_are_another_opinion(self, cell):
        first = raised(cell)

        with clock.at(clock.now() + dt.timedelta(days=1)):
            again = commands.raise_opinion(
                actor=first.member.person.account, client_key=uuid4(), **WORDS
            )

        assert again.code == "002/2026"

    def test_helper_raises_for_the_person_they_serve(self, cell):
        member = member_at(cell)
        helper = AccountFactory(holds=[(Role.HELPER, cell)])
        helper.helping_id = member.person_id

        opinion = commands.raise_opinion(actor=helper, client_key=uuid4(), **WORDS)

        assert opinion.member == member
        step = Step.objects.get()
        assert (step.person, step.helper) == (member.person, helper.person)
        entry = Entry.objects.get(verb=commands.RAISED)
        assert entry.on_behalf == f"people.person:{member.person_id}"

    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            ({"subject": " "}, commands.SubjectMissing),
            ({"subject": "x" * 161}, commands.LineTooLong),
            ({"place": "x" * 161}, commands.LineTooLong),
            ({"text": "\n "}, commands.TextMissing),
            ({"text": "x" * 50_000}, commands.TextTooLong),
        ],
    )
    def test_raise_opinion_refuses_words_and_writes_nothing(
        self, cell, change, refusal
    ):
        with pytest.raises(refusal):
            raised(cell, **change)
        assert not Opinion.objects.exists()
        assert not Register.objects.exists()
        assert not Entry.objects.filter(verb=commands.RAISED).exists()

    def test_raise_opinion_refuses_who_lives_nowhere(self):
        with pytest.raises(commands.NoHome):
            raised(None)

    def test_raise_opinion_refuses_who_is_no_member(self):
        actor = AccountFactory(owner=PersonFactory())

        with pytest.raises(commands.NoMember):
            commands.raise_opinion(actor=actor, client_key=uuid4(), **WORDS)


@pytest.mark.django_db
class TestNote:
    def test_note_opinion_is_received_at_once(self, cell, secretary):
        opinion = note(secretary, cell, member_at(cell))

        assert opinion.state == OpinionState.RECEIVED
        assert opinion.source == Source.IN_PERSON
        kinds = Step.objects.values_list("kind", "person")
        author = secretary.person.pk
        assert list(kinds) == [("RAISED", author), ("RECEIVED", author)]

    def test_note_opinion_twice_is_one_even_after_it_moved_on(self, cell, secretary):
        member, key = member_at(cell), uuid4()
        opinion = note(secretary, cell, member, client_key=key)
        commands.pass_up_opinion(
            actor=secretary, opinion=opinion, version=0, text="Việc của phường."
        )

        again = note(secretary, cell, member, client_key=key)

        assert again == opinion
        assert again.state == OpinionState.RAISED
        assert Step.objects.count() == 3

    @pytest.mark.parametrize("role", Role)
    def test_note_opinion_asks_for_an_office(self, cell, role):
        actor = AccountFactory(holds=[(role, cell)])
        may = {Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER, Role.CLERK}

        if role in may:
            assert note(actor, cell, member_at(cell)).pk
        else:
            with pytest.raises(NotAllowed):
                note(actor, cell, member_at(cell))

    def test_note_opinion_takes_a_neighbour_of_the_same_ward(self, cell, secretary):
        guest = member_at(residence_cell(cell.parent, code="K3"))

        assert note(secretary, cell, guest).unit == cell

    def test_note_opinion_refuses_who_lives_elsewhere(self, cell, secretary):
        with pytest.raises(commands.NotOfThisUnit):
            note(secretary, cell, member_at(residence_cell(ward(), code="K9")))
        assert not Opinion.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers_and_leave_no_gap():
    cell = residence_cell(ward())
    actors = [member_at(cell, account=True).person.account for _ in range(6)]

    outcomes = race(
        *(
            lambda actor=actor: commands.raise_opinion(
                actor=actor, client_key=uuid4(), **WORDS
            )
            for actor in actors
        )
    )

    assert sorted(opinion.number for opinion in outcomes) == [1, 2, 3, 4, 5, 6]
    assert counts_of([cell], year=2026)[cell.pk] == {"OPINIONS_RAISED": 6}


@pytest.mark.django_db(transaction=True)
def test_same_form_sent_twice_at_once_takes_one_number():
    cell = residence_cell(ward())
    actor, key = member_at(cell, account=True).person.account, uuid4()

    outcomes = race(
        *[
            lambda: commands.raise_opinion(actor=actor, client_key=key, **WORDS).code
            for _ in range(4)
        ]
    )

    assert outcomes == ["001/2026"] * 4
    assert Opinion.objects.count() == Step.objects.count() == 1
    assert Register.objects.get().last == 1
