"""Taking back what was taken down wrongly: a slip of the day, never a way out.

An opinion is somebody's word. Whoever took it down may say on the same day that
it was a slip; after that it is answered like any other.
"""

from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock
from ganket.kernel import text as words
from ganket.kernel.errors import Refused
from ganket.opinions import policies
from ganket.opinions.commands.moves import Move, ReasonMissing, move, written
from ganket.opinions.enums import OpinionState, Source, StepKind
from ganket.opinions.models import Opinion
from ganket.tallies import commands as tallies
from ganket.tallies.enums import Measure

WITHDRAWN = journal.verb("opinions.withdrawn", _("rút ý kiến ghi nhầm"))


class IsOver(Protocol):
    """Tell of a source whether it is over; ``hold`` keeps the answer true for now."""

    def __call__(self, source_id: int, /, *, hold: bool) -> bool: ...


_ends: dict[Source, IsOver] = {}


class WithdrawalMissing(ReasonMissing):
    message = _("Chưa ghi vì sao rút. Hãy viết một câu, ví dụ: Ghi nhầm người nêu.")


class WithdrawalShort(ReasonMissing):
    message = _(
        "Lý do ngắn quá, người nêu đọc chưa hiểu. Hãy viết một câu, ví dụ: Ghi nhầm "
        "người nêu."
    )


class DoneAlready(Refused):
    message = _(
        "Ý kiến này đã có người giải quyết nên không rút được nữa. Nếu ghi nhầm, hãy "
        "trả lời rõ để người nêu biết."
    )


class DayOver(Refused):
    message = _(
        "Chỉ rút được ngay trong ngày ghi. Ý kiến này ghi từ hôm trước nên ở lại; nếu "
        "ghi nhầm, hãy trả lời rõ để người nêu biết."
    )


class MeetingOver(Refused):
    message = _(
        "Buổi sinh hoạt đã kết thúc, ý kiến này đã vào biên bản nên không rút được "
        "nữa. Nếu ghi nhầm, hãy trả lời rõ để người nêu biết."
    )


_WITHDRAW = Move(
    kind=StepKind.WITHDRAWN,
    verb=WITHDRAWN,
    allowed=frozenset({OpinionState.RECEIVED}),
)


def ended_by(source: Source, is_over: IsOver) -> None:
    """Say how it is known that where an opinion was taken down is over for good."""
    _ends[source] = is_over


def hindrance(opinion: Opinion, *, hold: bool = False) -> type[Refused] | None:
    """Return what forbids that its taker withdraws an opinion now.

    ``hold`` keeps the meeting as it stands until the transaction ends.
    """
    if opinion.state != OpinionState.RECEIVED or opinion.version:
        return DoneAlready
    if clock.local(opinion.raised_at).date() != clock.today():
        return DayOver
    is_over = _ends.get(Source(opinion.source))
    place = opinion.source_id
    if is_over and place is not None and is_over(place, hold=hold):
        return MeetingOver
    return None


@transaction.atomic
def withdraw_opinion(
    *, actor: Account, opinion: Opinion, version: int, text: str
) -> None:
    """Take back what one took down wrongly: today, while nothing was done about it.

    The number stays used; the opinion counts nowhere any more, and its proposer
    hears of it.
    Raises NotAllowed, WithdrawalMissing, WithdrawalShort, TextTooLong, DoneAlready,
    DayOver, MeetingOver, MovedMeanwhile.
    """
    policies.opinions.require(actor, policies.WITHDRAW, opinion)
    why = written(text, WithdrawalMissing)
    if not words.is_reason(why):
        raise WithdrawalShort
    refusal = hindrance(opinion, hold=True)
    if refusal is not None:
        raise refusal
    values = {"state": OpinionState.WITHDRAWN}
    move(_WITHDRAW, actor, opinion, version, values, said=why)
    tallies.add(Measure.OPINIONS_RAISED, unit=opinion.unit, year=opinion.year, count=-1)
