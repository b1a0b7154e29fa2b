"""A ward's life by dice: rows of every state, so that a count has something to miss."""

import datetime as dt
import random
import uuid

from ganket.kernel import clock
from ganket.meetings.models import Meeting
from ganket.opinions.models import Opinion
from ganket.reviews.models import Review, ReviewCycle
from ganket.roster.models import Introduction
from tests.factories.org import residence_cell, workplace_cell
from tests.factories.roster import HomeLinkFactory, MemberFactory, WorkLinkFactory

YEARS = (2025, 2026)
STATES = {
    "opinion": ["RAISED", "RECEIVED", "ANSWERED", "CLOSED"],
    "meeting": ["PLANNED", "ANNOUNCED", "CLOSED", "CANCELLED"],
    "review": ["DRAFT", "SHOWN", "CONFIRMED", "DELIVERED", "ACKNOWLEDGED", "DROPPED"],
    "paper": ["ISSUED", "RECEIVED", "ASSIGNED", "REFUSED", "WITHDRAWN"],
}
CONFIRMED = {"CONFIRMED", "DELIVERED", "ACKNOWLEDGED"}


class Life:
    def __init__(self, seed, ward, work):
        self.dice = random.Random(seed)
        self.ward, self.work = ward, work
        self.cells = [residence_cell(ward, name=f"Khóm {n}") for n in range(1, 4)]
        self.work_cells = [workplace_cell(work, name=f"Tổ {n}") for n in range(1, 3)]
        self.cycles = {year: self._cycle(year) for year in YEARS}

    def live(self, members):
        for number in range(1, members + 1):
            member = MemberFactory()
            cell = self._home(member)
            self._work(member)
            self._opinion(cell, member, number)
            self._reviews(cell, member)
            self._paper(member, number)
        for cell in self.cells:
            self._meetings(cell)
        return self

    def day(self, year):
        return dt.date(year, 1, 1) + dt.timedelta(days=self.dice.randrange(320))

    def _cycle(self, year):
        return ReviewCycle.objects.create(
            ward=self.ward,
            year=year,
            opens_on=dt.date(year, 11, 1),
            cells_due_on=dt.date(year, 11, 25),
            closes_on=dt.date(year, 11, 30),
            reply_days=3,
            rule_pack="qd213",
        )

    def _home(self, member):
        cell = self.dice.choice([*self.cells, None])
        since = self.day(self.dice.choice([2024, *YEARS]))
        ended = self.dice.random() < 0.3
        until = since + dt.timedelta(days=self.dice.randrange(400)) if ended else None
        HomeLinkFactory(
            member=member, cell=cell, ward=self.ward, since=since, until=until
        )
        return cell or self.dice.choice(self.cells)

    def _work(self, member):
        cell = self.dice.choice([*self.work_cells, None])
        if cell is not None:
            WorkLinkFactory(member=member, cell=cell)

    def _opinion(self, cell, member, number):
        state = self.dice.choice(STATES["opinion"])
        due = clock.today() + dt.timedelta(days=self.dice.randrange(-3, 4))
        Opinion.objects.create(
            unit=cell,
            year=self.dice.choice(YEARS),
            number=number,
            member=member,
            subject="Thoát nước",
            text="Mưa là ngập.",
            state=state,
            holder=self.dice.choice([cell, self.ward, self.ward.parent]),
            due_on=due,
            outcome="SOLVED" if state in {"ANSWERED", "CLOSED"} else "",
            closed_at=clock.now() if state == "CLOSED" else None,
            source="PHONE",
        )

    def _reviews(self, cell, member):
        for year, cycle in self.cycles.items():
            state = self.dice.choice(STATES["review"])
            Review.objects.create(
                cycle=cycle,
                year=year,
                member=member,
                ward=self.ward,
                cell=cell,
                workplace=self.dice.choice([*self.work_cells, None]),
                form="LONG",
                rule_pack="qd213",
                state=state,
                shown_at=clock.now(),
                reply_until=clock.today(),
                confirmed_on=clock.today() if state in CONFIRMED else None,
                use_stated="Xếp loại",
                dropped_reason="Đã chuyển đi",
                is_finished=self.dice.random() < 0.5,
            )

    def _paper(self, member, number):
        state = self.dice.choice(STATES["paper"])
        link = member.home_links.get()
        founds = state in {"RECEIVED", "ASSIGNED"}
        Introduction.objects.create(
            member=member,
            from_unit=self.work,
            to_ward=self.ward,
            state=state,
            number=number,
            refusal="Không ở đây" if state == "REFUSED" else "",
            residence="PERMANENT",
            rule_pack="qd213",
            issued_on=self.day(self.dice.choice(YEARS)),
            home_link=link if founds else None,
        )

    def _meetings(self, cell):
        for year in YEARS:
            for half in (1, 2, None):
                state = self.dice.choice(STATES["meeting"])
                Meeting.objects.create(
                    unit=cell,
                    kind="REGULAR" if half else "EXTRA",
                    year=year,
                    half=half,
                    title="Sinh hoạt",
                    held_at=clock.moment(dt.date(year, 6, 1), 19),
                    place="Nhà văn hóa",
                    state=state,
                    closed_at=clock.now() if state == "CLOSED" else None,
                    opinions={} if state == "CLOSED" else None,
                    cancelled_because="Mưa bão" if state == "CANCELLED" else "",
                    client_key=uuid.uuid4(),
                )
