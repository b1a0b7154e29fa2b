"""Members: who they are, and how each was introduced, received and assigned."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from ganket.accounts.models import Account
from ganket.demo import names, places, sayings
from ganket.demo.clockwork import Clockwork
from ganket.demo.personas import address
from ganket.demo.town import HOME_CELL, HOME_WORK, Cell, Town, Work
from ganket.kernel import clock
from ganket.org.models import ResidentialGroup
from ganket.people import commands as people
from ganket.roster import commands as roster
from ganket.roster.enums import ResidenceKind
from ganket.roster.models import HomeLink, Introduction, Member

PREFIXES = ("0913", "0918", "0919", "0945", "0909", "0939", "0983", "0978")
NAME = "Lê Thị Sáu"
SEXES = {"M": "MALE", "F": "FEMALE"}
# Of a hundred: how many were introduced when the system began, have a sign-in,
# are on probation, rent their home, are exempt where the workplace has such people.
FIRST_WAVE, SIGN_INS, PROBATION, TEMPORARY, EXEMPT = 84, 55, 4, 12, 30
# At the end some papers are still on their way: what becomes of the last ones.
LAST = ("ISSUED",) * 8 + ("RECEIVED",) * 6 + ("REFUSED",) * 3 + ("WITHDRAWN",) * 2


@dataclass
class Neighbour:
    """An invented member; ``zeal`` between 0 and 1 says how much they take part."""

    particulars: roster.Particulars
    job: str
    home: Cell
    group: ResidentialGroup
    address: str
    residence: str
    work: Work
    exemption: str
    zeal: float
    has_sign_in: bool
    member: Member | None = None
    account: Account | None = None
    # Whether the ward has given them to their cell.
    is_settled: bool = False
    # The member whom a visitor may be.
    is_known: bool = False

    @property
    def row(self) -> Member:
        """The member, once they are written down."""
        if self.member is None:
            raise LookupError(self.particulars.full_name)
        return self.member


def invent(
    rng: Random, town: Town, home: Cell, number: int, today: dt.date
) -> Neighbour:
    """Make up somebody who lives in a cell."""
    work = rng.choices(town.works, weights=[w.place.weight for w in town.works])[0]
    sex = rng.choice("MF")
    born = today - dt.timedelta(days=rng.randint(24 * 365, 59 * 365))
    is_new = rng.randrange(100) < PROBATION
    joined = _joined(rng, born, today, is_new=is_new)
    is_exempt = bool(work.place.exempt) and rng.randrange(100) < EXEMPT
    return Neighbour(
        particulars=roster.Particulars(
            full_name=names.full_name(rng, sex),
            sex=SEXES[sex],
            born_on=born,
            joined_on=joined,
            official_on=None if is_new else joined + dt.timedelta(days=366),
            party_card_no="" if is_new else f"96{number:06d}",
            phone_number=f"{rng.choice(PREFIXES)}{rng.randrange(10**6):06d}",
        ),
        job=rng.choice(work.place.jobs),
        home=home,
        group=rng.choice(home.groups),
        address=f"Số {rng.randint(1, 240)}, đường {rng.choice(places.STREETS)}",
        residence=ResidenceKind.TEMPORARY
        if rng.randrange(100) < TEMPORARY
        else ResidenceKind.PERMANENT,
        work=work,
        exemption=work.place.exempt if is_exempt else "",
        zeal=rng.betavariate(2, 2),
        has_sign_in=rng.randrange(100) < SIGN_INS,
    )


def make_known(everybody: list[Neighbour], town: Town) -> None:
    """Let the first who lives in the cell of the personas be the one to be played."""
    known = next(n for n in everybody if n.home.unit.code.endswith(HOME_CELL))
    known.work = next(w for w in town.works if w.place.code == HOME_WORK)
    known.job, known.exemption = "Điều dưỡng trưởng", ""
    known.zeal, known.has_sign_in, known.is_known = 0.8, True, True
    born, joined = dt.date(1984, 4, 12), dt.date(2009, 9, 2)
    known.particulars = replace(
        known.particulars,
        full_name=NAME,
        sex=SEXES["F"],
        born_on=born,
        joined_on=joined,
        official_on=joined + dt.timedelta(days=365),
        party_card_no="96000000",
        email=address("member"),
    )


def _joined(rng: Random, born: dt.date, today: dt.date, *, is_new: bool) -> dt.date:
    if is_new:
        return today - dt.timedelta(days=rng.randint(80, 330))
    first = born + dt.timedelta(days=20 * 365)
    latest = today - dt.timedelta(days=3 * 365)
    return first + dt.timedelta(days=rng.randint(0, max(1, (latest - first).days)))


class Arrivals:
    """Lets every neighbour arrive, each at their time and on their way of papers."""

    def __init__(self, town: Town, works: Clockwork) -> None:
        self.town, self.works, self.rng = town, works, town.rng

    def expect(self, neighbours: list[Neighbour]) -> None:
        """Plan the arrival of everybody; the last ones' papers are still on the way."""
        late = LAST if len(neighbours) > 4 * len(LAST) else LAST[::4]
        fates = ("ASSIGNED",) * (len(neighbours) - len(late)) + late
        for neighbour, fate in zip(neighbours, fates, strict=True):
            day = self.day_of(neighbour, fate)
            hour, minute = self.rng.randint(8, 10), self.rng.randrange(60)
            self.works.at(day, hour, minute, partial(self.arrive, neighbour, fate))

    def day_of(self, neighbour: Neighbour, fate: str) -> dt.date:
        if fate != "ASSIGNED":
            return self.works.ago(self.rng.randint(4, 9))
        if neighbour.is_known:
            return self.town.begun + dt.timedelta(days=9)
        if neighbour.particulars.official_on is None:
            return self.works.ago(self.rng.randint(30, 70))
        if self.rng.randrange(100) < FIRST_WAVE:
            return self.town.begun + dt.timedelta(days=self.rng.randint(8, 55))
        whole = (self.works.ago(30) - self.town.begun).days
        return self.town.begun + dt.timedelta(days=self.rng.randint(60, whole))

    def arrive(self, neighbour: Neighbour, fate: str) -> None:
        """Write the member down at work, and introduce them to the ward."""
        officer, work = neighbour.work.officer, neighbour.work
        neighbour.member = roster.add_member(
            actor=officer,
            cell=self.rng.choice(work.cells),
            particulars=neighbour.particulars,
            job=neighbour.job,
        )
        if neighbour.has_sign_in:
            person = neighbour.member.person
            people.invite(actor=officer, person=person)
            neighbour.account = person.account
        is_own = work.unit == self.town.ward
        paper = roster.issue_introduction(
            actor=officer,
            member=neighbour.member,
            to_ward=self.town.ward,
            residence=neighbour.residence,
            address=neighbour.address,
            group=neighbour.group,
            exemption=neighbour.exemption,
            cell=neighbour.home.unit if is_own and fate == "ASSIGNED" else None,
        )
        if is_own:
            neighbour.is_settled = paper.state == "ASSIGNED"
        elif fate == "WITHDRAWN":
            self.later(1, partial(self.withdraw, neighbour, paper))
        elif fate == "REFUSED":
            self.later(2, partial(self.refuse, paper))
        elif fate != "ISSUED":
            days = self.rng.randint(1, 3) if fate == "RECEIVED" else self.days_of_rest()
            self.later(days, partial(self.receive, neighbour, paper, fate))

    def days_of_rest(self) -> int:
        """Return how long a paper lies: a few days mostly, at times too long."""
        return self.rng.choice((1, 1, 2, 2, 3, 4, 5, 8, 14))

    def later(self, days: int, do: Callable[[], object]) -> None:
        day = clock.today() + dt.timedelta(days=days)
        self.works.at(day, self.rng.randint(13, 16), self.rng.randrange(60), do)

    def withdraw(self, neighbour: Neighbour, paper: Introduction) -> None:
        roster.withdraw_introduction(actor=neighbour.work.officer, introduction=paper)

    def refuse(self, paper: Introduction) -> None:
        reason = self.rng.choice(sayings.REFUSALS)
        roster.refuse_introduction(
            actor=self.town.clerk, introduction=paper, reason=reason
        )

    def receive(self, neighbour: Neighbour, paper: Introduction, fate: str) -> None:
        link = roster.receive_introduction(actor=self.town.clerk, introduction=paper)
        if fate == "ASSIGNED":
            self.later(self.days_of_rest(), partial(self.assign, neighbour, link))

    def assign(self, neighbour: Neighbour, link: HomeLink) -> None:
        roster.assign_to_cell(
            actor=self.town.clerk, home_link=link, cell=neighbour.home.unit
        )
        neighbour.is_settled = True
