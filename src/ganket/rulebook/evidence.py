"""What is on record about a member, held against what is about to be written."""

from dataclasses import dataclass

from ganket.rulebook.criteria import UNKNOWN, Criterion, Level, Step
from ganket.rulebook.enums import Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """Counts of one member's year at home.

    ``meetings_held`` are those at which the member was expected, or came. Money, reading
    and signing in have no place here and must never get one.
    """

    meetings_held: int = 0
    present: int = 0
    excused: int = 0
    absent: int = 0
    opinions_raised: int = 0
    opinions_closed: int = 0
    contributions: int = 0
    contacts: int = 0

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        counts = [getattr(self, name) for name in self.__dataclass_fields__]
        if min(counts) < 0:
            raise ValueError("a count is below zero")
        if self.present + self.excused + self.absent > self.meetings_held:
            raise ValueError("more sittings than meetings")
        if self.opinions_closed > self.opinions_raised:
            raise ValueError("more opinions closed than raised")

    def value(self, measure: Measure) -> float | None:
        """Return the value to set against the steps; None where nothing was held.

        An excused absence is no fault, so it counts as taken part. Keeping in
        touch with the cell counts beside opinions, as the criterion names both.
        """
        if measure is Measure.ATTENDANCE:
            if not self.meetings_held:
                return None
            return (self.present + self.excused) / self.meetings_held
        if measure is Measure.OPINIONS:
            return float(self.opinions_raised + self.contacts)
        return float(self.contributions)


def suggested_level(criterion: Criterion, evidence: Evidence) -> Level | None:
    """Return the level that the record bears out; None where it bears on none."""
    step = _step(criterion, evidence)
    return criterion.level(step.levels[0]) if step else None


def disagrees(criterion: Criterion, level: Level, evidence: Evidence) -> bool:
    """Say whether a level contradicts the record, so that a reason is due.

    A criterion that the record does not bear on is never contradicted.
    """
    step = _step(criterion, evidence)
    if step is None or criterion.measurement is None:
        return False
    if level == UNKNOWN:
        return criterion.measurement.unknown_disagrees
    return level.key not in step.levels


def _step(criterion: Criterion, evidence: Evidence) -> Step | None:
    if criterion.measurement is None:
        return None
    value = evidence.value(criterion.measurement.by)
    return None if value is None else criterion.measurement.step_for(value)
