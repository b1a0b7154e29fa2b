"""Moving an opinion on, step by step, until its proposer says that it is settled.

    raised → received → answered → closed
       ↑___passed up__↓      ↓
       ↑_____________rejected

What was taken down wrongly is withdrawn by whoever wrote it, before all of this:
see ``withdrawing``.

Each step is a guarded update on the version that its author has read: of two
who act at once one moves the opinion, and the other hears what stands now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock, text
from ganket.kernel.errors import NotAllowed, Refused
from ganket.opinions import policies, queries
from ganket.opinions.commands.intake import LONGEST_TEXT, TextTooLong, due_from
from ganket.opinions.enums import UNANSWERED, OpinionState, Outcome, StepKind
from ganket.opinions.models import Opinion, Step
from ganket.org.models import Unit
from ganket.people.queries import acting_person_id, helper_id
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure

RECEIVED = journal.verb("opinions.received", _("tiếp nhận ý kiến"))
PASSED_UP = journal.verb("opinions.passed_up", _("chuyển ý kiến lên cấp trên"))
ANSWERED = journal.verb("opinions.answered", _("trả lời ý kiến"))
ACCEPTED = journal.verb("opinions.accepted", _("đồng ý ý kiến đã xong"))
REJECTED = journal.verb("opinions.rejected", _("cho là ý kiến chưa xong"))


class MovedMeanwhile(Refused):
    """The opinion is no longer where its author read it; the sentence says where."""

    def __init__(self, opinion: Opinion) -> None:
        now = Opinion.objects.select_related("holder").get(pk=opinion.pk)
        sentence = __(
            "Ý kiến số %(code)s vừa có người khác xử lý; lúc này: %(state)s, nơi giữ: "
            "%(holder)s. Hãy mở lại ý kiến, đọc bước mới nhất rồi làm tiếp."
        )
        told = {
            "code": now.code,
            "state": str(now.get_state_display()).lower(),
            "holder": now.holder.full_name,
        }
        super().__init__(sentence % told)


class NobodyAbove(Refused):
    message = _(
        "Không còn cấp trên nào trong hệ thống để chuyển. Hãy trả lời người nêu, nói rõ "
        "việc nào làm được, việc nào chưa và vì sao."
    )


class ReasonMissing(Refused):
    message = _("Chưa ghi lời giải thích. Hãy viết vài câu để người nêu hiểu vì sao.")


class AnswerMissing(ReasonMissing):
    message = _(
        "Chưa viết câu trả lời. Hãy viết đã làm gì, việc nào chưa làm được và vì sao."
    )


class UnsettledMissing(ReasonMissing):
    message = _(
        "Chưa ghi điều gì chưa xong. Hãy viết vài câu để nơi giải quyết tiếp biết phải "
        "làm gì."
    )


class HelperAnswered(NotAllowed):
    message = _(
        "Đồng chí là người đã trả lời ý kiến này nên không nói thay người nêu được. Hãy "
        "để người nêu tự bấm, hoặc nhờ một đồng chí khác giúp."
    )


class OutcomeMissing(Refused):
    message = _("Chưa chọn kết quả. Hãy chọn: đã giải quyết, một phần, hay chưa.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One way on: which step it is, from which states, and its word in the journal."""

    kind: StepKind
    verb: str
    allowed: frozenset[OpinionState]


_RECEIVE = Move(
    kind=StepKind.RECEIVED, verb=RECEIVED, allowed=frozenset({OpinionState.RAISED})
)
_PASS_UP = Move(kind=StepKind.PASSED_UP, verb=PASSED_UP, allowed=UNANSWERED)
_ANSWER = Move(kind=StepKind.ANSWERED, verb=ANSWERED, allowed=UNANSWERED)
_JUDGED = frozenset({OpinionState.ANSWERED})
_ACCEPT = Move(kind=StepKind.ACCEPTED, verb=ACCEPTED, allowed=_JUDGED)
_REJECT = Move(kind=StepKind.REJECTED, verb=REJECTED, allowed=_JUDGED)


@transaction.atomic
def receive_opinion(*, actor: Account, opinion: Opinion, version: int) -> None:
    """Say that the unit that holds it has it in hand. The clock runs on.

    Raises NotAllowed, MovedMeanwhile.
    """
    policies.opinions.require(actor, policies.HANDLE, opinion)
    move(_RECEIVE, actor, opinion, version, {"state": OpinionState.RECEIVED})


