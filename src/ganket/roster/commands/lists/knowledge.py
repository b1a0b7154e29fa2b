"""What the roster knows that bears on a list, read once for all of its rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.utils.translation import gettext as _

from ganket.kernel import text
from ganket.kernel.errors import Refused
from ganket.org.enums import UnitKind
from ganket.org.models import Line as TreeLine
from ganket.org.models import ResidentialGroup, Unit
from ganket.org.queries import groups_of, open_units, residence_cells, ward_of
from ganket.roster.commands.lists.columns import Field, key_of
from ganket.roster.commands.lists.reading import Line, Values
from ganket.roster.commands.particulars import Particulars, card_number, citizen_id
from ganket.roster.enums import IntroductionState
from ganket.roster.models import (
    HomeLink,
    Introduction,
    Member,
    WorkLink,
    citizen_hash,
)
from ganket.roster.queries import Side

T = TypeVar("T")
CHUNK = 2000


class Unresolved(Refused):
    """A row names a unit that is not there, or more than one."""


@dataclass
class Known:
    """Units and members by the names and numbers that the rows give."""

    unit: Unit
    side: Side
    ward: Unit | None
    within: set[int]
    cells: Sequence[Unit]
    home_cells: Sequence[Unit]
    groups: Sequence[ResidentialGroup]
    wards: dict[str, Unit]
    by_card: dict[str, Member] = field(default_factory=dict)
    by_citizen: dict[str, Member] = field(default_factory=dict)
    by_name: dict[str, list[Member]] = field(default_factory=dict)
    work_links: dict[int, WorkLink] = field(default_factory=dict)
    home_links: dict[int, HomeLink] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)

    def work_cell(self, values: Values) -> Unit | None:
        """Return the cell at work; at work itself one is needed, or there is only one."""
        written = values.get(Field.WORK_CELL, "")
        if written:
            return _named(self.cells, written)
        if self.side is Side.HOME:
            return None
        if len(self.cells) == 1:
            return self.cells[0]
        raise Unresolved(_("Chưa ghi chi bộ nơi công tác. Hãy ghi tên hoặc mã chi bộ."))

    def home_cell(self, values: Values) -> Unit | None:
        written = values.get(Field.HOME_CELL, "")
        if self.side is Side.WORK:
            return None
        if written:
            return _named(self.home_cells, written)
        return self.unit if self.unit.is_cell else None

    def ward_of(self, values: Values) -> Unit | None:
        """Return the ward of the home: the list's own, or the one that a row names."""
        if self.side is Side.HOME:
            return self.ward
        written = values.get(Field.WARD, "")
        if not written:
            return None
        found = self.wards.get(written.upper()) or self.wards.get(key_of(written))
        if found is None:
            raise Unresolved(
                _(
                    "Không có xã, phường, đặc khu nào mang mã hoặc tên “%(written)s”. "
                    "Hãy xem lại, ví dụ 31825."
                )
                % {"written": written[:40]}
            )
        return found

    def group(self, values: Values, ward: Unit | None) -> ResidentialGroup | None:
        written = values.get(Field.GROUP, "")
        if not written or self.side is Side.WORK or ward is None:
            return None
        wished = key_of(written)
        for group in self.groups:
            if wished in (key_of(str(group)), key_of(group.name)):
                return group
        raise Unresolved(
            _(
                "Không có khóm, ấp tên “%(written)s” ở đây. Hãy xem lại, hoặc để trống "
                "và ghi vào cột Số nhà, đường."
            )
            % {"written": written[:40]}
        )

    def place(self, cell: Unit | None) -> str:
        """Say where somebody is kept: a cell, or the ward until one is chosen."""
        if cell is not None:
            return cell.full_name
        ward = self.ward.full_name if self.ward else ""
        return _("%(ward)s, chưa phân về chi bộ") % {"ward": ward}

    def match(self, given: Particulars) -> Member | None:
        """Return the member whom a row means; None for somebody new.

        A number decides, and name or birth must bear it out. Without a number it
        is a namesake of the same birth in this unit; elsewhere a person must tell.
        """
        found = {
            member
            for member in (
                self.by_card.get(given.party_card_no),
                self.by_citizen.get(citizen_hash(given.citizen_id))
                if given.citizen_id
                else None,
            )
            if member is not None
        }
        if len(found) > 1:
            raise Unresolved(
                _("Số thẻ và số định danh này là của hai đồng chí khác nhau.")
            )
        if found:
            (member,) = found
            _require_likeness(member, given)
            return member
        return self._namesake(given)

    def _namesake(self, given: Particulars) -> Member | None:
        alike = [
            member
            for member in self.by_name.get(text.search_key(given.full_name), [])
            if _same_birth(member, given) and not _numbers_differ(member, given)
        ]
        here = [member for member in alike if self._is_here(member)]
        if len(here) == 1:
            return here[0]
        if alike:
            raise Unresolved(
                _(
                    "Đã có đồng chí cùng họ tên, cùng ngày sinh trong hệ thống. Hãy ghi "
                    "thêm số thẻ đảng viên hoặc số định danh để phân biệt."
                )
            )
        return None

    def _is_here(self, member: Member) -> bool:
        work, home = self.work_links.get(member.pk), self.home_links.get(member.pk)
        if self.side is Side.WORK:
            return work is not None and work.cell_id in self.within
        return home is not None and (self.unit.pk in (home.ward_id, home.cell_id))


