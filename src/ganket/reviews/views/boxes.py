"""What stands beside each criterion on a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ganket.kernel.text import begun
from ganket.reviews import queries
from ganket.reviews.commands import Given
from ganket.reviews.models import Answer, Review
from ganket.rulebook.criteria import UNKNOWN, Criterion, Level
from ganket.rulebook.enums import CriterionKind, Measure
from ganket.rulebook.evidence import Evidence
from ganket.ui.wording import official


@dataclass(frozen=True, kw_only=True)
class Box:
    """One criterion: what the record says of it, what may be chosen, what was said.

    ``differing`` are the choices that contradict the record. ``theirs`` is what
    somebody else has saved meanwhile, where the two writings differ.
    """

    key: str
    title: str
    text: str
    is_level: bool
    record: str
    marks: tuple[str, ...]
    shows_works: bool
    choices: tuple[tuple[str, str, bool], ...]
    differing: frozenset[str]
    level: str
    is_unknown: bool
    said: str
    reason: str
    theirs: str = ""


def boxes_of(
    review: Review,
    evidence: Evidence,
    answers: Mapping[str, Answer],
    theirs: Mapping[str, Given] | None = None,
    *,
    is_touched: bool = False,
) -> list[Box]:
    """Return a box for each criterion of the review's form.

    ``is_touched`` where the cell has sent this form already: every choice is its own.
    """
    return [
        _box(
            criterion,
            evidence,
            answers.get(criterion.key, Answer()),
            (theirs or {}).get(criterion.key),
            # What stands there before anybody has chosen accuses nobody.
            is_open=not (is_touched or review.is_finished),
        )
        for criterion in review.paper.criteria
    ]


def _box(
    criterion: Criterion,
    evidence: Evidence,
    answer: Answer,
    theirs: Given | None,
    *,
    is_open: bool,
) -> Box:
    measure = criterion.measured_by
    return Box(
        key=criterion.key,
        title=official(f"{criterion.number}. {criterion.short_text}"),
        text="" if criterion.text == criterion.short_text else official(criterion.text),
        is_level=criterion.kind is CriterionKind.LEVEL,
        record=queries.words_of(measure, evidence),
        marks=_marks(evidence) if measure is Measure.ATTENDANCE else (),
        shows_works=measure is Measure.CONTRIBUTIONS,
        choices=tuple(
            (level.key, _label(level), level == UNKNOWN) for level in criterion.choices
        ),
        differing=frozenset(
            level.key
            for level in criterion.choices
            if queries.level_disagrees(criterion, level.key, evidence)
            and not (level == UNKNOWN and is_open and not answer.reason)
        ),
        level=_label(criterion.level(answer.level)) if answer.level else "",
        is_unknown=answer.level == UNKNOWN.key,
        said=answer.text,
        reason=answer.reason,
        theirs=_in_words(criterion, theirs) if theirs else "",
    )


def _marks(evidence: Evidence) -> tuple[str, ...]:
    told = evidence.present + evidence.excused + evidence.absent
    return (
        *["present"] * evidence.present,
        *["excused"] * evidence.excused,
        *["absent"] * evidence.absent,
        *["unknown"] * (evidence.meetings_held - told),
    )


def _in_words(criterion: Criterion, given: Given) -> str:
    level = begun(criterion.level(given.level).label) if given.level else ""
    return " · ".join(filter(None, [level, given.text, given.reason]))


def _label(level: Level) -> str:
    # Not enough known is a level of ours, not of the official form.
    if level == UNKNOWN:
        return _("Chưa đủ thông tin để nhận xét")
    return official(begun(level.label))
