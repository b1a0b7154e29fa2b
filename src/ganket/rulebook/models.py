"""What a regulation says, as frozen records read from the data folder.

A ``mark`` speaks of the fact. The words of a duty or criterion may be shorter
than the regulation's own.
"""

import datetime as dt
from dataclasses import dataclass

from ganket.rulebook.criteria import Criterion
from ganket.rulebook.enums import DeadlineKind, Mark, Party
from ganket.rulebook.forms import IntroductionForm, RequestForm, ReviewForm

MONTHS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A published text, or a part of one, on which the pack rests."""

    number: str
    title: str
    issued_on: dt.date | None = None
    mark: Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """One thing that the regulation asks of one party.

    ``applies_to_exempt`` says whether it still binds a member who is exempt
    from meetings.
    """

    party: Party
    number: int
    text: str
    mark: Mark
    applies_to_exempt: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A part of the year in which a cell owes its members one meeting."""

    key: str
    label: str
    first_month: int
    last_month: int
    mark: Mark

    def __post_init__(self) -> None:
        """Refuse months that are none, or that run backwards."""
        if not 1 <= self.first_month <= self.last_month <= MONTHS:
            raise ValueError("a period runs forward within one year")

    def span(self, year: int) -> tuple[dt.date, dt.date]:
        """Return the first day and the day after the last."""
        after = self.last_month % MONTHS + 1
        return (
            dt.date(year, self.first_month, 1),
            dt.date(year + (after == 1), after, 1),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Exemption:
    """A kind of member for whom part of the rule does not hold.

    ``is_introduced`` false means: must never be entered; the workplace keeps a
    count and no more.
    """

    key: str
    label: str
    description: str
    is_introduced: bool
    attends_meetings: bool
    is_reviewed_yearly: bool
    mark: Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """How many working days a step may take."""

    kind: DeadlineKind
    label: str
    working_days: int
    mark: Mark

    def __post_init__(self) -> None:
        """Refuse a deadline that has passed before it starts."""
        if self.working_days < 1:
            raise ValueError("a deadline is at least one working day")


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What things are called while the regulation is in force."""

    member: str
    members_short: str
    relation: str
    ward: str
    hamlet: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Signatories:
    """In whose name papers are signed, in the regulation's own abbreviations."""

    cell: str
    cell_committee: str
    ward_committee: str
    secretary: str
    deputy: str
    chair: str
    recorder: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RulePack:
    """One regulation with its forms, for the days on which it is in force.

    The span is half-open: ``in_force_until`` no longer belongs to it, and none
    means until further notice. ``least_age`` is that of joining the party, in years.
    """

    key: str
    title: str
    short_title: str
    issuer: str
    issued_on: dt.date
    in_force_from: dt.date
    least_age: int
    in_force_until: dt.date | None = None
    sources: tuple[Source, ...]
    duties: tuple[Duty, ...]
    periods: tuple[Period, ...]
    exemptions: tuple[Exemption, ...] = ()
    deadlines: tuple[Deadline, ...]
    introduction_form: IntroductionForm
    request_form: RequestForm
    review_forms: tuple[ReviewForm, ...]
    words: Words
    signatories: Signatories

    def __post_init__(self) -> None:
        """Refuse a pack with a hole in it."""
        if self.in_force_until and self.in_force_until <= self.in_force_from:
            raise ValueError("in_force_until does not come after in_force_from")
        _each_once("exemptions", [kind.key for kind in self.exemptions])
        _each_once("review_forms", [form.key for form in self.review_forms])
        _each_once("deadlines", [deadline.kind for deadline in self.deadlines])
        missing = set(DeadlineKind) - {deadline.kind for deadline in self.deadlines}
        if missing:
            raise ValueError(f"deadlines: {min(missing)} is missing")
        for party in Party:
            numbers = [duty.number for duty in self.duties_of(party)]
            if numbers != list(range(1, len(numbers) + 1)) or not numbers:
                raise ValueError(f"duties of {party} are not numbered from 1 on")
        _cover_the_year(self.periods)
        if not any(not form.for_exempt for form in self.review_forms):
            raise ValueError("review_forms: none is for members who attend")

    def is_in_force(self, day: dt.date) -> bool:
        """Say whether the regulation binds on this day."""
        return self.in_force_from <= day and (
            self.in_force_until is None or day < self.in_force_until
        )

    def duties_of(self, party: Party, *, exempt: bool = False) -> tuple[Duty, ...]:
        """Return what one party owes, in the regulation's order."""
        return tuple(
            duty
            for duty in self.duties
            if duty.party is party and (duty.applies_to_exempt or not exempt)
        )

    def period_on(self, day: dt.date) -> Period:
        """Return the part of the year into which a day falls."""
        return next(
            period
            for period in self.periods
            if period.first_month <= day.month <= period.last_month
        )

    def exemption(self, key: str) -> Exemption:
        """Return one kind of exemption; an unknown key is a KeyError."""
        return {kind.key: kind for kind in self.exemptions}[key]

    def review_form(self, key: str) -> ReviewForm:
        """Return one form of review; an unknown key is a KeyError."""
        return {form.key: form for form in self.review_forms}[key]

    def review_form_for(self, *, exempt: bool) -> ReviewForm:
        """Return the form on which such a member is reviewed."""
        fitting = [form for form in self.review_forms if form.for_exempt is exempt]
        return (fitting or list(self.review_forms))[0]

    def working_days(self, kind: DeadlineKind) -> int:
        """Return how many working days a step may take."""
        return {each.kind: each.working_days for each in self.deadlines}[kind]

    def criterion(self, form_key: str, key: str) -> Criterion:
        """Return one criterion of one form; an unknown key is a KeyError."""
        return self.review_form(form_key).criterion(key)


def _each_once(name: str, keys: list[str]) -> None:
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"{name}: {twice[0]} stands there twice")


def _cover_the_year(periods: tuple[Period, ...]) -> None:
    months = [
        month
        for period in periods
        for month in range(period.first_month, period.last_month + 1)
    ]
    if months != list(range(1, MONTHS + 1)):
        raise ValueError("periods do not cover each month of the year once")
