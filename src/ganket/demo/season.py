"""The season of reviews, half done: some cells are through, some have not begun."""

import datetime as dt
from functools import partial

from ganket.accounts.models import Account
from ganket.demo import sayings
from ganket.demo.arrivals import Neighbour
from ganket.demo.clockwork import Clockwork
from ganket.demo.life import key
from ganket.demo.town import HOME_CELL, Cell, Town
from ganket.org.models import Unit
from ganket.reviews import commands as reviews
from ganket.reviews import queries
from ganket.reviews.enums import RequestReason, ReviewForm, ReviewState
from ganket.reviews.models import Review
from ganket.rulebook.criteria import UNKNOWN, Criterion
from ganket.rulebook.evidence import Evidence, suggested_level

OPENED, CELLS_DUE, CLOSES = 21, 5, 17
# How far the cells have come, the first three, the next three and so on.
DONE, SHOWN, WRITING, NOT_BEGUN = range(4)
EACH = 3
# Of a hundred: reviews where not enough is known, and those whose level differs
# from the record; members who answer in words, and who say that they have read it.
UNKNOWN_SHARE, DIFFERS, REPLIES, AGREES = 8, 12, 18, 60


class Season:
    def __init__(
        self, town: Town, works: Clockwork, everybody: list[Neighbour]
    ) -> None:
        self.town, self.works, self.rng = town, works, town.rng
        self.everybody = everybody
        self.year = works.ago(OPENED).year

    def plan(self) -> None:
        at = self.works.at
        at(self.works.ago(OPENED), 8, 30, self.open)
        for work in self.town.works:
            day = self.works.ago(self.rng.randint(14, 19))
            at(
                day,
                10,
                self.rng.randrange(60),
                partial(self.ask, work.officer, work.unit),
            )
        for number, cell in enumerate(self.town.cells):
            stage = WRITING if cell.unit.code.endswith(HOME_CELL) else number // EACH
            if stage < NOT_BEGUN:
                at(self.works.ago(12), 19, 30, partial(self.write, cell, stage))
                met = 11 if stage < WRITING else 3
                at(self.works.ago(met), 19, 0, partial(self.meet_front, cell, met))
            if stage < WRITING:
                at(self.works.ago(11), 20, 15, partial(self.show, cell))
            if stage == DONE:
                at(self.works.ago(3), 14, 20, partial(self.confirm, cell))
        for work in self.town.works[::2]:
            at(
                self.works.ago(1),
                9,
                40,
                partial(self.acknowledge, work.officer, work.unit),
            )

    def open(self) -> None:
        today = self.works.today
        reviews.open_cycle(
            actor=self.town.clerk,
            ward=self.town.ward,
            year=self.year,
            opens_on=self.works.ago(OPENED),
            cells_due_on=today + dt.timedelta(days=CELLS_DUE),
            closes_on=today + dt.timedelta(days=CLOSES),
        )

    def ask(self, officer: Account, unit: Unit) -> None:
        """Let a workplace ask for the reviews of its people, on paper F2."""
        members = [
            neighbour.row
            for neighbour in self.everybody
            if neighbour.work.unit == unit and neighbour.is_settled
            if not neighbour.exemption
        ]
        if members:
            reviews.request_reviews(
                actor=officer,
                from_unit=unit,
                to_ward=self.town.ward,
                members=members,
                reason=RequestReason.YEARLY,
                client_key=key(self.rng),
            )

    def write(self, cell: Cell, stage: int) -> None:
        """Let a cell write: all of it, or the first half where it is still at it."""
        rows = list(queries.reviews_of(cell.unit, self.year).order_by("pk"))
        upto = len(rows) if stage < WRITING else len(rows) // 2
        evidence = queries.evidence_for([row.member for row in rows], self.year)
        known = {n.row.pk for n in self.everybody if n.is_known and n.member}
        rows.sort(key=lambda row: row.member_id not in known)
        for row in rows[:upto]:
            reviews.save_draft(
                actor=cell.secretary,
                review=row,
                version=row.version,
                answers=self.answers(row, evidence[row.member_id]),
                is_finished=True,
            )
            if row.member_id in known and stage == WRITING:
                self.works.at(
                    self.works.ago(2), 20, 0, partial(self.show_one, cell, row)
                )

    def meet_front(self, cell: Cell, ago: int) -> None:
        reviews.note_front_meeting(
            actor=cell.secretary,
            cell=cell.unit,
            year=self.year,
            held_on=self.works.ago(ago),
        )

    def show_one(self, cell: Cell, row: Review) -> None:
        """Show one review only: the visitor who plays its member may answer it."""
        row.refresh_from_db()
        reviews.show_to_member(actor=cell.secretary, review=row)

    def answers(self, review: Review, evidence: Evidence) -> dict[str, reviews.Given]:
        zeal = self.rng.random()
        return {
            criterion.key: self.given(criterion, evidence, zeal)
            for criterion in review.paper.criteria
        }

    def given(
        self, criterion: Criterion, evidence: Evidence, zeal: float
    ) -> reviews.Given:
        if not criterion.choices:
            return reviews.Given(text=self.rng.choice(sayings.REMARKS))
        if criterion.allows_unknown and self.rng.randrange(100) < UNKNOWN_SHARE:
            level = UNKNOWN.key
        elif (told := suggested_level(criterion, evidence)) and self.rng.randrange(
            100
        ) >= DIFFERS:
            level = told.key
        else:
            place = int((1 - zeal) * len(criterion.levels))
            level = criterion.levels[min(place, len(criterion.levels) - 1)].key
        if not criterion.allows_unknown:
            level = self.proposed(criterion, zeal)
        differs = queries.level_disagrees(criterion, level, evidence)
        reason = self.rng.choice(sayings.REASONS) if differs else ""
        return reviews.Given(level=level, reason=reason)

    def proposed(self, criterion: Criterion, zeal: float) -> str:
        """Return what the cell proposes: praise for a few, nothing for most."""
        praise, nothing = criterion.levels[0].key, criterion.levels[1].key
        return praise if zeal > 0.82 else nothing  # noqa: PLR2004 - one in five or six

    def show(self, cell: Cell) -> None:
        outcome = reviews.show_finished(
            actor=cell.secretary, cell=cell.unit, year=self.year
        )
        accounts = {n.row.pk: n.account for n in self.everybody if n.member}
        for review in outcome.shown:
            account = accounts.get(review.member_id)
            if account is None:
                continue
            day = self.works.ago(self.rng.randint(5, 10))
            lot = self.rng.randrange(100)
            if lot < REPLIES:
                words = self.rng.choice(sayings.REPLIES)
                do = partial(self.reply, account, review, words)
            elif lot < REPLIES + AGREES:
                do = partial(self.agree, account, review)
            else:
                continue
            self.works.at(day, self.rng.randint(18, 21), self.rng.randrange(60), do)

    def reply(self, account: Account, review: Review, words: str) -> None:
        review.refresh_from_db()
        reviews.reply_to_review(actor=account, review=review, reply=words)

    def agree(self, account: Account, review: Review) -> None:
        review.refresh_from_db()
        reviews.agree_to_review(actor=account, review=review)

    def confirm(self, cell: Cell) -> None:
        shown = queries.reviews_of(cell.unit, self.year).filter(
            state=ReviewState.SHOWN, form=ReviewForm.LONG
        )
        versions = dict(shown.values_list("pk", "version"))
        reviews.confirm_many(
            actor=self.town.leader, cell=cell.unit, year=self.year, versions=versions
        )

    def acknowledge(self, officer: Account, unit: Unit) -> None:
        rows = queries.delivered_to(officer, unit, self.year)
        for row in rows.filter(state=ReviewState.DELIVERED).order_by("pk")[:20]:
            reviews.acknowledge_review(
                actor=officer, review=row, use_stated=self.rng.choice(sayings.USES)
            )
