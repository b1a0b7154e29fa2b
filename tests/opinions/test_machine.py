"""Every way that an opinion can go, walked at random, against what must always hold."""

import datetime as dt
import itertools

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from ganket.kernel import clock
from ganket.kernel.errors import Refused
from ganket.opinions import commands
from ganket.opinions.enums import OpinionState, Outcome
from ganket.org.enums import Role
from tests.factories import AccountFactory, member_at
from tests.factories.opinions import fresh, raised
from tests.opinions.test_moves import Ladder

START = dt.datetime(2026, 11, 23, 8, 0, tzinfo=clock.ZONE)
PEOPLE = ["proposer", "neighbour", "cell", "ward", "province", "helper", "stranger"]
ANYBODY = st.sampled_from(PEOPLE)
# Whoever has the opinion acts most of the time, or hardly one would be answered.
MOSTLY_THE_HOLDER = st.sampled_from([*["holder"] * 6, *PEOPLE])
WORDS = st.sampled_from(["Đã xem xét.", "Việc này vượt quyền.", ""])
HANDLING = [commands.receive_opinion, commands.pass_up_opinion]
JUDGING = [commands.accept_answer, commands.reject_answer]
TOLD = {OpinionState.ANSWERED, OpinionState.CLOSED}


class OpinionMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.now = START
        with clock.at(self.now):
            self.build()

    def build(self):
        ladder = Ladder()
        helper = AccountFactory(holds=[(Role.HELPER, ladder.cell)])
        helper.helping_id = ladder.member.person_id
        offices = ladder.secretaries
        self.actors = {
            "proposer": ladder.proposer,
            "helper": helper,
            "neighbour": member_at(ladder.cell, account=True).person.account,
            "stranger": AccountFactory(),
            "cell": offices[ladder.cell.pk],
            "ward": offices[ladder.ward.pk],
            "province": offices[ladder.province.pk],
        }
        self.opinion = ladder.raised()
        self.closed_by = set()

    @property
    def state(self):
        return fresh(self.opinion).state

    def attempt(self, who, command, **values):
        before = fresh(self.opinion)
        if who == "holder":
            who = before.holder.kind.partition("_")[0].lower()
        with clock.at(self.now):
            try:
                command(
                    actor=self.actors[who],
                    opinion=before,
                    version=before.version,
                    **values,
                )
            except Refused:
                assert fresh(self.opinion).version == before.version
                return
        if self.state == OpinionState.CLOSED:
            self.closed_by.add(who)

    @precondition(lambda self: self.state != OpinionState.CLOSED)
    @rule(who=MOSTLY_THE_HOLDER, act=st.sampled_from(HANDLING), text=WORDS)
    def handle(self, who, act, text):
        needs_text = act is commands.pass_up_opinion
        self.attempt(who, act, **({"text": text} if needs_text else {}))

    @precondition(lambda self: self.state != OpinionState.CLOSED)
    @rule(
        who=MOSTLY_THE_HOLDER,
        text=WORDS,
        outcome=st.sampled_from([*Outcome.values, ""]),
    )
    def answer(self, who, text, outcome):
        self.attempt(who, commands.answer_opinion, text=text, outcome=outcome)

    @rule(who=st.one_of(ANYBODY, st.just("holder")), act=st.sampled_from(JUDGING))
    def judge(self, who, act):
        needs_text = act is commands.reject_answer
        self.attempt(who, act, **({"text": "Chưa xong."} if needs_text else {}))

    @precondition(lambda self: self.state == OpinionState.CLOSED)
    @rule()
    def raise_another(self):
        with clock.at(self.now):
            self.opinion = raised(member=self.opinion.member)
        self.closed_by = set()

    @rule(days=st.integers(1, 40))
    def time_passes(self, days):
        self.now += dt.timedelta(days=days)

    @invariant()
    def nobody_closes_but_the_proposer(self):
        assert self.closed_by <= {"proposer", "helper"}
        assert (self.state == OpinionState.CLOSED) is bool(self.closed_by)

    @invariant()
    def somebody_holds_it_and_a_day_is_set(self):
        opinion = fresh(self.opinion)
        assert opinion.holder_id
        assert opinion.due_on >= clock.local(opinion.raised_at).date()

    @invariant()
    def the_steps_tell_the_whole_way(self):
        opinion = fresh(self.opinion)
        steps = list(opinion.steps.order_by("pk"))
        assert len(steps) == opinion.version + 1
        assert steps[-1].holder_id == opinion.holder_id
        for before, step in itertools.pairwise(steps):
            assert step.unit_id == before.holder_id
            if step.kind in {"PASSED_UP", "ANSWERED", "REJECTED"}:
                assert step.text

    @invariant()
    def an_answer_has_an_outcome_and_nothing_else_has(self):
        opinion = fresh(self.opinion)
        assert bool(opinion.outcome) is (opinion.state in TOLD)


class TestOpinionMachine(OpinionMachine.TestCase, TestCase):
    settings = settings(
        max_examples=15,
        stateful_step_count=30,
        deadline=None,
        # A failing walk is short enough to read, and shrinking takes minutes.
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
