import datetime as dt
from uuid import uuid4

import pytest

from ganket.journal.models import Entry
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed
from ganket.opinions import commands, queries
from ganket.opinions.enums import OpinionState
from ganket.opinions.models import Opinion, Step
from ganket.org.enums import Role, UnitKind
from ganket.tallies.commands import faults
from ganket.tallies.queries import counts_of
from tests.factories import AccountFactory, UnitFactory, member_at
from tests.factories.opinions import WORDS, answered, fresh, raised
from tests.factories.org import residence_cell, ward
from tests.racing import race

LATER = dt.datetime(2026, 12, 14, 8, 0, tzinfo=clock.ZONE)
AFTER_TEN_DAYS = dt.date(2026, 12, 28)


class Ladder:
    """A cell, its ward and its province, each with a secretary."""

    def __init__(self):
        self.province = UnitFactory(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau")
        self.ward = ward(parent=self.province)
        self.cell = residence_cell(self.ward)
        self.member = member_at(self.cell, account=True)
        self.proposer = self.member.person.account
        self.secretaries = {
            unit.pk: AccountFactory(holds=[(Role.SECRETARY, unit)])
            for unit in (self.cell, self.ward, self.province)
        }

    def raised(self):
        return raised(member=self.member)

    def answered(self):
        return answered(member=self.member, by=self.secretaries[self.cell.pk])

    def pass_up(self, opinion, **change):
        values = {"version": opinion.version, "text": "Việc của cấp trên."} | change
        actor = values.pop("actor", self.secretaries[opinion.holder_id])
        commands.pass_up_opinion(actor=actor, opinion=opinion, **values)
        return fresh(opinion)

    def answer(self, opinion, **change):
        values = {
            "version": opinion.version,
            "text": "Đã làm xong.",
            "outcome": "SOLVED",
        } | change
        actor = values.pop("actor", self.secretaries[opinion.holder_id])
        commands.answer_opinion(actor=actor, opinion=opinion, **values)
        return fresh(opinion)

    def reject(self, opinion, **change):
        values = {"version": opinion.version, "text": "Vẫn còn ngập."} | change
        actor = values.pop("actor", self.proposer)
        commands.reject_answer(actor=actor, opinion=opinion, **values)
        return fresh(opinion)

    def accept(self, opinion, actor=None):
        commands.accept_answer(
            actor=actor or self.proposer, opinion=opinion, version=opinion.version
        )
        return fresh(opinion)


@pytest.fixture
def ladder(db):
    return Ladder()


def last_step(opinion):
    return opinion.steps.order_by("pk").last()


def test_receive_opinion_says_who_has_it(ladder):
    opinion, actor = ladder.raised(), ladder.secretaries[ladder.cell.pk]

    commands.receive_opinion(actor=actor, opinion=opinion, version=0)

    assert fresh(opinion).state == OpinionState.RECEIVED
    assert last_step(opinion).person == actor.person
    assert Entry.objects.filter(verb=commands.RECEIVED).count() == 1


def test_pass_up_opinion_changes_the_holder_and_starts_the_clock_anew(ladder):
    opinion = ladder.raised()

    with clock.at(LATER):
        opinion = ladder.pass_up(opinion)

    assert (opinion.holder, opinion.state) == (ladder.ward, OpinionState.RAISED)
    assert opinion.unit == ladder.cell
    assert opinion.due_on == AFTER_TEN_DAYS
    step = last_step(opinion)
    assert (step.unit, step.holder) == (ladder.cell, ladder.ward)
    assert step.text == "Việc của cấp trên."


def test_pass_up_opinion_climbs_to_the_province_and_no_further(ladder):
    opinion = ladder.pass_up(ladder.pass_up(ladder.raised()))

    with pytest.raises(commands.NobodyAbove):
        ladder.pass_up(opinion)
    assert fresh(opinion).holder == ladder.province


def test_pass_up_opinion_skips_a_closed_committee(ladder):
    opinion = ladder.raised()
    ladder.ward.closed_on = dt.date(2026, 1, 1)
    ladder.ward.save()

    assert ladder.pass_up(opinion).holder == ladder.province


def test_answered_opinion_is_not_closed(ladder):
    opinion = ladder.answer(ladder.raised())

    assert (opinion.state, opinion.closed_at) == (OpinionState.ANSWERED, None)
    assert last_step(opinion).outcome == "SOLVED"
    assert counts_of([ladder.cell], year=2026)[ladder.cell.pk] == {"OPINIONS_RAISED": 1}


def test_accept_answer_closes_and_counts_on_every_level(ladder):
    opinion = ladder.accept(ladder.answered())

    assert opinion.state == OpinionState.CLOSED
    assert opinion.closed_at == clock.now()
    counts = counts_of([ladder.cell, ladder.province], year=2026)
    assert [c["OPINIONS_CLOSED"] for c in counts.values()] == [1, 1]
    assert [f for f in faults() if f.measure.startswith("OPINIONS")] == []


def test_helper_accepts_for_the_proposer(ladder):
    opinion = ladder.answered()
    helper = AccountFactory(holds=[(Role.HELPER, ladder.cell)])
    helper.helping_id = ladder.member.person_id

    opinion = ladder.accept(opinion, actor=helper)

    assert opinion.state == OpinionState.CLOSED
    entry = Entry.objects.get(verb=commands.ACCEPTED)
    assert entry.actor == helper.journal_key
    assert entry.on_behalf == f"people.person:{ladder.member.person_id}"


@pytest.mark.parametrize("judge", [Ladder.accept, Ladder.reject])
def test_who_answered_never_speaks_for_the_proposer(ladder, judge):
    secretary = ladder.secretaries[ladder.cell.pk]
    opinion = ladder.answered()
    secretary.helping_id = ladder.member.person_id

    with pytest.raises(commands.HelperAnswered):
        judge(ladder, opinion, actor=secretary)

    assert fresh(opinion).state == OpinionState.ANSWERED
    assert not Entry.objects.filter(on_behalf__gt="").exists()


def test_step_names_who_helped(ladder):
    opinion = ladder.answered()
    helper = AccountFactory(holds=[(Role.SECRETARY, ladder.cell)])
    helper.helping_id = ladder.member.person_id

    ladder.accept(opinion, actor=helper)

    step = last_step(opinion)
    assert (step.person, step.helper) == (ladder.member.person, helper.person)


class TestWithdraw:
    @pytest.fixture
    def secretary(self, ladder):
        return ladder.secretaries[ladder.cell.pk]

    @pytest.fixture
    def noted(self, ladder, secretary):
        opinion = commands.note_opinion(
            actor=secretary,
            unit=ladder.cell,
            member=ladder.member,
            client_key=uuid4(),
            **WORDS,
        )
        return fresh(opinion)

    def withdraw(self, opinion, actor, text="Ghi nhầm người nêu.", **change):
        values = {"version": opinion.version, "text": text} | change
        commands.withdraw_opinion(actor=actor, opinion=opinion, **values)
        return fresh(opinion)

    def test_withdrawn_keeps_its_number_and_counts_nowhere(
        self, ladder, secretary, noted
    ):
        opinion = self.withdraw(noted, secretary)

        assert (opinion.state, opinion.code) == (OpinionState.WITHDRAWN, "001/2026")
        assert last_step(opinion).text == "Ghi nhầm người nêu."
        assert queries.state_of(ladder.cell).total == 0
        assert queries.state_of(ladder.cell).raised_since == 0
        assert counts_of([ladder.cell], year=2026)[ladder.cell.pk] == {
            "OPINIONS_RAISED": 0
        }
        assert [f for f in faults() if f.measure.startswith("OPINIONS")] == []
        assert Entry.objects.get(verb=commands.WITHDRAWN).about
        assert ladder.raised().code == "002/2026"

    def test_only_who_wrote_it_withdraws_it(self, ladder, noted):
        other = AccountFactory(holds=[(Role.SECRETARY, ladder.cell)])

        for actor in (other, ladder.proposer, AccountFactory()):
            with pytest.raises(NotAllowed):
                self.withdraw(noted, actor)

    def test_what_came_from_the_phone_is_not_withdrawn(self, ladder):
        with pytest.raises(NotAllowed):
            self.withdraw(ladder.raised(), ladder.proposer)

    def test_withdraw_needs_a_reason(self, secretary, noted):
        with pytest.raises(commands.WithdrawalMissing):
            self.withdraw(noted, secretary, text=" ")

    @pytest.mark.parametrize("text", ["Ghi nhầm", "Ghinhầmngườinêu", "1234567890 ..."])
    def test_withdraw_needs_a_reason_that_explains(self, secretary, noted, text):
        with pytest.raises(commands.WithdrawalShort):
            self.withdraw(noted, secretary, text=text)

        assert fresh(noted).state == OpinionState.RECEIVED

    def test_withdraw_ends_with_the_local_day(self, secretary, noted):
        late = dt.datetime(2026, 11, 23, 23, 59, tzinfo=clock.ZONE)

        with (
            clock.at(late + dt.timedelta(minutes=1)),
            pytest.raises(commands.DayOver),
        ):
            self.withdraw(noted, secretary)
        with clock.at(late):
            opinion = self.withdraw(noted, secretary)

        assert opinion.state == OpinionState.WITHDRAWN

    def test_withdrawn_stays_with_its_proposer_and_says_why(
        self, ladder, secretary, noted
    ):
        self.withdraw(noted, secretary)

        (row,) = queries.list_for(ladder.proposer, queries.JUDGE)
        week_ago = clock.now() - dt.timedelta(days=7)
        assert (row.state, row.slip) == (OpinionState.WITHDRAWN, "Ghi nhầm người nêu.")
        assert list(queries.withdrawn_lately(ladder.proposer, week_ago)) == [row]
        assert list(queries.withdrawn_lately(ladder.proposer, clock.now())) == [row]
        assert not queries.withdrawn_lately(secretary, week_ago).exists()

    def test_what_somebody_worked_on_is_not_withdrawn(self, ladder, secretary, noted):
        opinion = ladder.pass_up(noted)

        with pytest.raises(commands.DoneAlready):
            self.withdraw(opinion, secretary)

    def test_withdrawn_opinion_takes_no_more_steps(self, ladder, secretary, noted):
        opinion = self.withdraw(noted, secretary)

        with pytest.raises(commands.MovedMeanwhile):
            ladder.answer(opinion)


def test_reject_answer_reopens_one_level_up(ladder):
    opinion = ladder.answered()

    with clock.at(LATER):
        opinion = ladder.reject(opinion)

    assert (opinion.holder, opinion.state) == (ladder.ward, OpinionState.RAISED)
    assert (opinion.outcome, opinion.due_on) == ("", AFTER_TEN_DAYS)
    assert last_step(opinion).text == "Vẫn còn ngập."


def test_reject_answer_stays_where_nothing_is_above(ladder):
    opinion = ladder.pass_up(ladder.pass_up(ladder.raised()))

    opinion = ladder.reject(ladder.answer(opinion))

    assert (opinion.holder, opinion.state) == (
        ladder.province,
        OpinionState.RECEIVED,
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("place", ["cell", "ward", "province"])
def test_no_office_closes_an_opinion(ladder, role, place):
    opinion = ladder.answered()
    actor = AccountFactory(holds=[(role, getattr(ladder, place))])

    for act in (ladder.accept, ladder.reject):
        with pytest.raises(NotAllowed):
            act(opinion, actor=actor)
    assert fresh(opinion).state == OpinionState.ANSWERED


def test_another_member_of_the_cell_closes_nothing(ladder):
    opinion = ladder.answered()
    neighbour = member_at(ladder.cell, account=True).person.account

    with pytest.raises(NotAllowed):
        ladder.accept(opinion, actor=neighbour)


@pytest.mark.parametrize("act", ["pass_up", "answer"])
def test_only_the_holder_moves_an_opinion(ladder, act):
    opinion = ladder.pass_up(ladder.raised())

    for unit in (ladder.cell, ladder.province):
        with pytest.raises(NotAllowed):
            getattr(ladder, act)(opinion, actor=ladder.secretaries[unit.pk])
    with pytest.raises(NotAllowed):
        getattr(ladder, act)(opinion, actor=ladder.proposer)


@pytest.mark.parametrize(
    ("act", "change", "refusal"),
    [
        ("pass_up", {"text": " "}, commands.ReasonMissing),
        ("pass_up", {"text": "x" * 5001}, commands.TextTooLong),
        ("answer", {"text": ""}, commands.ReasonMissing),
        ("answer", {"outcome": ""}, commands.OutcomeMissing),
        ("answer", {"outcome": "CLOSED"}, commands.OutcomeMissing),
    ],
)
def test_refused_move_writes_nothing(ladder, act, change, refusal):
    opinion = ladder.raised()
    entries = Entry.objects.count()

    with pytest.raises(refusal):
        getattr(ladder, act)(opinion, **change)
    assert fresh(opinion).version == 0
    assert Step.objects.count() == 1
    assert Entry.objects.count() == entries


def test_reject_answer_asks_why(ladder):
    opinion = ladder.answered()

    with pytest.raises(commands.ReasonMissing):
        ladder.reject(opinion, text="")


@pytest.mark.parametrize("state", ["raised", "closed"])
def test_proposer_judges_only_an_answer(ladder, state):
    opinion = ladder.raised()
    if state == "closed":
        opinion = ladder.accept(ladder.answer(opinion))

    for act in (ladder.accept, ladder.reject):
        with pytest.raises(commands.MovedMeanwhile):
            act(opinion)


def test_stale_page_hears_what_stands_now(ladder):
    opinion = ladder.raised()
    ladder.answer(opinion, version=0)

    with pytest.raises(commands.MovedMeanwhile) as refusal:
        ladder.answer(opinion, version=0, text="Câu trả lời thứ hai.")
    assert "001/2026" in str(refusal.value)
    assert "đã trả lời, chờ người nêu" in str(refusal.value)
    assert ladder.cell.full_name in str(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_have_one_winner():
    ladder = Ladder()
    opinion = ladder.raised()
    deputy = AccountFactory(holds=[(Role.DEPUTY, ladder.cell)])
    actors = [ladder.secretaries[ladder.cell.pk], deputy]

    outcomes = race(
        *(
            lambda actor=actor: (
                ladder.answer(
                    Opinion.objects.get(pk=opinion.pk), version=0, actor=actor
                ).state
            )
            for actor in actors
        )
    )

    (won,) = [o for o in outcomes if o == OpinionState.ANSWERED]
    (lost,) = [o for o in outcomes if o != won]
    assert isinstance(lost, commands.MovedMeanwhile)
    assert Step.objects.filter(kind="ANSWERED").count() == 1
