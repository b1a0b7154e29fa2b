"""From rows to the papers F2 and F3: every printed word, always in Vietnamese."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils import translation

from ganket.documents import drafting
from ganket.documents.sheets import Field, Recipients, ReviewAppendix
from ganket.documents.sheets import ReviewRequestSheet as RequestSheet
from ganket.documents.sheets import ReviewSheet as Sheet
from ganket.kernel import text
from ganket.org.enums import NEAR, UnitKind
from ganket.org.models import Unit
from ganket.org.queries import units_above
from ganket.reviews.enums import RequestReason
from ganket.reviews.models import Answer, Review, ReviewRequest
from ganket.reviews.queries.evidence import evidence_beside, words_of
from ganket.reviews.queries.front import front_day_of
from ganket.reviews.queries.reviews import answers_of
from ganket.roster import queries as roster
from ganket.roster.models import HomeLink, Member, WorkLink
from ganket.rulebook.criteria import Criterion
from ganket.rulebook.enums import CriterionKind
from ganket.rulebook.evidence import Evidence
from ganket.rulebook.models import RulePack

NUMBER_KIND = "PNX/CB"
REQUEST_NUMBER_KIND = "PXYK"


def sheet_of(review: Review) -> Sheet:
    """Return the paper of a review as it stands now, without number or day.

    For a look before it is issued; what was issued keeps its own words.
    """
    link = roster.work_link_of(review.member)
    return review_sheet(
        review,
        answers=answers_of(review),
        evidence=evidence_beside(review),
        signers=roster.signers_of([review.cell, review.ward]),
        workplace=link.cell if link is not None else review.workplace,
        met_on=front_day_of(review),
    )


def review_sheet(
    review: Review,
    *,
    answers: Mapping[str, Answer],
    evidence: Evidence,
    signers: roster.Signers,
    workplace: Unit | None,
    met_on: dt.date | None,
    number: int | None = None,
    day: dt.date | None = None,
) -> Sheet:
    """Return the paper F3 with every word on it. Asks the database nothing."""
    rules, person = review.rules, review.member.person
    cell, ward = review.cell, review.ward
    with translation.override("vi"):
        return drafting.draft_review(
            review.paper,
            heading=drafting.draft_heading(
                upper=f"Đảng bộ {ward.name}",
                issuer=cell.full_name,
                place=roster.place_of(ward, None),
                day=day,
                number=number,
                number_kind=NUMBER_KIND,
                code=review.paper.code,
            ),
            year=review.year,
            cell=f"chi bộ {cell.name_within}",
            front=f"ban công tác mặt trận {cell.name_within} {_day_of(met_on)}",
            ward=f"Đảng ủy {ward.name_within}",
            member=person.full_name,
            fields=_fields(review.member, workplace),
            answers={
                key: drafting.Answer(level=answer.level, text=answer.text)
                for key, answer in answers.items()
            },
            has_committee=signers.has_committee(cell),
            signature=signers.signature(
                cell, rules, on_behalf=rules.signatories.cell, besides=person.pk
            ),
            # In whose name stands in the line above it already.
            confirmation=signers.signature(
                ward, rules, on_behalf="", besides=person.pk
            ),
            appendix=_appendix(review, answers, evidence),
            reference=_reference(cell, "PNX", review.year, number),
        )


def _day_of(met_on: dt.date | None) -> str:
    # Dots to be filled by hand: a day that nobody noted is not made up.
    return f"ngày {met_on:%d/%m/%Y}," if met_on else "ngày …/…/……,"


def _fields(member: Member, workplace: Unit | None) -> tuple[Field, ...]:
    return (
        Field(label="Sinh ngày", value=roster.born_of(member)),
        Field(label="sinh hoạt đảng tại", value=_whole_name(workplace)),
    )


def _whole_name(unit: Unit | None) -> str:
    """Return a unit with the committee above it: a cell's name alone says little."""
    if unit is None:
        return ""
    above = unit.parent
    if above is None or above.kind not in NEAR:
        return unit.full_name
    return f"{unit.full_name}, {above.full_name}"


