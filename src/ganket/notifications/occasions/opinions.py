"""What follows an opinion: the unit that holds it hears, and its proposer hears.

The name of the proposer stands in no letter, and neither does an answer.
"""

from collections.abc import Iterable

from ganket.notifications.letters import Letter, page
from ganket.notifications.occasions.readers import KEEPERS, to_officers
from ganket.opinions import commands
from ganket.opinions.enums import UNANSWERED, OpinionState, Source
from ganket.opinions.models import Opinion
from ganket.org.models import Unit


def raised(opinion_id: int) -> Iterable[Letter]:
    """Tell the cell of what came by telephone; what it noted itself it knows."""
    opinion = _find(opinion_id)
    if opinion is not None and opinion.source == Source.PHONE:
        yield from _to_officers(
            opinion.holder, opinion, commands.RAISED, "opinion_raised"
        )


def passed_up(opinion_id: int) -> Iterable[Letter]:
    """Tell whoever owes the answer from now on, and the proposer who that is."""
    opinion = _find(opinion_id)
    if opinion is not None and opinion.state in UNANSWERED:
        yield from _to_officers(
            opinion.holder, opinion, commands.PASSED_UP, "opinion_raised"
        )
        yield from _to_proposer(opinion, commands.PASSED_UP, "opinion_passed_up")


def answered(opinion_id: int) -> Iterable[Letter]:
    """Call the proposer to read the answer and say whether it is settled."""
    opinion = _find(opinion_id)
    if opinion is not None and opinion.state == OpinionState.ANSWERED:
        yield from _to_proposer(opinion, commands.ANSWERED, "opinion_answered")


def rejected(opinion_id: int) -> Iterable[Letter]:
    """Tell who owes the next answer, and the cell, that it is not settled."""
    opinion = _find(opinion_id)
    if opinion is None or opinion.state not in UNANSWERED:
        return
    for unit in {opinion.holder, opinion.unit}:
        yield from _to_officers(unit, opinion, commands.REJECTED, "opinion_rejected")


def withdrawn(opinion_id: int) -> Iterable[Letter]:
    """Tell the proposer that what stood under their name was taken back as a slip."""
    opinion = _find(opinion_id)
    if opinion is not None and opinion.state == OpinionState.WITHDRAWN:
        yield from _to_proposer(opinion, commands.WITHDRAWN, "opinion_withdrawn")


def _find(pk: int) -> Opinion | None:
    found = Opinion.objects.filter(pk=pk)
    return found.select_related("unit", "holder", "member__person__account").first()


def _to_officers(
    unit: Unit, opinion: Opinion, verb: str, template: str
) -> Iterable[Letter]:
    yield from to_officers(
        unit,
        KEEPERS,
        key=f"{verb}:{opinion.pk}:{opinion.version}",
        template=template,
        page=page("opinions:detail", opinion.pk),
        words={"opinion": opinion},
    )


def _to_proposer(opinion: Opinion, verb: str, template: str) -> Iterable[Letter]:
    person = opinion.member.person
    yield Letter(
        person=person,
        unit=opinion.unit,
        key=f"{verb}:{opinion.pk}:{opinion.version}:proposer:{person.pk}",
        template=template,
        page=page("opinions:detail", opinion.pk),
        words={"opinion": opinion},
    )
