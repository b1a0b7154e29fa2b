"""The half-yearly meetings: planned, announced, held, written up; one is tonight."""

import datetime as dt
from functools import partial

from ganket.demo import sayings
from ganket.demo.arrivals import Neighbour
from ganket.demo.clockwork import Clockwork
from ganket.demo.life import Life, key
from ganket.demo.town import HOME_CELL, Cell, Town
from ganket.kernel import clock
from ganket.meetings import commands as meetings
from ganket.meetings import queries
from ganket.meetings.enums import ItemKind, MeetingKind, Presence
from ganket.meetings.models import Attendance, Meeting

HOUR = 19
# Of the last cells one has only invited and one only planned.
INVITED_IN, PLANNED_IN = 3, 9


class Gatherings:
    def __init__(self, town: Town, works: Clockwork, life: Life) -> None:
        self.town, self.works, self.life, self.rng = town, works, life, town.rng

    def plan(self) -> None:
        """Plan for each cell the meeting of the last half-year and of this one."""
        today = self.works.today
        first_day, _after = queries.period_of(today)[1].span(today.year)
        for number, cell in enumerate(self.town.cells):
            before = first_day - dt.timedelta(days=self.rng.randint(6, 26))
            self.prepare(cell, before)
            self.prepare(cell, self.day_of(number, cell, first_day))

    def day_of(self, number: int, cell: Cell, first_day: dt.date) -> dt.date:
        today, last = self.works.today, len(self.town.cells) - 1
        if cell.unit.code.endswith(HOME_CELL):
            return today
        if number >= last - 1 and last > 1:
            days = PLANNED_IN if number == last else INVITED_IN
            return today + dt.timedelta(days=days)
        latest = today - dt.timedelta(days=self.rng.randint(2, 24))
        return max(latest, first_day)

    def prepare(self, cell: Cell, day: dt.date) -> None:
        """Let a meeting be planned a fortnight before, and invited to ten days before."""
        plan = partial(self.plan_one, cell, day)
        self.works.at(day - dt.timedelta(days=14), 9, self.rng.randrange(60), plan)

    def plan_one(self, cell: Cell, day: dt.date) -> None:
        half, period = queries.period_of(day)
        meeting = meetings.plan_meeting(
            actor=cell.secretary,
            unit=cell.unit,
            kind=MeetingKind.REGULAR,
            half=half,
            title=f"Sinh hoạt {period.label} {day.year}",
            held_at=clock.moment(day, HOUR),
            place=f"Nhà văn hóa {cell.unit.name}",
            client_key=key(self.rng),
        )
        for kind, title in (
            (ItemKind.INFORMATION, "Tình hình kinh tế, an ninh của phường"),
            (ItemKind.CONSULTATION, self.rng.choice(sayings.TOPICS)),
        ):
            meetings.add_item(
                actor=cell.secretary,
                meeting=meeting,
                kind=kind,
                title=title,
                client_key=key(self.rng),
            )
        if day <= self.works.today + dt.timedelta(days=INVITED_IN):
            invite = partial(self.invite, cell, meeting)
            self.works.at(day - dt.timedelta(days=10), 18, 15, invite)
        # The meeting of today is left to the visitor.
        if day != self.works.today:
            self.works.at(day, HOUR, 0, partial(self.hold, cell, meeting))

    def invite(self, cell: Cell, meeting: Meeting) -> None:
        meeting.refresh_from_db()
        meetings.announce_meeting(actor=cell.secretary, meeting=meeting)
        for neighbour in self.expected(cell):
            is_away = neighbour.account and self.rng.random() > neighbour.zeal + 0.6
            if is_away:
                day = clock.today() + dt.timedelta(days=self.rng.randint(1, 8))
                leave = partial(self.ask_leave, neighbour, meeting)
                self.works.at(day, 20, self.rng.randrange(60), leave)

    def expected(self, cell: Cell) -> list[Neighbour]:
        return [
            neighbour
            for neighbour in self.life.of_cell[cell.unit.pk]
            if neighbour.is_settled and not neighbour.exemption
        ]

    def ask_leave(self, neighbour: Neighbour, meeting: Meeting) -> None:
        meeting.refresh_from_db()
        if neighbour.account is not None:
            meetings.ask_leave(
                actor=neighbour.account,
                meeting=meeting,
                reason=self.rng.choice(sayings.EXCUSES),
                key=key(self.rng),
            )

    def hold(self, cell: Cell, meeting: Meeting) -> None:
        """Hold a meeting: mark who came, take opinions down, write it up, close it."""
        meeting.refresh_from_db()
        meetings.open_meeting(actor=cell.secretary, meeting=meeting)
        living = {n.row.pk: n for n in self.expected(cell)}
        came = [
            living[line.member_id]
            for line in queries.roll_of(meeting)
            if line.member_id in living and self.mark(cell, living, line)
        ]
        for neighbour in came[:2]:
            said = self.rng.choice(sayings.OPINIONS)
            opinion = meetings.note_opinion(
                actor=cell.secretary,
                meeting=meeting,
                member=neighbour.row,
                subject=said.subject,
                text=said.text,
                place=said.place,
                client_key=key(self.rng),
            )
            self.life.follow(cell, neighbour, opinion, said)
        self.close(cell, meeting)

    def mark(self, cell: Cell, living: dict[int, Neighbour], line: Attendance) -> bool:
        """Mark one line of the roll, or leave it for absent. Return whether they came."""
        if line.presence:
            return False
        is_here = self.rng.random() < 0.3 + 0.6 * living[line.member_id].zeal
        # Some of the others sent word that they could not come.
        if not is_here and self.rng.random() > 0.3:  # noqa: PLR2004 - three in ten
            return False
        meetings.record_mark(
            actor=self.rng.choice((cell.secretary, cell.deputy)),
            attendance=line,
            presence=Presence.PRESENT if is_here else Presence.EXCUSED,
            reason="" if is_here else self.rng.choice(sayings.EXCUSES),
            key=key(self.rng),
        )
        return is_here

    def close(self, cell: Cell, meeting: Meeting) -> None:
        meeting.refresh_from_db()
        meetings.write_minutes(
            actor=cell.secretary,
            meeting=meeting,
            version=meeting.version,
            said={item.pk: "Đã trao đổi, thống nhất." for item in meeting.items.all()},
            minutes=sayings.MINUTES,
        )
        meetings.close_meeting(
            actor=cell.secretary,
            meeting=meeting,
            version=meeting.version,
            unmarked_are_absent=True,
        )