def know(unit: Unit, side: Side, lines: Iterable[Line]) -> Known:
    """Read what bears on these rows; the number of queries grows by the thousand rows."""
    listed = [line.values for line in lines]
    within = set(TreeLine.objects.filter(upper=unit).values_list("lower_id", flat=True))
    workplaces = open_units().filter(is_workplace=True, kind=UnitKind.CELL)
    here = workplaces.filter(lines_up__upper=unit)
    home = side is Side.HOME
    ward = ward_of(unit) if home else None
    known = Known(
        unit=unit,
        side=side,
        ward=ward,
        within=within,
        cells=list(workplaces if home else here),
        home_cells=_home_cells(unit, ward),
        groups=list(groups_of(ward)) if ward else [],
        wards={} if home else _wards(listed),
    )
    _meet(known, listed)
    return known


def _home_cells(unit: Unit, ward: Unit | None) -> list[Unit]:
    if ward is None:
        return []
    return [unit] if unit.is_cell else list(residence_cells(ward))


def _wards(listed: Sequence[Values]) -> dict[str, Unit]:
    if not any(Field.WARD in values for values in listed):
        return {}
    found: dict[str, Unit] = {}
    twice = set()
    for ward in open_units().filter(kind=UnitKind.WARD_COMMITTEE, is_residence=True):
        found[ward.code] = ward
        name = key_of(ward.name)
        twice |= {name} if name in found else set()
        found[name] = ward
    # A name that several wards share says nothing; the code does.
    return {key: ward for key, ward in found.items() if key not in twice}


def _meet(known: Known, listed: Sequence[Values]) -> None:
    """Find the members whom the rows may mean, and their links of today."""
    cards = _numbers(listed, Field.CARD, card_number)
    citizens = [
        citizen_hash(digits) for digits in _numbers(listed, Field.CITIZEN, citizen_id)
    ]
    names = {text.search_key(values.get(Field.FULL_NAME, "")) for values in listed}
    found: dict[int, Member] = {}
    for name, keys in (
        ("party_card_no", cards),
        ("citizen_id_hash", citizens),
        ("person__search_key", sorted(names - {""})),
    ):
        for some in _chunks(keys):
            rows = Member.objects.filter(**{f"{name}__in": some})
            found |= {row.pk: row for row in rows.select_related("person")}
    known.by_card = {m.party_card_no: m for m in found.values() if m.party_card_no}
    known.by_citizen = {
        m.citizen_id_hash: m for m in found.values() if m.citizen_id_hash
    }
    for member in sorted(found.values(), key=lambda m: m.pk):
        known.by_name.setdefault(member.person.search_key, []).append(member)
    for pks in _chunks(sorted(found)):
        works = WorkLink.objects.filter(until=None, member__in=pks)
        homes = HomeLink.objects.filter(until=None, member__in=pks)
        papers = Introduction.objects.filter(
            state=IntroductionState.ISSUED, member__in=pks
        )
        known.waiting |= set(papers.values_list("member_id", flat=True))
        known.work_links |= {w.member_id: w for w in works.select_related("cell")}
        known.home_links |= {
            h.member_id: h for h in homes.select_related("ward", "cell", "group")
        }


def _numbers(
    listed: Sequence[Values], column: Field, read: Callable[[str], str]
) -> list[str]:
    found = set()
    for values in listed:
        try:
            digits = read(values.get(column, ""))
        except Refused:  # the row itself says so when it is planned
            continue
        found |= {digits} if digits else set()
    return sorted(found)


def _chunks(keys: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(keys)
    while some := list(islice(rest, CHUNK)):
        yield some


def _named(units: Sequence[Unit], written: str) -> Unit:
    wished = key_of(written)
    by_code = [unit for unit in units if unit.code == written.upper()]
    found = by_code or [
        unit for unit in units if wished in (key_of(unit.name), key_of(unit.full_name))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Unresolved(
            _("Có %(count)s chi bộ tên “%(written)s”. Hãy ghi mã chi bộ.")
            % {"count": len(found), "written": written[:40]}
        )
    raise Unresolved(
        _(
            "Không có chi bộ nào mang mã hoặc tên “%(written)s” trong đơn vị này. Hãy "
            "xem lại, hoặc lập chi bộ trước."
        )
        % {"written": written[:40]}
    )


def _same_birth(member: Member, given: Particulars) -> bool:
    if member.born_on and given.born_on:
        return member.born_on == given.born_on
    year = member.born_on.year if member.born_on else member.birth_year
    return year == given.birth_year


def _numbers_differ(member: Member, given: Particulars) -> bool:
    """Tell whether both have the same kind of number and the numbers differ."""
    cards = given.party_card_no and member.party_card_no
    citizens = given.citizen_id and member.citizen_id_hash
    return bool(
        (cards and member.party_card_no != given.party_card_no)
        or (citizens and member.citizen_id_hash != citizen_hash(given.citizen_id))
    )


def _require_likeness(member: Member, given: Particulars) -> None:
    same_name = member.person.search_key == text.search_key(given.full_name)
    if not same_name and not _same_birth(member, given):
        raise Unresolved(
            _(
                "Số thẻ hoặc số định danh này đã ghi cho một đồng chí khác tên, khác ngày "
                "sinh. Hãy xem lại số."
            )
        )
