"""What follows an introduction: the ward, the workplace, the cell and the member hear."""

from collections.abc import Iterable

from ganket.notifications.letters import Letter, page
from ganket.notifications.occasions.readers import (
    AT_WORK,
    KEEPERS,
    once_a_day,
    to_officers,
    workplace_with_officers,
)
from ganket.roster import commands
from ganket.roster.enums import IntroductionState
from ganket.roster.models import HomeLink, Introduction


def introduced(introduction_id: int) -> Iterable[Letter]:
    """Tell the ward, once a day for each workplace, that papers wait for it."""
    paper = _find(introduction_id)
    if paper is not None and paper.state == IntroductionState.ISSUED:
        yield from to_officers(
            paper.to_ward,
            KEEPERS,
            key=once_a_day(commands.INTRODUCED, paper.to_ward_id, paper.from_unit_id),
            template="introduction_issued",
            page=page("roster:introductions"),
            words={"paper": paper},
        )


def refused(introduction_id: int) -> Iterable[Letter]:
    """Tell the workplace that a paper came back, and why."""
    paper = _find(introduction_id)
    if paper is None or paper.state != IntroductionState.REFUSED:
        return
    unit = workplace_with_officers(paper.from_unit)
    if unit is not None:
        yield from to_officers(
            unit,
            AT_WORK,
            key=f"{commands.REFUSED}:{paper.pk}",
            template="introduction_refused",
            page=page("roster:introduction", paper.pk),
            words={"paper": paper},
        )


def assigned(home_link_id: int) -> Iterable[Letter]:
    """Welcome the member to the cell, and tell the cell once a day who came."""
    link = (
        HomeLink.objects.filter(pk=home_link_id, until=None, cell__isnull=False)
        .select_related("cell", "ward", "member__person__account")
        .first()
    )
    if link is None or link.cell is None:
        return
    yield Letter(
        person=link.member.person,
        unit=link.cell,
        key=f"{commands.ASSIGNED}:{link.pk}:member",
        template="member_assigned",
        page=page("shell:home"),
        words={"link": link},
    )
    yield from to_officers(
        link.cell,
        KEEPERS,
        key=once_a_day(commands.ASSIGNED, link.cell.pk),
        template="cell_assigned",
        page=page("contributions:not_met"),
        words={"link": link},
    )


def _find(pk: int) -> Introduction | None:
    found = Introduction.objects.filter(pk=pk)
    return found.select_related("to_ward", "from_unit").first()
