"""What a list would do, row by row, before anything is written."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from ganket.kernel import clock, text
from ganket.kernel.errors import Refused
from ganket.org.models import ResidentialGroup, Unit
from ganket.people.models import phone_hash
from ganket.roster.commands.lists.columns import TITLES, Field
from ganket.roster.commands.lists.knowledge import Known
from ganket.roster.commands.lists.reading import Line, Values
from ganket.roster.commands.particulars import Particulars, checked
from ganket.roster.enums import ResidenceKind
from ganket.roster.models import HomeLink, Member, WorkLink, citizen_hash
from ganket.roster.queries import Side


class Do(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Planned:
    """What one row would do. ``changes`` maps a title to what stands and what comes.

    Numbers that are kept sealed are told as changed, without their values.
    """

    number: int
    do: Do
    values: Values
    why: tuple[str, ...] = ()
    member: int | None = None
    changes: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    is_unreadable: bool = False

    @property
    def name(self) -> str:
        return self.values.get(Field.FULL_NAME, "")

    @property
    def born(self) -> str:
        """The birth as people write it, or as it stood in the file."""
        written = self.values.get(Field.BORN, "")
        try:
            return f"{dt.date.fromisoformat(written):%d/%m/%Y}"
        except ValueError:
            return written

    @property
    def summary(self) -> str:
        """What a new row tells, in one line."""
        told = (Field.WORK_CELL, Field.HOME_CELL, Field.JOB, Field.GROUP, Field.ADDRESS)
        return ", ".join(self.values[field] for field in told if field in self.values)

    @property
    def names_a_ward(self) -> bool:
        """Tell whether it can be carried out and says where somebody lives."""
        return self.do is not Do.REFUSED and bool(self.values.get(Field.WARD))


@dataclass(frozen=True)
class Wanted:
    """A row that can be carried out: everything in it resolved."""

    particulars: Particulars
    since: dt.date
    work_cell: Unit | None = None
    home_cell: Unit | None = None
    ward: Unit | None = None
    group: ResidentialGroup | None = None
    address: str = ""
    residence: str = ""
    job: str = ""


class RowRefused(Exception):
    """One row cannot be carried out; the sentence says why."""


def plan_lines(known: Known, lines: Iterable[Line]) -> list[Planned]:
    """Return what each row would do."""
    seen: dict[str, int] = {}
    planned = []
    for line in lines:
        row = _plan(known, line)
        twin = _first_with(seen, row) if row.do is not Do.REFUSED else None
        if twin is not None:
            why = _("Cùng một người với dòng %(row)s. Hãy giữ lại một dòng.")
            row = _refused(line, [why % {"row": twin}])
        planned.append(row)
    return planned


def wanted(known: Known, values: Values) -> Wanted:
    """Resolve a row. Raises RowRefused, or Refused of ``checked``."""
    particulars = checked(
        Particulars(
            full_name=values.get(Field.FULL_NAME, ""),
            sex=values.get(Field.SEX, ""),
            party_card_no=values.get(Field.CARD, ""),
            citizen_id=values.get(Field.CITIZEN, ""),
            phone_number=values.get(Field.PHONE, ""),
            email=values.get(Field.EMAIL, ""),
            joined_on=_day(values, Field.JOINED),
            official_on=_day(values, Field.OFFICIAL),
            **_born(values),
        )
    )
    since = _day(values, Field.SINCE) or clock.today()
    if since > clock.today():
        raise RowRefused(_("“Từ ngày” chưa tới. Hãy xem lại năm."))
    ward = known.ward_of(values)
    return Wanted(
        particulars=particulars,
        since=since,
        work_cell=known.work_cell(values),
        home_cell=known.home_cell(values),
        ward=ward,
        group=known.group(values, ward),
        address=_within(values, Field.ADDRESS, 200),
        residence=values.get(Field.RESIDENCE, ""),
        job=_within(values, Field.JOB, 160),
    )


def _plan(known: Known, line: Line) -> Planned:
    if line.faults:
        return dataclasses.replace(_refused(line, line.faults), is_unreadable=True)
    try:
        row = wanted(known, line.values)
        member = known.match(row.particulars)
        if member is None:
            return Planned(line.number, Do.NEW, line.values)
        changes = _changes(known, member, row)
    except (RowRefused, Refused) as refusal:
        return _refused(line, [str(refusal)])
    do = Do.CHANGED if changes else Do.SAME
    return Planned(line.number, do, line.values, member=member.pk, changes=changes)


def _refused(line: Line, why: Iterable[str]) -> Planned:
    return Planned(line.number, Do.REFUSED, line.values, why=tuple(why))


def _first_with(seen: dict[str, int], row: Planned) -> int | None:
    """Return the row of the file that is the same person, and remember this one."""
    values = row.values
    name = text.search_key(row.name)
    keys = [f"name:{name}:{values.get(Field.BORN, '')}"]
    if row.member is not None:
        keys = [f"member:{row.member}"]
    keys += [
        f"{field}:{''.join(filter(str.isalnum, values[field]))}"
        for field in (Field.CARD, Field.CITIZEN)
        if field in values
    ]
    # Two namesakes born on one day are two people where both numbers differ.
    if Field.CARD in values or Field.CITIZEN in values:
        keys = [key for key in keys if not key.startswith("name:")]
    found = next((seen[key] for key in keys if key in seen), None)
    for key in keys:
        seen.setdefault(key, row.number)
    return found


def _changes(known: Known, member: Member, row: Wanted) -> dict[str, tuple[str, str]]:
    told = _own_changes(member, row.particulars)
    work = known.work_links.get(member.pk)
    home = known.home_links.get(member.pk)
    if known.side is Side.WORK:
        told |= _work_changes(known, work, row)
    else:
        told |= _home_changes(known, home, row)
        if row.work_cell is not None and work is None:
            told[TITLES[Field.WORK_CELL]] = ("", row.work_cell.full_name)
    return told


def _own_changes(member: Member, given: Particulars) -> dict[str, tuple[str, str]]:
    person = member.person
    pairs: dict[Field, tuple[Any, Any]] = {
        Field.FULL_NAME: (person.full_name, given.full_name),
        Field.SEX: (member.sex, given.sex),
        Field.CARD: (member.party_card_no, given.party_card_no),
        Field.JOINED: (member.joined_on, given.joined_on),
        Field.OFFICIAL: (member.official_on, given.official_on),
        Field.EMAIL: (person.email, given.email),
        Field.BORN: (member.born_on, given.born_on)
        if given.born_on
        else (member.birth_year, given.birth_year),
    }
    told = {
        TITLES[field]: (_shown(old), _shown(new))
        for field, (old, new) in pairs.items()
        if new and old != new
    }
    if given.citizen_id and member.citizen_id_hash != citizen_hash(given.citizen_id):
        told[TITLES[Field.CITIZEN]] = ("", "")
    if given.phone_number and person.phone_hash != phone_hash(given.phone_number):
        told[TITLES[Field.PHONE]] = ("", "")
    return told


def _work_changes(
    known: Known, link: WorkLink | None, row: Wanted
) -> dict[str, tuple[str, str]]:
    if row.work_cell is None:
        return {}
    if link is None:
        return {TITLES[Field.WORK_CELL]: ("", row.work_cell.full_name)}
    if link.cell_id not in known.within:
        raise RowRefused(
            _(
                "Đồng chí này đang có tên ở nơi công tác khác. Đề nghị nơi đó ghi ngày "
                "chuyển đi trước."
            )
        )
    told = {}
    if link.cell_id != row.work_cell.pk:
        _require_later(row.since, link.since)
        told[TITLES[Field.WORK_CELL]] = (link.cell.full_name, row.work_cell.full_name)
    if row.job and link.job != row.job:
        told[TITLES[Field.JOB]] = (link.job, row.job)
    return told


def _home_changes(
    known: Known, link: HomeLink | None, row: Wanted
) -> dict[str, tuple[str, str]]:
    if link is None:
        return {TITLES[Field.HOME_CELL]: ("", known.place(row.home_cell))}
    if known.ward is None or link.ward_id != known.ward.pk:
        raise RowRefused(
            _(
                "Đồng chí này đang giữ mối liên hệ ở xã, phường khác. Cần giấy giới thiệu "
                "lại của nơi công tác."
            )
        )
    told = {}
    if row.home_cell is not None and link.cell_id != row.home_cell.pk:
        _require_later(row.since, link.since)
        told[TITLES[Field.HOME_CELL]] = (
            known.place(link.cell),
            known.place(row.home_cell),
        )
    if row.address and link.address != row.address:
        told[TITLES[Field.ADDRESS]] = (link.address, row.address)
    if row.residence and link.residence != row.residence:
        old, new = ResidenceKind(link.residence), ResidenceKind(row.residence)
        told[TITLES[Field.RESIDENCE]] = (str(old.label), str(new.label))
    if row.group is not None and link.group_id != row.group.pk:
        told[TITLES[Field.GROUP]] = (
            str(link.group) if link.group else "",
            str(row.group),
        )
    return told


def _require_later(since: dt.date, began: dt.date) -> None:
    if since < began:
        raise RowRefused(
            _("“Từ ngày” trước ngày đồng chí ấy về nơi hiện nay %(day)s. Hãy xem lại.")
            % {"day": f"{began:%d/%m/%Y}"}
        )


def _within(values: Values, field: Field, most: int) -> str:
    written = values.get(field, "")
    if len(written) > most:
        raise RowRefused(
            _("%(title)s dài quá %(most)s chữ. Hãy viết gọn lại.")
            % {"title": TITLES[field], "most": most}
        )
    return written


def _born(values: Values) -> dict[str, Any]:
    written = values.get(Field.BORN, "")
    if len(written) == len("1975"):
        return {"birth_year": int(written)}
    return {"born_on": _day(values, Field.BORN)}


def _day(values: Values, field: Field) -> dt.date | None:
    written = values.get(field)
    return dt.date.fromisoformat(written) if written else None


def _shown(value: Any) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return str(value) if value else ""