def _appendix(
    review: Review, answers: Mapping[str, Answer], evidence: Evidence
) -> ReviewAppendix | None:
    rows = [
        (
            f"{criterion.number}. {criterion.short_text}",
            _level_label(criterion, answers.get(criterion.key)),
            words_of(criterion.measured_by, evidence),
            answer.reason if (answer := answers.get(criterion.key)) else "",
        )
        for criterion in review.paper.criteria
        if criterion.kind is CriterionKind.LEVEL and criterion.measured_by
    ]
    if not rows and not review.reply:
        return None
    return drafting.draft_appendix(
        member=review.member.person.full_name, evidence=rows, reply=review.reply
    )


def _level_label(criterion: Criterion, answer: Answer | None) -> str:
    return criterion.level(answer.level).label if answer and answer.level else ""


def request_sheet(
    request: ReviewRequest,
    *,
    members: Sequence[Member],
    homes: Mapping[int, HomeLink],
    works: Mapping[int, WorkLink],
    signers: roster.Signers,
    rules: RulePack,
) -> RequestSheet:
    """Return the paper F2 with every word on it."""
    unit, ward = request.from_unit, request.to_ward
    committee = "CB" if unit.is_cell else "ĐU"
    on_behalf = (
        rules.signatories.cell if unit.is_cell else rules.signatories.ward_committee
    )
    with translation.override("vi"):
        return drafting.draft_request(
            rules,
            heading=drafting.draft_heading(
                upper=roster.upper_of(unit),
                issuer=unit.full_name,
                place=roster.place_of(unit, _province_of(unit) or ward),
                day=request.requested_on,
                number=request.number,
                number_kind=f"{REQUEST_NUMBER_KIND}/{committee}",
                code=rules.request_form.code,
            ),
            to=_addressed_to(ward, members, homes),
            workplace=unit.full_name,
            members=[
                drafting.RequestedMember(
                    name=member.person.full_name,
                    born=roster.born_of(member),
                    cell=_work_name(works.get(member.pk)),
                    residence=_home_name(homes.get(member.pk)),
                )
                for member in members
            ],
            signature=signers.signature(unit, rules, on_behalf=on_behalf, besides=None),
            year=request.year if request.reason == RequestReason.YEARLY else None,
            reason=reason_in_words(request),
            reply_by=request.reply_by,
            recipients=Recipients(
                label="Nơi nhận:", lines=("Như trên,", f"Lưu {unit.full_name}.")
            ),
            reference=_reference(unit, "PXYK", request.year, request.number),
        )


def reason_in_words(request: ReviewRequest) -> str:
    """Say why the reviews are asked for, as it stands within a sentence."""
    label = text.within(str(RequestReason(request.reason).label))
    if request.reason == RequestReason.OTHER:
        return request.note
    return f"{label} ({request.note})" if request.note else label


def _addressed_to(
    ward: Unit, members: Sequence[Member], homes: Mapping[int, HomeLink]
) -> tuple[str, ...]:
    to = f"Đảng ủy {ward.name_within}"
    home = homes.get(members[0].pk) if len(members) == 1 else None
    if home is None or home.cell is None:
        return (to,)
    return (to, f"Chi ủy chi bộ {home.cell.name_within}")


def _work_name(link: WorkLink | None) -> str:
    return link.cell.full_name if link is not None else ""


def _home_name(link: HomeLink | None) -> str:
    if link is None:
        return ""
    cell = [link.cell.name_within] if link.cell is not None else []
    return ", ".join([*cell, link.ward.name_within])


def _province_of(unit: Unit) -> Unit | None:
    return units_above(unit).filter(kind=UnitKind.PROVINCE).first()


def _reference(unit: Unit, kind: str, year: int, number: int | None) -> str:
    ending = f" · {kind}-{year}-{number}" if number is not None else ""
    return f"Gắn Kết · {unit.code}{ending}"
