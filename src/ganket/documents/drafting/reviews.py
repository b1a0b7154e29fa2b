"""F3 from the wording of the regulation in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ganket.documents.sheets import (
    Choice,
    Column,
    Field,
    Grid,
    Heading,
    ReviewAppendix,
    ReviewItem,
    ReviewSheet,
    Signature,
)
from ganket.rulebook import wording
from ganket.rulebook.criteria import UNKNOWN, Criterion
from ganket.rulebook.forms import ReviewForm

# What an empty answer says on a form that has been filled in.
NOTHING = "Không có."


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What was agreed on one criterion: the key of a level, or words."""

    level: str = ""
    text: str = ""


def draft_review(
    form: ReviewForm,
    *,
    heading: Heading,
    year: int,
    cell: str,
    front: str,
    ward: str,
    member: str,
    answers: Mapping[str, Answer],
    signature: Signature,
    confirmation: Signature,
    fields: tuple[Field, ...] = (),
    has_committee: bool = True,
    appendix: ReviewAppendix | None = None,
    reference: str = "",
) -> ReviewSheet:
    """Return the review as the form prints it; no ``answers`` gives a blank form.

    Where not enough is known the boxes stay empty and the remarks name the
    criteria. ``answers`` go by the key of the criterion; a key or a level that
    the form does not have is a KeyError. The title above ``confirmation`` names
    the ward committee already, so its ``on_behalf`` is usually empty.
    """
    for key, answer in answers.items():
        criterion = form.criterion(key)
        if answer.level:
            criterion.level(answer.level)
    opening = form.opening if has_committee else form.opening_alone
    return ReviewSheet(
        heading=heading,
        title=form.title,
        subtitle=form.subtitle,
        period=wording.fill(form.period, year=str(year)),
        opening=wording.fill(opening, cell=cell, front=front, member=member),
        member=member,
        fields=fields,
        items=tuple(_item(form, each, answers) for each in form.criteria),
        signature=signature,
        confirmation_title=wording.fill(form.confirmation_title, ward=ward.upper()),
        confirmation=confirmation,
        appendix=appendix,
        reference=reference,
    )


def draft_appendix(
    *,
    member: str,
    evidence: Sequence[tuple[str, str, str, str]] = (),
    reply: str = "",
) -> ReviewAppendix:
    """Return the appendix: criterion, level, record and reason a row; the reply."""
    return ReviewAppendix(
        title="PHỤ LỤC",
        subtitle=f"kèm theo phiếu nhận xét đảng viên {member}",
        evidence_title="Căn cứ nhận xét",
        evidence=Grid(
            columns=(
                Column(title="Nội dung", width=4),
                Column(title="Mức nhận xét", width=3),
                Column(title="Ghi nhận trong năm", width=5),
                Column(title="Lý do nếu khác ghi nhận", width=5),
            ),
            rows=tuple(evidence),
        )
        if evidence
        else None,
        reply_title="Ý kiến của đảng viên được nhận xét" if reply else "",
        reply=reply,
    )


def _item(
    form: ReviewForm, criterion: Criterion, answers: Mapping[str, Answer]
) -> ReviewItem:
    answer = answers.get(criterion.key, Answer())
    text = answer.text
    if criterion == form.remarks:
        text = " ".join(filter(None, [_unknown_remark(form, answers), text]))
    return ReviewItem(
        number=criterion.number,
        text=criterion.text,
        choices=tuple(
            Choice(label=level.label, is_ticked=level.key == answer.level)
            for level in criterion.levels
        ),
        answer="" if criterion.levels else text or (NOTHING if answers else ""),
    )


def _unknown_remark(form: ReviewForm, answers: Mapping[str, Answer]) -> str:
    numbers = [
        str(criterion.number)
        for criterion in form.criteria
        if answers.get(criterion.key, Answer()).level == UNKNOWN.key
    ]
    if not numbers:
        return ""
    return wording.fill(form.unknown_remark, numbers=", ".join(numbers))
