"""What goes on in a cell from week to week: opinions, work given, contacts, notices."""

import datetime as dt
import uuid
from collections.abc import Callable
from functools import partial
from random import Random

from ganket.accounts.models import Account
from ganket.contributions import commands as contributions
from ganket.contributions.enums import ContactKind
from ganket.demo import sayings
from ganket.demo.arrivals import Neighbour
from ganket.demo.clockwork import Clockwork
from ganket.demo.town import Cell, Town
from ganket.kernel import clock
from ganket.notices import commands as notices
from ganket.opinions import commands as opinions
from ganket.opinions.enums import OpinionState, Outcome
from ganket.opinions.models import Opinion
from ganket.org.models import Unit

# In a year, for every hundred who live there.
OPINIONS, CONTRIBUTIONS, CONTACTS = 12, 26, 40
DAYS = 300
# Of a hundred opinions: left lying, passed up, judged not settled.
LEFT, PASSED, REJECTED = 10, 28, 14


def key(rng: Random) -> uuid.UUID:
    """Return a key for a form, the same each time the demo is built."""
    return uuid.UUID(int=rng.getrandbits(128), version=4)


class Life:
    def __init__(
        self, town: Town, works: Clockwork, everybody: list[Neighbour]
    ) -> None:
        self.town, self.works, self.rng = town, works, town.rng
        self.of_cell = {
            cell.unit.pk: [n for n in everybody if n.home is cell]
            for cell in town.cells
        }

    def plan(self) -> None:
        for cell in self.town.cells:
            living = len(self.of_cell[cell.unit.pk])
            for count, do in (
                (OPINIONS, self.speak),
                (CONTRIBUTIONS, self.contribute),
                (CONTACTS, self.meet),
            ):
                for _ in range(max(1, living * count // 100)):
                    self.some_day(partial(do, cell))
            for title, body in sayings.CELL_NOTICES:
                tell = partial(self.tell, cell.unit, cell.secretary, title, body)
                self.works.at(self.works.ago(self.rng.randint(8, 200)), 17, 5, tell)
        for neighbours in self.of_cell.values():
            for known in (n for n in neighbours if n.is_known):
                self.play(known)
        for number, (title, body) in enumerate(sayings.WARD_NOTICES):
            ago = (230, 130, 60, 21)[number]
            tell = partial(self.tell, self.town.ward, self.town.clerk, title, body)
            self.works.at(self.works.ago(ago), 15, 30, tell)

    def play(self, known: Neighbour) -> None:
        """Give the member whom a visitor may be something to see and something to do."""
        cell, at, ago = known.home, self.works.at, self.works.ago
        lamp, flood = sayings.LAMP, sayings.FLOOD
        at(ago(150), 12, 10, partial(self.raise_and_settle, cell, known, lamp))
        at(ago(26), 19, 45, partial(self.raise_and_wait, cell, known, flood))
        at(
            ago(75),
            16,
            0,
            partial(self.note_work, cell, known, "SKILL", sayings.CLINIC),
        )

    def raise_and_settle(self, cell: Cell, by: Neighbour, said: sayings.Said) -> None:
        opinion = self.raised(by, said)
        self.later(2, partial(self.receive, cell, opinion))
        self.later(6, partial(self.reply, cell.secretary, opinion, said))
        self.later(8, partial(self.accept, by, opinion))

    def raise_and_wait(self, cell: Cell, by: Neighbour, said: sayings.Said) -> None:
        """Raise an opinion that the ward has answered; its proposer has not judged yet."""
        opinion = self.raised(by, said)
        self.later(1, partial(self.receive, cell, opinion))
        self.later(4, partial(self.hand_up, cell, opinion))
        self.later(20, partial(self.reply, self.town.leader, opinion, said))

    def some_day(self, do: Callable[[], object]) -> None:
        """Let something happen within the year, more of it of late."""
        ago = int(DAYS * self.rng.random() ** 1.5) + 1
        hour, minute = self.rng.randint(7, 20), self.rng.randrange(60)
        self.works.at(self.works.ago(ago), hour, minute, do)

    def later(self, days: int, do: Callable[[], object]) -> None:
        day = clock.today() + dt.timedelta(days=days)
        self.works.at(day, self.rng.randint(8, 19), self.rng.randrange(60), do)

    def somebody(self, cell: Cell, *, signed_in: bool = False) -> Neighbour | None:
        """Return somebody settled in a cell, rather one who takes part."""
        living = [
            neighbour
            for neighbour in self.of_cell[cell.unit.pk]
            if neighbour.is_settled and not neighbour.exemption
            if neighbour.account is not None or not signed_in
        ]
        weights = [neighbour.zeal**2 for neighbour in living]
        return self.rng.choices(living, weights=weights)[0] if living else None

    # Work given, and contacts.

    def contribute(self, cell: Cell) -> None:
        neighbour = self.somebody(cell)
        if neighbour is None:
            return
        kind = self.rng.choice(list(sayings.CONTRIBUTIONS))
        text = self.rng.choice(sayings.CONTRIBUTIONS[kind])
        self.note_work(cell, neighbour, kind, text)

    def note_work(self, cell: Cell, who: Neighbour, kind: str, text: str) -> None:
        by_cell = who.account is None or self.rng.random() < 0.6  # noqa: PLR2004 - mostly the cell
        contributions.note_contribution(
            actor=cell.secretary if by_cell else who.account or cell.secretary,
            member=who.row,
            kind=kind,
            text=text,
            done_on=clock.today() - dt.timedelta(days=self.rng.randint(0, 3)),
            client_key=key(self.rng),
        )

    def meet(self, cell: Cell) -> None:
        neighbour = self.somebody(cell)
        if neighbour is None:
            return
        contributions.note_contact(
            actor=self.rng.choice((cell.secretary, cell.deputy)),
            member=neighbour.row,
            kind=self.rng.choice(ContactKind.values),
            note=self.rng.choice(sayings.CONTACT_NOTES),
            client_key=key(self.rng),
        )

    def tell(self, unit: Unit, actor: Account, title: str, body: str) -> None:
        notice = notices.draft_notice(
            actor=actor,
            unit=unit,
            title=title,
            body=body,
            client_key=key(self.rng),
        )
        notices.send_notice(actor=actor, notice=notice, version=notice.version)

    # Opinions: raised, received, passed up, answered, judged by who raised them.

    def speak(self, cell: Cell) -> None:
        neighbour = self.somebody(cell, signed_in=True)
        if neighbour is None or neighbour.account is None:
            return
        said = self.rng.choice(sayings.OPINIONS)
        if self.rng.random() < 0.7:  # noqa: PLR2004 - most are raised on the phone
            opinion = self.raised(neighbour, said)
        else:
            opinion = opinions.note_opinion(
                actor=cell.secretary,
                unit=cell.unit,
                member=neighbour.row,
                subject=said.subject,
                text=said.text,
                place=said.place,
                client_key=key(self.rng),
            )
        self.follow(cell, neighbour, opinion, said)

    def raised(self, by: Neighbour, said: sayings.Said) -> Opinion:
        if by.account is None:
            raise LookupError(by.particulars.full_name)
        return opinions.raise_opinion(
            actor=by.account,
            subject=said.subject,
            text=said.text,
            place=said.place,
            client_key=key(self.rng),
        )

    def follow(
        self, cell: Cell, by: Neighbour, opinion: Opinion, said: sayings.Said
    ) -> None:
        """Let an opinion go its way from here on."""
        if self.rng.randrange(100) < LEFT:
            return
        if opinion.state == OpinionState.RAISED:
            self.later(self.rng.randint(0, 3), partial(self.receive, cell, opinion))
        if self.rng.randrange(100) < PASSED:
            days = self.rng.randint(4, 7)
            self.later(days, partial(self.pass_up, cell, by, opinion, said))
        else:
            answer = partial(self.answer, cell.secretary, cell, by, opinion, said)
            self.later(self.rng.randint(5, 12), answer)

    def receive(self, cell: Cell, opinion: Opinion) -> None:
        opinion.refresh_from_db()
        opinions.receive_opinion(
            actor=cell.secretary, opinion=opinion, version=opinion.version
        )

    def hand_up(self, cell: Cell, opinion: Opinion) -> None:
        opinion.refresh_from_db()
        opinions.pass_up_opinion(
            actor=cell.secretary,
            opinion=opinion,
            version=opinion.version,
            text="Việc này cần phường và đơn vị quản lý công trình xem xét.",
        )

    def pass_up(
        self, cell: Cell, by: Neighbour, opinion: Opinion, said: sayings.Said
    ) -> None:
        self.hand_up(cell, opinion)
        answer = partial(self.answer, self.town.leader, cell, by, opinion, said)
        self.later(self.rng.randint(5, 16), answer)

    def reply(self, actor: Account, opinion: Opinion, said: sayings.Said) -> None:
        opinion.refresh_from_db()
        opinions.answer_opinion(
            actor=actor,
            opinion=opinion,
            version=opinion.version,
            text=said.answer,
            outcome=self.rng.choice((Outcome.SOLVED, Outcome.SOLVED, Outcome.PARTLY)),
        )

    def answer(
        self,
        actor: Account,
        cell: Cell,
        by: Neighbour,
        opinion: Opinion,
        said: sayings.Said,
    ) -> None:
        self.reply(actor, opinion, said)
        self.later(self.rng.randint(1, 9), partial(self.judge, cell, by, opinion, said))

    def judge(
        self, cell: Cell, by: Neighbour, opinion: Opinion, said: sayings.Said
    ) -> None:
        """Let the proposer say whether it is settled; some never say anything."""
        opinion.refresh_from_db()
        if by.account is None or self.rng.randrange(100) < LEFT:
            return
        is_again = opinion.holder_id != cell.unit.pk
        if self.rng.randrange(100) >= REJECTED or is_again:
            self.accept(by, opinion)
            return
        opinions.reject_answer(
            actor=by.account,
            opinion=opinion,
            version=opinion.version,
            text=said.missing,
        )
        answer = partial(self.answer, self.town.leader, cell, by, opinion, said)
        self.later(self.rng.randint(5, 14), answer)

    def accept(self, by: Neighbour, opinion: Opinion) -> None:
        opinion.refresh_from_db()
        if by.account is not None:
            opinions.accept_answer(
                actor=by.account, opinion=opinion, version=opinion.version
            )
