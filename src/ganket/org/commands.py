"""Changing the tree and giving offices."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org import policies
from ganket.org.enums import UnitKind
from ganket.org.models import GroupCell, Line, Office, ResidentialGroup, Unit
from ganket.people.models import Person

UNITS_LOADED = journal.verb("org.units_loaded", _("nạp danh mục đơn vị"))
UNIT_OPENED = journal.verb("org.unit_opened", _("lập đơn vị"))
UNIT_CLOSED = journal.verb("org.unit_closed", _("kết thúc đơn vị"))
UNIT_RENAMED = journal.verb("org.unit_renamed", _("đổi tên đơn vị"))
GROUP_PLACED = journal.verb("org.group_placed", _("xếp tổ dân cư về chi bộ"))
OFFICE_GIVEN = journal.verb("org.office_given", _("giao chức vụ"))
OFFICE_ENDED = journal.verb("org.office_ended", _("thôi chức vụ"))


class CodeTaken(Refused):
    message = _("Mã này đã dùng cho đơn vị khác và không dùng lại. Hãy chọn mã khác.")


class NameMissing(Refused):
    message = _("Chưa có tên đơn vị. Hãy ghi tên, ví dụ: Khóm 2.")


class UnitClosed(Refused):
    message = _("Đơn vị này đã kết thúc hoạt động. Hãy chọn đơn vị khác.")


class UnitInUse(Refused):
    message = _(
        "Còn đơn vị trực thuộc đang hoạt động. Hãy kết thúc các đơn vị đó trước."
    )


class AlreadyHeld(Refused):
    message = _("Đồng chí này đang giữ chức vụ đó tại đơn vị.")


class TermRunsBackwards(Refused):
    message = _("Ngày thôi chức vụ trước ngày bắt đầu. Hãy xem lại hai ngày.")


class OfficeEnded(Refused):
    message = _("Chức vụ này đã kết thúc trước đó.")


@dataclass(frozen=True)
class UnitRow:
    """One unit to be loaded in bulk; ``parent`` is the code of the unit above."""

    code: str
    kind: UnitKind
    name: str
    parent: str | None
    is_residence: bool
    is_workplace: bool


@transaction.atomic
def load_units(
    *, actor: journal.Actor, rows: Iterable[UnitRow], opened_on: dt.date
) -> int:
    """Load many units at once, each after the unit above it. Codes known are left.

    It writes one journal entry for all of them. Returns how many were new. For
    setting a system up: whoever runs it holds the machine.
    """
    known = {unit.code: unit for unit in Unit.objects.all()}
    new = []
    for row in rows:
        if row.code in known:
            continue
        unit = Unit(
            code=row.code,
            kind=row.kind,
            parent=known[row.parent] if row.parent else None,
            is_residence=row.is_residence,
            is_workplace=row.is_workplace,
            opened_on=opened_on,
        )
        unit.set_name(row.name)
        new.append(unit)
        known[row.code] = unit
    by_level: dict[int, list[Unit]] = {}
    for unit in new:
        by_level.setdefault(_level(unit), []).append(unit)
    for level in sorted(by_level):
        Unit.objects.bulk_create(by_level[level], batch_size=500)
    lines = [line for unit in new for line in _lines_to_above(unit)]
    Line.objects.bulk_create(lines, batch_size=2000)
    if new:
        first = next((u for u in new if u.parent is None), new[0])
        told = {"units": [None, len(new)]}
        journal.record(actor=actor, verb=UNITS_LOADED, subject=first, changes=told)
    return len(new)


def _level(unit: Unit) -> int:
    level, at = 0, unit.parent
    while at is not None:
        level, at = level + 1, at.parent
    return level


def _lines_to_above(unit: Unit) -> Iterable[Line]:
    at: Unit | None = unit
    depth = 0
    while at is not None:
        yield Line(upper=at, lower=unit, depth=depth)
        at, depth = at.parent, depth + 1


@transaction.atomic
def open_unit(
    *,
    actor: Account,
    parent: Unit,
    code: str,
    kind: UnitKind,
    name: str,
    is_residence: bool = False,
    is_workplace: bool = False,
    opened_on: dt.date | None = None,
) -> Unit:
    """Open a unit under another. Raises NameMissing, CodeTaken, UnitClosed."""
    policies.units.require(actor, policies.MANAGE, parent)
    day = opened_on or clock.today()
    if not name.strip():
        raise NameMissing
    if parent.closed_on is not None and parent.closed_on <= day:
        raise UnitClosed
    if Unit.objects.filter(code=code.strip().upper()).exists():
        raise CodeTaken
    unit = Unit(
        code=code.strip().upper(),
        kind=kind,
        parent=parent,
        is_residence=is_residence,
        is_workplace=is_workplace,
        opened_on=day,
    )
    unit.set_name(name)
    unit.save()
    above = Line.objects.filter(lower=parent).values_list("upper_id", "depth")
    Line.objects.bulk_create(
        [
            Line(upper=unit, lower=unit, depth=0),
            *(Line(upper_id=u, lower=unit, depth=d + 1) for u, d in above),
        ]
    )
    told = {"code": [None, unit.code], "name": [None, unit.name]}
    journal.record(actor=actor, verb=UNIT_OPENED, subject=unit, changes=told)
    return unit


@transaction.atomic
def rename_unit(*, actor: Account, unit: Unit, name: str) -> None:
    """Give a unit another name; the code stays."""
    policies.units.require(actor, policies.MANAGE, unit)
    if not name.strip():
        raise NameMissing
    before = unit.name
    unit.set_name(name)
    if unit.name == before:
        return
    unit.save(update_fields=["name", "search_key", "sort_key"])
    told = {"name": [before, unit.name]}
    journal.record(actor=actor, verb=UNIT_RENAMED, subject=unit, changes=told)


@transaction.atomic
def close_unit(*, actor: Account, unit: Unit, closed_on: dt.date) -> None:
    """Close a unit on a day; its history stays. Raises UnitInUse, UnitClosed."""
    policies.units.require(actor, policies.MANAGE, unit)
    if Unit.objects.filter(parent=unit, closed_on=None).exists():
        raise UnitInUse
    if closed_on < unit.opened_on:
        raise TermRunsBackwards
    ended = Unit.objects.filter(pk=unit.pk, closed_on=None).update(closed_on=closed_on)
    if not ended:
        raise UnitClosed
    told = {"closed_on": [None, closed_on]}
    journal.record(actor=actor, verb=UNIT_CLOSED, subject=unit, changes=told)


@transaction.atomic
def place_group(
    *, actor: Account, group: ResidentialGroup, cell: Unit, since: dt.date
) -> None:
    """Let a residential group belong to a cell from a day on."""
    policies.units.require(actor, policies.MANAGE, group.ward)
    policies.units.require(actor, policies.MANAGE, cell)
    before = GroupCell.objects.filter(group=group, until=None).first()
    if before is not None and before.cell_id == cell.pk:
        return
    if before is not None and since < before.since:
        raise TermRunsBackwards
    GroupCell.objects.filter(group=group, until=None).update(until=since)
    GroupCell.objects.create(group=group, cell=cell, since=since)
    told = {"cell": [before.cell_id if before else None, cell.pk]}
    journal.record(actor=actor, verb=GROUP_PLACED, subject=group, changes=told)


@transaction.atomic
def give_office(
    *,
    actor: Account,
    person: Person,
    unit: Unit,
    role: str,
    since: dt.date,
    until: dt.date | None = None,
) -> Office:
    """Let a person hold a role in a unit for a term.

    Raises NotAllowed, UnitClosed, AlreadyHeld, TermRunsBackwards.
    """
    if not policies.offices.may_appoint(actor, unit, role):
        raise NotAllowed
    if not unit.is_open_on(max(since, unit.opened_on)):
        raise UnitClosed
    if until is not None and until < since:
        raise TermRunsBackwards
    held = Office.objects.filter(person=person, unit=unit, role=role)
    if (held.filter(until=None) | held.filter(until__gt=since)).exists():
        raise AlreadyHeld
    office = Office.objects.create(
        person=person, unit=unit, role=role, since=since, until=until
    )
    told = {"role": [None, role], "unit": [None, unit.code], "since": [None, since]}
    journal.record(
        actor=actor, verb=OFFICE_GIVEN, subject=office, about=person, changes=told
    )
    return office


@transaction.atomic
def end_office(*, actor: Account, office: Office, until: dt.date) -> None:
    """End an office; the rights end with it on that day.

    Raises OfficeEnded where it has an end already, TermRunsBackwards.
    """
    policies.offices.require(actor, policies.APPOINT, office)
    if until < office.since:
        raise TermRunsBackwards
    ended = Office.objects.filter(pk=office.pk, until=None).update(until=until)
    if not ended:
        raise OfficeEnded
    told = {"until": [None, until]}
    journal.record(
        actor=actor,
        verb=OFFICE_ENDED,
        subject=office,
        about=office.person,
        changes=told,
    )
