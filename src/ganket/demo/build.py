"""Building the demo: the town first, then two half-years in the order of time."""

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.contrib.auth.hashers import make_password
from django.db.models import F

from ganket.accounts.models import Account, Invitation
from ganket.demo import arrivals, gatherings, life, season
from ganket.demo.clockwork import Clockwork
from ganket.demo.town import Town, found
from ganket.journal import commands as journal
from ganket.kernel import clock

SEED = 76213
# How long the ward has been at it, at most since the country was reorganised.
DAYS = 400
DAYS_TO_ACCEPT = 7
REORGANISED_ON = dt.date(2025, 7, 1)


@dataclass(frozen=True)
class Size:
    """How large the demo is: how many live in a cell, of a hundred that there could be."""

    cells: int = 12
    works: int = 14
    share: int = 100


WHOLE = Size()
SMALL = Size(cells=3, works=3, share=12)


def build(size: Size = WHOLE, seed: int = SEED) -> Iterator[tuple[int, int]]:
    """Build the demo in an empty database. Yields how much is done, of how much by now."""
    now = clock.now()
    works = Clockwork(now)
    begun = max(REORGANISED_ON, works.ago(DAYS))
    rng = Random(seed)  # noqa: S311 - for a story, not for a secret
    with clock.at(clock.moment(begun, 8)):
        town = found(rng, begun, cells=size.cells, works=size.works)
    neighbours = invent_all(rng, town, size, works.today)
    arrivals.Arrivals(town, works).expect(neighbours)
    living = life.Life(town, works, neighbours)
    living.plan()
    gatherings.Gatherings(town, works, living).plan()
    season.Season(town, works, neighbours).plan()
    yield from works.run()
    accept_codes(now)
    journal.seal_waiting()


def accept_codes(now: dt.datetime) -> None:
    """Let whoever has had a code for some days have set a password: one nobody knows.

    One hash for all of them: each takes its time, and these open nothing.
    """
    had = now - dt.timedelta(days=DAYS_TO_ACCEPT)
    held = Invitation.objects.filter(used_at=None, replaced_at=None, created_at__lt=had)
    accounts = Account.objects.filter(pk__in=held.values("account"))
    accounts.update(password=make_password(secrets.token_urlsafe()))
    held.update(used_at=F("created_at") + dt.timedelta(days=1))


def invent_all(
    rng: Random, town: Town, size: Size, today: dt.date
) -> list[arrivals.Neighbour]:
    homes = [cell for cell in town.cells for _ in range(cell.share * size.share // 100)]
    rng.shuffle(homes)
    everybody = [
        arrivals.invent(rng, town, home, number, today)
        for number, home in enumerate(homes, start=1)
    ]
    arrivals.make_known(everybody, town)
    return everybody
