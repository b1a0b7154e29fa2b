"""From rows to the paper F1: every printed word, always in Vietnamese."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation

from ganket.documents import dates, drafting
from ganket.documents.sheets import IntroductionSheet
from ganket.kernel import text
from ganket.org.enums import UnitKind
from ganket.org.models import Line, Unit
from ganket.roster.models import Introduction, Member, WorkLink
from ganket.roster.queries.signing import Signers, signers_of
from ganket.rulebook.enums import IntroductionField
from ganket.rulebook.queries import get_pack

_KIND_WORDS = ("Phường", "Xã", "Thị trấn", "Đặc khu", "Tỉnh", "Thành phố")


@dataclass(frozen=True)
class _Setting:
    """What the papers of a batch share, read once for all of them."""

    signers: Signers
    provinces: Mapping[int, Unit]
    works: Mapping[int, Sequence[WorkLink]]


def introduction_sheet(introduction: Introduction) -> IntroductionSheet:
    """Return the paper F1 in the state that it has reached."""
    return introduction_sheets([introduction])[0]


def introduction_sheets(
    introductions: Sequence[Introduction],
) -> list[IntroductionSheet]:
    """Return the papers of many introductions; the number of queries stays the same."""
    setting = _setting_of(introductions)
    with translation.override("vi"):
        return [_sheet(paper, setting) for paper in introductions]


def _sheet(paper: Introduction, setting: _Setting) -> IntroductionSheet:
    pack, unit, person = get_pack(paper.rule_pack), paper.from_unit, paper.member.person
    kind = "GGT/CB" if unit.is_cell else "GGT/ĐU"
    signs = pack.signatories
    home = paper.home_link
    return drafting.draft_introduction(
        pack,
        heading=drafting.draft_heading(
            upper=upper_of(unit),
            issuer=unit.full_name,
            place=place_of(unit, setting.provinces.get(unit.pk)),
            day=paper.issued_on,
            number=paper.number,
            number_kind=kind,
            code=pack.introduction_form.code,
        ),
        to=(paper.to_ward.full_name,),
        values=_values(paper, setting),
        signature=setting.signers.signature(
            unit,
            pack,
            on_behalf=signs.cell if unit.is_cell else signs.ward_committee,
            besides=person.pk,
        ),
        receiver=(setting.signers if paper.received_on else Signers()).signature(
            paper.to_ward, pack, on_behalf=signs.ward_committee, besides=person.pk
        ),
        exemption=pack.exemption(paper.exemption).label if paper.exemption else "",
        received_on=dates.short_day(paper.received_on),
        assigned_to=home.cell.full_name if home and home.cell else "",
        reference=f"Gắn Kết · {unit.code} · GGT-{paper.issued_on.year}-{paper.number}",
    )


def _values(paper: Introduction, setting: _Setting) -> dict[IntroductionField, str]:
    member, day = paper.member, paper.issued_on
    works = setting.works.get(member.pk, ())
    work = next((w for w in works if w.holds(day)), works[0] if works else None)
    return {
        IntroductionField.NAME: member.person.full_name,
        IntroductionField.SEX: str(member.get_sex_display()) if member.sex else "",
        IntroductionField.BORN: born_of(member),
        IntroductionField.JOINED: dates.short_day(member.joined_on),
        IntroductionField.OFFICIAL: dates.short_day(member.official_on),
        IntroductionField.CELL: work.cell.full_name if work else "",
        IntroductionField.RESIDENCE: residence_of(paper),
        IntroductionField.RESIDENCE_KIND: str(paper.get_residence_display()),
    }


def residence_of(paper: Introduction) -> str:
    """Return where a member lives in one line: number and street, group, ward."""
    group = paper.group
    parts = [
        paper.address,
        text.within(str(group)) if group is not None else "",
        paper.to_ward.name_within,
    ]
    return ", ".join(part for part in parts if part)


def born_of(member: Member) -> str:
    """Return the day of birth as papers write it, or the year where no more is known."""
    return dates.short_day(member.born_on) or str(member.birth_year or "")


def place_of(unit: Unit, province: Unit | None) -> str:
    """Return the place in the head of a paper: that of the ward, else the province."""
    name = unit.name if unit.is_ward or province is None else province.name
    for word in _KIND_WORDS:
        rest = name.removeprefix(f"{word} ")
        # A name that is a number only keeps its kind: Phường 8.
        if rest != name and not re.match(r"\d", rest):
            return rest
    return name


def upper_of(unit: Unit) -> str:
    """Return the body above, as the head of a paper names it; nothing at the top."""
    above = unit.parent
    if above is None or above.kind == UnitKind.NATION:
        return ""
    return above.full_name


def _setting_of(papers: Sequence[Introduction]) -> _Setting:
    units = {paper.from_unit for paper in papers}
    wards = {paper.to_ward for paper in papers if paper.received_on}
    members = {paper.member_id for paper in papers}
    above = Line.objects.filter(lower__in=units, upper__kind=UnitKind.PROVINCE)
    links = WorkLink.objects.filter(member__in=members).select_related("cell__parent")
    works: dict[int, list[WorkLink]] = {}
    for link in links.order_by("-since", "-pk"):
        works.setdefault(link.member_id, []).append(link)
    return _Setting(
        signers=signers_of(units | wards),
        provinces={line.lower_id: line.upper for line in above.select_related("upper")},
        works=works,
    )
