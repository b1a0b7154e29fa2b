"""Whatever clerks do in whatever order, spans of a kind never share a day."""

import contextlib
import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ganket.kernel import clock
from ganket.kernel.errors import Refused
from ganket.org.enums import Role
from ganket.roster import commands
from ganket.roster.enums import IntroductionState, LinkEnd
from ganket.roster.models import HomeLink, Introduction, WorkLink
from ganket.tallies.commands import faults
from tests.factories import AccountFactory, member_at
from tests.factories.org import residence_cell, ward, workplace, workplace_cell

FIRST = dt.date(2026, 1, 1)
AGO = st.integers(min_value=0, max_value=4)
WHERE = st.integers(min_value=0, max_value=1)
ENDS = st.sampled_from([LinkEnd.MOVED_HOME, LinkEnd.RETIRED, LinkEnd.MISTAKE])


def shared_days(links):
    """Return the days on which more than one link is in force, counted one by one."""
    last = FIRST + dt.timedelta(days=400)
    days: dict[dt.date, int] = {}
    for link in links:
        day = max(link.since, FIRST)
        while day < (link.until or last):
            days[day] = days.get(day, 0) + 1
            day += dt.timedelta(days=1)
    return [day for day, count in days.items() if count > 1]


class Roster(RuleBasedStateMachine):
    """Random clerks. Each run is undone, so that the next begins with nothing."""

    def __init__(self):
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.today = FIRST
        self.wards = [ward(name=f"Phường {n}") for n in range(2)]
        self.cells = [
            [residence_cell(w, name=f"Khóm {n}") for n in range(2)] for w in self.wards
        ]
        work = workplace()
        self.work_cells = [workplace_cell(work, name=f"Phòng {n}") for n in range(2)]
        self.officer = AccountFactory(holds=[(Role.WORKPLACE_OFFICER, work)])
        self.clerk = AccountFactory(holds=[(Role.CLERK, w) for w in self.wards])
        self.member = member_at(workplace_cell=self.work_cells[0], since=FIRST)

    def attempt(self, command, ago, **values):
        with clock.at(clock.moment(self.today, 9)):
            day = self.today - dt.timedelta(days=ago)
            with contextlib.suppress(Refused):
                command(**{k: day if v is ... else v for k, v in values.items()})

    def paper(self, *states):
        found = Introduction.objects.filter(state__in=states)
        return found.order_by("-pk").first()

    def link(self):
        return HomeLink.objects.filter(until=None).first()

    @rule(days=st.integers(min_value=1, max_value=9))
    def wait(self, days):
        self.today += dt.timedelta(days=days)

    @rule(where=WHERE, ago=AGO, again=st.booleans())
    def introduce(self, where, ago, again):
        self.attempt(
            commands.issue_introduction,
            ago,
            actor=self.officer,
            member=self.member,
            to_ward=self.wards[where],
            issued_on=...,
            again=again,
        )

    @rule(ago=AGO)
    def receive(self, ago):
        if paper := self.paper(IntroductionState.ISSUED):
            self.attempt(
                commands.receive_introduction,
                ago,
                actor=self.clerk,
                introduction=paper,
                received_on=...,
            )

    @rule()
    def undo(self):
        if paper := self.paper(IntroductionState.RECEIVED, IntroductionState.ASSIGNED):
            self.attempt(
                commands.undo_reception, 0, actor=self.clerk, introduction=paper
            )

    @rule()
    def withdraw(self):
        if paper := self.paper(IntroductionState.ISSUED):
            self.attempt(
                commands.withdraw_introduction,
                0,
                actor=self.officer,
                introduction=paper,
            )

    @rule(where=WHERE, which=WHERE, ago=AGO)
    def assign(self, where, which, ago):
        if link := self.link():
            self.attempt(
                commands.assign_to_cell,
                ago,
                actor=self.clerk,
                home_link=link,
                cell=self.cells[where][which],
                assigned_on=...,
            )

    @rule(where=WHERE, which=WHERE, ago=AGO)
    def move(self, where, which, ago):
        if link := self.link():
            self.attempt(
                commands.move_to_cell,
                ago,
                actor=self.clerk,
                home_link=link,
                cell=self.cells[where][which],
                moved_on=...,
            )

    @rule(end=ENDS, ago=AGO)
    def leave_home(self, end, ago):
        if link := self.link():
            self.attempt(
                commands.end_home_link,
                ago,
                actor=self.clerk,
                home_link=link,
                end=end,
                ended_on=...,
            )

    @rule(which=WHERE, ago=AGO, moves=st.booleans())
    def change_work(self, which, ago, moves):
        cell = self.work_cells[which]
        link = WorkLink.objects.filter(until=None).first()
        if link is None:
            self.attempt(
                commands.start_work_link,
                ago,
                actor=self.officer,
                member=self.member,
                cell=cell,
                since=...,
            )
        elif moves:
            self.attempt(
                commands.move_work_link,
                ago,
                actor=self.officer,
                link=link,
                cell=cell,
                since=...,
            )
        else:
            self.attempt(
                commands.end_work_link,
                ago,
                actor=self.officer,
                link=link,
                end=LinkEnd.RETIRED,
                until=...,
            )

    @invariant()
    def no_two_spans_share_a_day(self):
        assert shared_days(HomeLink.objects.all()) == []
        assert shared_days(WorkLink.objects.all()) == []

    @invariant()
    def papers_and_links_agree(self):
        for paper in Introduction.objects.exclude(home_link=None):
            has_cell = paper.home_link.cell_id is not None
            assert (paper.state == IntroductionState.ASSIGNED) is has_cell

    @invariant()
    def tallies_are_the_true_counts(self):
        assert faults() == []


@pytest.mark.django_db
def test_spans_never_share_a_day_whatever_clerks_do():
    run_state_machine_as_test(
        Roster,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
