"""F2 from the wording of the regulation in force."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ganket.documents import dates
from ganket.documents.sheets import (
    Align,
    Column,
    Field,
    Grid,
    Heading,
    Recipients,
    ReviewRequestSheet,
    Signature,
)
from ganket.kernel import text
from ganket.rulebook import wording
from ganket.rulebook.forms import RequestForm
from ganket.rulebook.models import RulePack

WIDTHS = (1, 5, 3, 5, 5)


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestedMember:
    """What a list of requests tells about one member."""

    name: str
    born: str
    cell: str
    residence: str


def draft_request(
    pack: RulePack,
    *,
    heading: Heading,
    to: tuple[str, ...],
    workplace: str,
    members: Sequence[RequestedMember],
    signature: Signature,
    year: int | None = None,
    reason: str = "",
    reply_by: dt.date | None = None,
    recipients: Recipients | None = None,
    reference: str = "",
) -> ReviewRequestSheet:
    """Return the request: lines for one member, a list for more.

    The reason is the yearly one where there is a ``year``, else ``reason``.
    Raises ValueError where nobody is asked about, or no reason is given.
    """
    form = pack.request_form
    if not members:
        raise ValueError("a request is about somebody")
    if year is None and not reason:
        raise ValueError("a request outside the yearly round gives its reason")
    is_one = len(members) == 1
    return ReviewRequestSheet(
        heading=heading,
        title=form.title,
        subtitle=form.subtitle,
        to_label=form.to_label,
        to=to,
        basis=form.basis,
        body=_body(form, workplace, members),
        member=members[0].name if is_one else "",
        fields=_fields(form, members[0]) if is_one else (),
        members=None if is_one else _grid(form, members),
        reason=(
            wording.fill(form.other_reason, reason=reason)
            if year is None
            else wording.fill(form.yearly_reason, year=str(year))
        ),
        reply_by=(
            wording.fill(
                form.reply_by, workplace=workplace, day=dates.short_day(reply_by)
            )
            if reply_by
            else ""
        ),
        signature=signature,
        recipients=recipients,
        reference=reference,
    )


def _body(form: RequestForm, workplace: str, members: Sequence[RequestedMember]) -> str:
    opening = text.begun(workplace)
    if len(members) == 1:
        return wording.fill(form.body_one, workplace=opening, member=members[0].name)
    return wording.fill(form.body_many, workplace=opening, count=str(len(members)))


def _fields(form: RequestForm, member: RequestedMember) -> tuple[Field, ...]:
    values = (member.born, member.cell, member.residence)
    return tuple(
        Field(label=label, value=value)
        for label, value in zip(form.columns[2:], values, strict=True)
    )


def _grid(form: RequestForm, members: Sequence[RequestedMember]) -> Grid:
    centred = {0, 2}
    return Grid(
        columns=tuple(
            Column(
                title=title,
                width=width,
                align=Align.CENTER if place in centred else Align.LEFT,
            )
            for place, (title, width) in enumerate(
                zip(form.columns, WIDTHS, strict=True)
            )
        ),
        rows=tuple(
            (str(number), member.name, member.born, member.cell, member.residence)
            for number, member in enumerate(members, start=1)
        ),
    )
