"""The wording of the three forms: introduction, request for a review, review."""

from dataclasses import dataclass

from ganket.rulebook import wording
from ganket.rulebook.criteria import Criterion
from ganket.rulebook.enums import CriterionKind, IntroductionField, Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledField:
    """A line of a form: what it asks for, and by what name."""

    key: IntroductionField
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IntroductionForm:
    """F1: one sheet that is issued, then received, then assigned to a cell."""

    version: str
    code: str = ""
    title: str
    to_label: str
    basis: str
    fields: tuple[LabelledField, ...]
    exempt_line: str
    request: str
    receipt_title: str
    received_label: str
    assigned_label: str
    mark: Mark

    def __post_init__(self) -> None:
        """Refuse places that nothing fills, and a form without a name on it."""
        wording.check(self.exempt_line, {"exemption"})
        wording.check(self.request, {"member"})
        keys = [field.key for field in self.fields]
        if len(set(keys)) != len(keys):
            raise ValueError("fields: a line stands there twice")
        if IntroductionField.NAME not in keys:
            raise ValueError("fields: NAME is missing")


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestForm:
    """F2: the workplace asks for a review of one member, or of a list."""

    version: str
    code: str = ""
    title: str
    subtitle: str
    to_label: str
    basis: str
    body_one: str
    body_many: str
    yearly_reason: str
    other_reason: str
    reply_by: str
    columns: tuple[str, ...]
    mark: Mark

    def __post_init__(self) -> None:
        """Refuse places that nothing fills, and a list that is not five wide."""
        wording.check(self.body_one, {"workplace", "member"})
        wording.check(self.body_many, {"workplace", "count"})
        wording.check(self.yearly_reason, {"year"})
        wording.check(self.other_reason, {"reason"})
        wording.check(self.reply_by, {"workplace", "day"})
        if len(self.columns) != len(("number", "name", "born", "cell", "residence")):
            raise ValueError("columns are five: number, name, born, cell, residence")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewForm:
    """F3: how a cell writes about one member.

    ``opening_alone`` is for a cell too small for a committee.
    """

    key: str
    version: str
    code: str = ""
    title: str
    subtitle: str
    period: str
    opening: str
    opening_alone: str
    criteria: tuple[Criterion, ...]
    unknown_remark: str = ""
    confirmation_title: str
    for_exempt: bool = False
    mark: Mark

    def __post_init__(self) -> None:
        """Refuse gaps in the numbers and remarks that have nowhere to stand."""
        for opening in (self.opening, self.opening_alone):
            wording.check(opening, {"cell", "front", "member"})
        wording.check(self.period, {"year"})
        wording.check(self.confirmation_title, {"ward"})
        wording.check(self.unknown_remark, {"numbers"})
        numbers = [criterion.number for criterion in self.criteria]
        if numbers != list(range(1, len(numbers) + 1)) or not numbers:
            raise ValueError("criteria are not numbered from 1 on")
        keys = [criterion.key for criterion in self.criteria]
        if len(set(keys)) != len(keys):
            raise ValueError("criteria: a key stands there twice")
        unknowable = any(criterion.allows_unknown for criterion in self.criteria)
        if unknowable and (not self.unknown_remark or self.remarks is None):
            raise ValueError("not enough known needs unknown_remark and a last remark")

    @property
    def remarks(self) -> Criterion | None:
        """Return the last question where it is answered in words: other remarks."""
        last = self.criteria[-1]
        return last if last.kind is CriterionKind.TEXT else None

    @property
    def proposal(self) -> Criterion | None:
        """Return the question by which the cell proposes praise or handling."""
        proposals = [
            criterion
            for criterion in self.criteria
            if criterion.kind is CriterionKind.PROPOSAL
        ]
        return proposals[0] if proposals else None

    def criterion(self, key: str) -> Criterion:
        """Return one criterion; an unknown key is a KeyError."""
        return {criterion.key: criterion for criterion in self.criteria}[key]
