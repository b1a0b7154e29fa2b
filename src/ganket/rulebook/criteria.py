"""What a review asks, the levels it offers, and how the record bears on them."""

from dataclasses import dataclass

from ganket.rulebook.enums import CriterionKind, Mark, Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """One answer to a criterion. A higher rank is better; no rank is no judgement."""

    key: str
    label: str
    rank: int | None = None


# A level of our own beside the official ones. The official form has no box for
# it: the criterion is left unticked and the remarks say so.
UNKNOWN = Level(key="UNKNOWN", label="chưa đủ thông tin để nhận xét")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """From this value on the record bears out these levels, the nearest first.

    ``at_least`` counts its own value in, ``more_than`` does not; a step has one
    of the two.
    """

    at_least: float | None = None
    more_than: float | None = None
    levels: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a step without a floor, with two, or without levels."""
        if (self.at_least is None) == (self.more_than is None):
            raise ValueError("a step has either at_least or more_than")
        if not self.levels:
            raise ValueError("a step bears out at least one level")

    @property
    def floor(self) -> tuple[float, bool]:
        """Return the value with whether it is itself left out; the order of steps."""
        if self.at_least is not None:
            return (self.at_least, False)
        return (self.more_than or 0.0, True)

    def reaches(self, value: float) -> bool:
        """Say whether a value stands on this step."""
        floor, is_left_out = self.floor
        return value > floor if is_left_out else value >= floor


@dataclass(frozen=True, kw_only=True, slots=True)
class Measurement:
    """How a count on record bears on a criterion: steps from the best down.

    ``unknown_disagrees`` marks a record so complete that *not enough known*
    would contradict it. Where the record is thin by nature it never does.
    """

    by: Measure
    steps: tuple[Step, ...]
    unknown_disagrees: bool = False
    mark: Mark

    def __post_init__(self) -> None:
        """Refuse steps out of order, or that leave a value without a step."""
        floors = [step.floor for step in self.steps]
        if floors != sorted(set(floors), reverse=True):
            raise ValueError("steps do not run from the highest floor down")
        if not floors or floors[-1] != (0.0, False):
            raise ValueError("the last step is not at_least = 0")

    def step_for(self, value: float) -> Step:
        """Return the highest step that a value reaches."""
        return next(step for step in self.steps if step.reaches(value))


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """One numbered question of a review form.

    ``levels`` are the official ones, best first. ``choices`` is what may be
    chosen on a screen.
    """

    key: str
    number: int
    text: str
    short_text: str
    kind: CriterionKind
    levels: tuple[Level, ...] = ()
    allows_unknown: bool = False
    measurement: Measurement | None = None
    mark: Mark

    def __post_init__(self) -> None:
        """Refuse levels that do not fit the kind of question."""
        keys = [level.key for level in self.levels]
        if len(set(keys)) != len(keys) or UNKNOWN.key in keys:
            raise ValueError("a level stands there twice, or takes the key UNKNOWN")
        _check_ranks(self.kind, [level.rank for level in self.levels])
        if self.kind is not CriterionKind.LEVEL:
            if self.measurement or self.allows_unknown:
                raise ValueError("only a criterion with levels can be measured")
        elif self.measurement:
            named = {key for step in self.measurement.steps for key in step.levels}
            if not named <= set(keys):
                raise ValueError(f"steps name {min(named - set(keys))}, no level")

    @property
    def measured_by(self) -> Measure | None:
        """Return what on record bears on this criterion, if anything does."""
        return self.measurement.by if self.measurement else None

    @property
    def choices(self) -> tuple[Level, ...]:
        """Return the official levels and, where it is allowed, not enough known."""
        return (*self.levels, UNKNOWN) if self.allows_unknown else self.levels

    def level(self, key: str) -> Level:
        """Return one of the choices; an unknown key is a KeyError."""
        return {level.key: level for level in self.choices}[key]


def _check_ranks(kind: CriterionKind, ranks: list[int | None]) -> None:
    if kind is CriterionKind.LEVEL:
        if len(ranks) < 2 or ranks != list(range(len(ranks), 0, -1)):  # noqa: PLR2004 - one level is no choice
            raise ValueError("levels are two or more, best first, ranked down to 1")
    elif kind is CriterionKind.TEXT:
        if ranks:
            raise ValueError("a question answered in words has no levels")
    elif any(rank is not None for rank in ranks):
        raise ValueError("a proposal is no judgement and has no rank")
