"""A member's own standing: where they belong, what they said, what the rule asks."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from ganket.kernel import clock
from ganket.reviews.queries import evidence_of, words_of
from ganket.roster.enums import IntroductionState
from ganket.roster.models import Exemption, Introduction, Member
from ganket.rulebook.enums import Measure, Party
from ganket.rulebook.models import Duty
from ganket.rulebook.queries import pack_on
from ganket.shell.queries import Hats
from ganket.shell.roads import address


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is on record of one kind this year, in a sentence, and where it is kept."""

    title: str
    words: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Own:
    """``paper`` is how far the newest introduction is where there is no home yet.

    ``record`` is what stands beside the criteria of a review, word for word: the
    member knows all year long what the cell knows.
    """

    has_home: bool
    has_cell: bool
    paper: str
    sent_on: dt.date | None
    rule: str
    duties: tuple[Duty, ...]
    record: tuple[Line, ...]


def own_of(hats: Hats) -> Own | None:
    """Return a member's own standing, none for who is no member. Five queries."""
    if hats.own is None or hats.own.member is None:
        return None
    papers = Introduction.objects.filter(member=OuterRef("pk"))
    newest = papers.exclude(state=IntroductionState.WITHDRAWN).order_by("-pk")
    exempt = Exemption.objects.filter(Exemption.in_force(), member=OuterRef("pk"))
    row = (
        Member.objects.filter(pk=hats.own.member)
        .values(
            exempt=Exists(exempt),
            paper=Subquery(newest.values("state")[:1]),
            sent_on=Subquery(newest.values("issued_on")[:1]),
        )
        .get()
    )
    pack = pack_on(clock.today())
    return Own(
        has_home=hats.has_home,
        has_cell=hats.home_cell is not None,
        paper=row["paper"] or "",
        sent_on=row["sent_on"],
        rule=pack.short_title,
        duties=pack.duties_of(Party.MEMBER, exempt=row["exempt"]),
        record=_record(hats.own.member) if hats.has_home else (),
    )


def _record(member: int) -> tuple[Line, ...]:
    evidence = evidence_of(Member(pk=member), clock.today().year)
    kept = (
        (_("Sinh hoạt"), Measure.ATTENDANCE, "meetings:list"),
        (_("Ý kiến"), Measure.OPINIONS, "opinions:list"),
        (_("Việc làm cho nơi ở"), Measure.CONTRIBUTIONS, "contributions:mine"),
    )
    return tuple(
        Line(title=title, words=words_of(measure, evidence), url=address(page))
        for title, measure, page in kept
    )