@transaction.atomic
def pass_up_opinion(
    *, actor: Account, opinion: Opinion, version: int, text: str
) -> None:
    """Pass it to the next committee above; from now on that one owes the answer.

    The clock of the rule pack starts anew for the new holder.
    Raises NotAllowed, ReasonMissing, TextTooLong, NobodyAbove, MovedMeanwhile.
    """
    policies.opinions.require(actor, policies.HANDLE, opinion)
    why = written(text)
    upper = queries.upper_of(opinion.holder)
    if upper is None:
        raise NobodyAbove
    values = {"state": OpinionState.RAISED, **_held_by(upper)}
    move(_PASS_UP, actor, opinion, version, values, said=why)


@transaction.atomic
def answer_opinion(
    *, actor: Account, opinion: Opinion, version: int, text: str, outcome: str
) -> None:
    """Answer the proposer. It stays open until they say that it is settled.

    Raises NotAllowed, AnswerMissing, TextTooLong, OutcomeMissing, MovedMeanwhile.
    """
    policies.opinions.require(actor, policies.HANDLE, opinion)
    said = written(text, AnswerMissing)
    if outcome not in Outcome.values:
        raise OutcomeMissing
    values = {"state": OpinionState.ANSWERED, "outcome": outcome}
    move(_ANSWER, actor, opinion, version, values, said=said)


@transaction.atomic
def accept_answer(*, actor: Account, opinion: Opinion, version: int) -> None:
    """Close the opinion, on the word of its proposer and of nobody else.

    Raises NotAllowed, HelperAnswered, MovedMeanwhile.
    """
    _require_word(actor, opinion)
    # Read once: midnight of New Year's Eve must not part the row from its count.
    now = clock.now()
    values = {"state": OpinionState.CLOSED, "closed_at": now}
    move(_ACCEPT, actor, opinion, version, values)
    year = clock.local(now).year
    tallies.add(Measure.OPINIONS_CLOSED, unit=opinion.unit, year=year)


@transaction.atomic
def reject_answer(*, actor: Account, opinion: Opinion, version: int, text: str) -> None:
    """Say that it is not settled: it goes back open, one level up where there is one.

    Raises NotAllowed, HelperAnswered, UnsettledMissing, TextTooLong, MovedMeanwhile.
    """
    _require_word(actor, opinion)
    why = written(text, UnsettledMissing)
    upper = queries.upper_of(opinion.holder)
    state = OpinionState.RAISED if upper else OpinionState.RECEIVED
    values = {"state": state, "outcome": "", **_held_by(upper or opinion.holder)}
    move(_REJECT, actor, opinion, version, values, said=why)


def _require_word(actor: Account, opinion: Opinion) -> None:
    """Let the proposer speak, or who serves them; never who gave the answer."""
    policies.opinions.require(actor, policies.JUDGE, opinion)
    if queries.helper_answered(actor, opinion):
        raise HelperAnswered


def _held_by(unit: Unit) -> dict[str, Any]:
    return {"holder": unit, "due_on": due_from(clock.today())}


def written(words: str, missing: type[ReasonMissing] = ReasonMissing) -> str:
    said = text.tidy_lines(words)
    if not said:
        raise missing
    if len(said) > LONGEST_TEXT:
        raise TextTooLong
    return said


def move(
    move: Move,
    actor: Account,
    opinion: Opinion,
    version: int,
    values: Mapping[str, Any],
    *,
    said: str = "",
) -> None:
    standing = Opinion.objects.filter(
        pk=opinion.pk,
        version=version,
        state__in=list(move.allowed),
        holder=opinion.holder_id,
    )
    if not standing.update(version=F("version") + 1, **values):
        raise MovedMeanwhile(opinion)
    acted = opinion.holder
    changes = journal.changed(opinion, values)
    for name, value in {**values, "version": version + 1}.items():
        setattr(opinion, name, value)
    Step.objects.create(
        opinion=opinion,
        kind=move.kind,
        unit=acted,
        holder=opinion.holder,
        person_id=acting_person_id(actor),
        helper_id=helper_id(actor),
        text=said,
        outcome=values.get("outcome", ""),
    )
    journal.record(
        actor=actor,
        verb=move.verb,
        subject=opinion,
        about=opinion.member.person,
        changes=changes,
    )
