"""The cell writes a review."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import text
from ganket.kernel.errors import ChangedMeanwhile, Refused
from ganket.reviews import policies, queries
from ganket.reviews.commands.moves import advance, note, state_now
from ganket.reviews.enums import ReviewState
from ganket.reviews.models import Answer, Review
from ganket.rulebook.criteria import Criterion
from ganket.rulebook.evidence import Evidence
from ganket.rulebook.forms import ReviewForm as Paper

SAVED = journal.verb("reviews.saved", _("viết nhận xét"))

LONGEST_TEXT = 5000
LONGEST_REASON = 1000


NOT_BEGUN = _("Đợt nhận xét chưa bắt đầu. Từ ngày %(day)s chi bộ viết nhận xét.")
TOO_LONG = _(
    "Mục %(number)d dài %(length)d chữ, nhiều nhất là %(most)d. Hãy viết gọn lại."
)


class CycleNotBegun(Refused):
    def __init__(self, day: dt.date) -> None:
        super().__init__(NOT_BEGUN % {"day": f"{day:%d/%m/%Y}"})


class NotBeingWritten(Refused):
    message = _(
        "Phiếu này không còn ở bước chi bộ viết. Hãy mở lại phiếu để xem đang ở đâu."
    )


class LevelUnknown(Refused):
    message = _("Mức vừa chọn không có trong phiếu này. Hãy mở lại trang rồi chọn.")


class TextTooLong(Refused):
    def __init__(self, *, number: int, length: int, most: int) -> None:
        told = {"number": number, "length": length, "most": most}
        super().__init__(TOO_LONG % told)


class DraftIncomplete(Refused):
    """The review cannot leave the cell yet; ``gaps`` says what each criterion lacks."""

    message = _("Phiếu chưa xong. Hãy xem các mục được đánh dấu.")

    def __init__(self, gaps: Mapping[str, str]) -> None:
        super().__init__()
        self.gaps = dict(gaps)


NOTHING_SAID = _("Chưa viết gì. Hãy ghi ít nhất một mục.")
LEVEL_MISSING = _(
    "Chưa chọn mức. Nếu chưa biết rõ, chọn “chưa đủ thông tin để nhận xét”."
)
REASON_SHORT = _(
    "Lý do ngắn quá, nơi công tác và đảng viên đọc chưa hiểu vì sao khác với sổ. Hãy "
    "ghi một hai câu."
)
REASON_DUE = _(
    "Mức này khác với sổ ghi. Hãy ghi lý do, một hai câu, hoặc chọn mức khác."
)


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was written on one criterion: a level or words, and why it differs."""

    level: str = ""
    text: str = ""
    reason: str = ""


@transaction.atomic
def save_draft(
    *,
    actor: Account,
    review: Review,
    version: int,
    answers: Mapping[str, Given],
    is_finished: bool = False,
) -> None:
    """Keep what the cell has written so far; nothing is shown to anybody yet.

    With ``is_finished`` the review must be whole. The same words sent twice are
    kept once. Raises NotAllowed, CycleNotBegun, NotBeingWritten, LevelUnknown,
    TextTooLong, DraftIncomplete, ChangedMeanwhile. Then nothing is written.
    """
    policies.reviews.require(actor, policies.WRITE, review)
    if review.cycle is not None and not queries.is_begun(review.cycle):
        raise CycleNotBegun(review.cycle.opens_on)
    given = checked(review.paper, answers)
    if is_finished:
        evidence = queries.evidence_of(review.member, review.year)
        require_whole(review.paper, given, evidence)
    held = _given_of(queries.answers_of(review))
    only = Q(state=ReviewState.DRAFT, version=version)
    moved = advance(review, only=only, is_finished=is_finished)
    if moved is None:
        _explain(review, given, is_finished=is_finished)
        return
    _write(review, given)
    changes = {
        f"{criterion.number}. {criterion.short_text}": [
            _in_words(criterion, held.get(criterion.key, Given())),
            _in_words(criterion, given[criterion.key]),
        ]
        for criterion in review.paper.criteria
        if held.get(criterion.key, Given()) != given[criterion.key]
    }
    note(actor=actor, verb=SAVED, review=review, changes=changes | moved)


def _in_words(criterion: Criterion, given: Given) -> str:
    level = criterion.level(given.level).label if given.level else ""
    reason = f"({given.reason})" if given.reason else ""
    return " ".join(filter(None, [level, given.text, reason]))


def _explain(review: Review, given: Mapping[str, Given], *, is_finished: bool) -> None:
    """Say why nothing was written, unless the very same words stand there already."""
    if state_now(review) != ReviewState.DRAFT:
        raise NotBeingWritten
    review.refresh_from_db()
    theirs = _given_of(queries.answers_of(review))
    if theirs == given and review.is_finished == is_finished:
        return
    raise ChangedMeanwhile({key: asdict(answer) for key, answer in theirs.items()})


def _write(review: Review, given: Mapping[str, Given]) -> None:
    Answer.objects.bulk_create(
        [
            Answer(review=review, criterion=key, **asdict(answer))
            for key, answer in given.items()
        ],
        update_conflicts=True,
        unique_fields=["review", "criterion"],
        update_fields=["level", "text", "reason"],
    )


def _given_of(answers: Mapping[str, Answer]) -> dict[str, Given]:
    return {
        key: Given(level=each.level, text=each.text, reason=each.reason)
        for key, each in answers.items()
    }


def checked(paper: Paper, answers: Mapping[str, Given]) -> dict[str, Given]:
    """Return one tidy answer for each criterion of the form.

    Raises LevelUnknown for a criterion or level that the form does not have,
    TextTooLong.
    """
    if not set(answers) <= {criterion.key for criterion in paper.criteria}:
        raise LevelUnknown
    return {
        criterion.key: _checked(criterion, answers.get(criterion.key, Given()))
        for criterion in paper.criteria
    }


def _checked(criterion: Criterion, given: Given) -> Given:
    if given.level and given.level not in {each.key for each in criterion.choices}:
        raise LevelUnknown
    words = "" if criterion.choices else text.tidy_lines(given.text)
    reason = text.tidy_lines(given.reason) if criterion.measurement else ""
    for said, most in ((words, LONGEST_TEXT), (reason, LONGEST_REASON)):
        if len(said) > most:
            raise TextTooLong(number=criterion.number, length=len(said), most=most)
    return Given(level=given.level, text=words, reason=reason)


def lack_of(reason: str) -> str:
    """Say what is wrong with a reason; nothing where it can be one."""
    if not reason:
        return str(REASON_DUE)
    return "" if text.is_reason(reason) else str(REASON_SHORT)


def require_whole(
    paper: Paper, answers: Mapping[str, Given | Answer], evidence: Evidence
) -> None:
    """Raise DraftIncomplete where a level, a reason or every word is missing."""
    gaps: dict[str, str] = {}
    for criterion in paper.criteria:
        given = answers.get(criterion.key, Given())
        if criterion.choices and not given.level:
            gaps[criterion.key] = str(LEVEL_MISSING)
        elif queries.level_disagrees(criterion, given.level, evidence) and (
            lack := lack_of(given.reason)
        ):
            gaps[criterion.key] = lack
    if not any(criterion.choices for criterion in paper.criteria) and not any(
        answer.text for answer in answers.values()
    ):
        gaps[paper.criteria[0].key] = str(NOTHING_SAID)
    if gaps:
        raise DraftIncomplete(gaps)
