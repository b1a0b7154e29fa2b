"""Changing the tree of units."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.kernel import clock, db, text
from ganket.org import policies
from ganket.org.commands.offices import end_offices_of
from ganket.org.commands.refusals import (
    ClosesBeforeOpening,
    CodeTaken,
    CodeUnreadable,
    KindMisplaced,
    NameMissing,
    NameTooLong,
    UnitClosed,
    UnitInUse,
)
from ganket.org.enums import BELOW, UnitKind
from ganket.org.models import CODE_LENGTH, Line, Unit

UNITS_LOADED = journal.verb("org.units_loaded", _("nạp danh mục đơn vị"))
UNIT_OPENED = journal.verb("org.unit_opened", _("lập đơn vị"))
UNIT_CLOSED = journal.verb("org.unit_closed", _("kết thúc đơn vị"))
UNIT_RENAMED = journal.verb("org.unit_renamed", _("đổi tên đơn vị"))

CODE = re.compile(r"[0-9A-Z]+(?:[.-][0-9A-Z]+)*")
LONGEST_NAME = 200

# Asked before a unit is closed: a sentence that says why not yet, or nothing.
Check = Callable[[Unit, dt.date], object | None]
_closing_checks: list[Check] = []


def refuse_closing_while(check: Check) -> None:
    """Let a package above keep a unit open, while members are in it say."""
    _closing_checks.append(check)


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
    db.renew(Unit, Line)
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
    client_key: uuid.UUID | None = None,
) -> Unit:
    """Open a unit under another; a form that arrives twice opens one.

    Raises NameMissing, NameTooLong, CodeUnreadable, CodeTaken, KindMisplaced,
    UnitClosed.
    """
    policies.units.require(actor, policies.MANAGE, parent)
    if client_key and (first := Unit.objects.filter(client_key=client_key).first()):
        return first
    day = opened_on or clock.today()
    if kind not in BELOW[parent.kind]:
        raise KindMisplaced
    if not parent.is_open_on(max(day, parent.opened_on)):
        raise UnitClosed
    unit = Unit(
        code=_checked_code(code),
        kind=kind,
        parent=parent,
        is_residence=is_residence,
        is_workplace=is_workplace,
        opened_on=day,
        client_key=client_key,
    )
    unit.set_name(_checked_name(name))
    opened = _insert(unit)
    if opened is unit:
        told = {"code": [None, unit.code], "name": [None, unit.name]}
        journal.record(actor=actor, verb=UNIT_OPENED, subject=unit, changes=told)
    return opened


@transaction.atomic
def rename_unit(*, actor: Account, unit: Unit, name: str) -> None:
    """Give a unit another name, as the unit above decides; the code stays.

    Raises NameMissing, NameTooLong.
    """
    policies.units.require(actor, policies.MANAGE, unit.parent or unit)
    before = unit.name
    unit.set_name(_checked_name(name))
    if unit.name == before:
        return
    unit.save(update_fields=["name", "search_key", "sort_key"])
    told = {"name": [before, unit.name]}
    journal.record(actor=actor, verb=UNIT_RENAMED, subject=unit, changes=told)


@transaction.atomic
def close_unit(*, actor: Account, unit: Unit, closed_on: dt.date) -> None:
    """Close a unit on a day, as the unit above decides; its history stays.

    Every office in it ends on that day. Raises UnitInUse, UnitClosed,
    ClosesBeforeOpening.
    """
    policies.units.require(actor, policies.MANAGE, unit.parent or unit)
    lasting = Q(closed_on=None) | Q(closed_on__gt=closed_on)
    if Unit.objects.filter(lasting, parent=unit).exists():
        raise UnitInUse
    for check in _closing_checks:
        if sentence := check(unit, closed_on):
            raise UnitInUse(sentence)
    if closed_on < unit.opened_on:
        raise ClosesBeforeOpening
    ended = Unit.objects.filter(pk=unit.pk, closed_on=None).update(closed_on=closed_on)
    if not ended:
        raise UnitClosed
    end_offices_of(actor=actor, unit=unit, until=closed_on)
    told = {"closed_on": [None, closed_on]}
    journal.record(actor=actor, verb=UNIT_CLOSED, subject=unit, changes=told)


def _insert(unit: Unit) -> Unit:
    """Write a unit and its lines, or return the row that the same form wrote first."""
    if Unit.objects.filter(code=unit.code).exists():
        raise CodeTaken
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError:
        # Somebody was faster: the same form twice, or another one with this code.
        key = unit.client_key
        first = Unit.objects.filter(client_key=key).first() if key else None
        if first is None:
            raise CodeTaken from None
        return first
    above = Line.objects.filter(lower_id=unit.parent_id).values_list("upper", "depth")
    lines = [Line(upper_id=u, lower=unit, depth=d + 1) for u, d in above]
    Line.objects.bulk_create([Line(upper=unit, lower=unit, depth=0), *lines])
    return unit


def _checked_code(typed: str) -> str:
    code = typed.strip().upper()
    if len(code) > CODE_LENGTH or not CODE.fullmatch(code):
        raise CodeUnreadable
    return code


def _checked_name(typed: str) -> str:
    name = text.tidy(typed)
    if not text.search_key(name):
        raise NameMissing
    if len(name) > LONGEST_NAME:
        raise NameTooLong
    return name
