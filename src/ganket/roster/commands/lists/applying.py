"""Carrying a planned list out: all of it in one transaction, once."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.documents.ports import Table, TableColumn
from ganket.journal import commands as journal
from ganket.journal import vault
from ganket.kernel import clock, text
from ganket.kernel.errors import NotAllowed
from ganket.org.models import Unit
from ganket.roster import policies
from ganket.roster.commands.lists.columns import TITLES, Field
from ganket.roster.commands.lists.knowledge import Known, know
from ganket.roster.commands.lists.planning import (
    Do,
    Planned,
    plan_lines,
    wanted,
)
from ganket.roster.commands.lists.reading import Line, read_list
from ganket.roster.commands.lists.writing import add_row, change_row, introduce_row
from ganket.roster.commands.refusals import RosterRefused, UnitIsClosed
from ganket.roster.enums import ImportState
from ganket.roster.models import Member, RosterImport
from ganket.roster.queries import Side

IMPORT_PLANNED = journal.verb(
    "roster.import_planned", gettext_lazy("đọc danh sách vào")
)
IMPORT_APPLIED = journal.verb("roster.import_applied", gettext_lazy("nhập danh sách"))
IMPORT_DISCARDED = journal.verb("roster.import_discarded", gettext_lazy("bỏ danh sách"))

LONGEST_FILE_NAME = 200


class NotForLists(RosterRefused):
    message = gettext_lazy(
        "Danh sách nhập được vào đảng ủy xã, phường, vào một chi bộ, hoặc vào một nơi "
        "công tác. Hãy chọn một đơn vị như vậy."
    )


class ListDone(RosterRefused):
    """It was applied or discarded before."""

    def __init__(self, state: str) -> None:
        super().__init__(
            _(
                "Danh sách này đã xử lý xong trước đó (%(state)s). Không làm lại lần nữa."
            )
            % {"state": ImportState(state).label}
        )


class ListChanged(RosterRefused):
    message = gettext_lazy(
        "Từ lúc xem trước đến giờ, danh bạ đã có thay đổi nên kết quả khác với bản đã "
        "xem. Hãy xem lại bản mới rồi xác nhận."
    )


@dataclass(frozen=True)
class Outcome:
    """How many rows did what."""

    new: int
    changed: int
    same: int
    refused: int
    introduced: int = 0


def side_of(unit: Unit) -> Side:
    """Return the side to which a list of this unit belongs. Raises NotForLists."""
    if policies.is_listed_at_home(unit):
        return Side.HOME
    if unit.is_workplace:
        return Side.WORK
    raise NotForLists


@transaction.atomic
def plan_import(
    *, actor: Account, unit: Unit, file_name: str, content: bytes
) -> RosterImport:
    """Read a list and say what it would do. Nothing of it is written yet.

    Raises NotAllowed, NotForLists, UnitIsClosed, a subclass of UnreadableFile,
    ColumnsMissing, ColumnTwice, NoRows.
    """
    if not policies.imports.may_import(actor, unit):
        raise NotAllowed
    if unit.closed_on is not None and unit.closed_on <= clock.today():
        raise UnitIsClosed(unit.full_name)
    side = side_of(unit)
    name = text.tidy(PurePath(file_name.replace("\\", "/")).name)
    reading = read_list(file_name=name, content=content)
    rows = plan_lines(know(unit, side, reading.lines), reading.lines)
    planned = RosterImport.objects.create(
        unit=unit,
        file_name=name[-LONGEST_FILE_NAME:],
        sha256=hashlib.sha256(content).hexdigest(),
        plan={"counts": _counts(rows), "unused": list(reading.unused)},
        by=actor,
    )
    _keep(planned, rows)
    told = {"file": [None, planned.file_name], "rows": [None, len(rows)]}
    journal.record(actor=actor, verb=IMPORT_PLANNED, subject=planned, changes=told)
    return planned


@transaction.atomic
def refresh_plan(*, actor: Account, roster_import: RosterImport) -> None:
    """Say anew what a waiting list would do, as the roster stands now.

    Raises NotAllowed, ListDone.
    """
    policies.imports.require(actor, policies.SEE_IMPORT, roster_import)
    # The same value again: it holds the row, so that nobody carries it out meanwhile.
    _move_waiting(roster_import, ImportState.PLANNED)
    _known, fresh = _plan_anew(roster_import, rows_of_import(roster_import))
    roster_import.plan = roster_import.plan | {"counts": _counts(fresh)}
    roster_import.save(update_fields=["plan"])
    _keep(roster_import, fresh)


@transaction.atomic
def apply_import(
    *, actor: Account, roster_import: RosterImport, introduce: bool = False
) -> Outcome:
    """Carry a planned list out, once: all its rows but the refused, or none.

    With ``introduce`` whoever's ward a workplace's list names is introduced there,
    where that has not happened yet. Afterwards only the refused rows are kept.
    Raises NotAllowed, ListDone, ListChanged where the roster has changed since the
    plan was made, and with ``introduce`` what ``issue_introduction`` raises.
    """
    policies.imports.require(actor, policies.SEE_IMPORT, roster_import)
    _move_waiting(roster_import, ImportState.APPLIED)
    planned = rows_of_import(roster_import)
    known, fresh = _plan_anew(roster_import, planned)
    if fresh != planned:
        raise ListChanged
    introduced = sum(_carry_out(actor, known, row, introduce) for row in fresh)
    _keep(roster_import, [row for row in fresh if row.do is Do.REFUSED])
    roster_import.refresh_from_db(fields=["state", "applied_at"])
    counts = _counts(fresh)
    told = {name: [None, count] for name, count in counts.items()}
    journal.record(
        actor=actor, verb=IMPORT_APPLIED, subject=roster_import, changes=told
    )
    return Outcome(**counts, introduced=introduced)


def _carry_out(
    actor: Account,
    known: Known,
    row: Planned,
    introduce: bool,  # noqa: FBT001 - ours alone
) -> bool:
    """Write one row. Return whether somebody was introduced."""
    if row.do is Do.REFUSED:
        return False
    asked = wanted(known, row.values)
    if row.member is None:
        member = add_row(actor, known, asked)
    else:
        member = Member.objects.select_related("person").get(pk=row.member)
        if row.do is Do.CHANGED:
            change_row(actor, known, member, asked)
    due = introduce and member.pk not in known.waiting
    return due and introduce_row(actor, known, member, asked) is not None


@transaction.atomic
def discard_import(*, actor: Account, roster_import: RosterImport) -> None:
    """Throw a list away: its values can then be opened by nobody.

    Raises NotAllowed, ListDone.
    """
    policies.imports.require(actor, policies.SEE_IMPORT, roster_import)
    _move_waiting(roster_import, ImportState.DISCARDED)
    RosterImport.objects.filter(pk=roster_import.pk).update(rows_sealed=b"")
    roster_import.refresh_from_db()
    vault.forget(journal.key_of(roster_import))
    journal.record(actor=actor, verb=IMPORT_DISCARDED, subject=roster_import)


def rows_of_import(roster_import: RosterImport) -> list[Planned]:
    """Return the rows that are kept of a list, in the order of the file."""
    sealed = bytes(roster_import.rows_sealed)
    told = vault.unseal(journal.key_of(roster_import), sealed) if sealed else None
    return [_row(table) for table in json.loads(told or "[]")]


def refused_table(roster_import: RosterImport) -> Table:
    """Return the refused rows as a list to correct and bring again, with the reasons."""
    rows = [r for r in rows_of_import(roster_import) if r.do is Do.REFUSED]
    used = [field for field in Field if any(field in row.values for row in rows)]
    return Table(
        name=str(_("Dòng chưa nhập")),
        columns=(
            TableColumn(str(_("Dòng")), 8),
            TableColumn(str(_("Vì sao chưa nhập")), 60),
            *(TableColumn(TITLES[field], 18) for field in used),
        ),
        rows=[
            [
                str(row.number),
                " ".join(row.why),
                *(_written(row.values.get(field, "")) for field in used),
            ]
            for row in rows
        ],
    )


def _plan_anew(
    roster_import: RosterImport, rows: list[Planned]
) -> tuple[Known, list[Planned]]:
    # What could not be read is kept as it was written, and its reasons with it.
    lines = [
        Line(row.number, row.values, row.why if row.is_unreadable else ())
        for row in rows
    ]
    unit = roster_import.unit
    known = know(unit, side_of(unit), lines)
    return known, plan_lines(known, lines)


def _move_waiting(roster_import: RosterImport, state: ImportState) -> None:
    """Move a list that waits to a state. Raises ListDone where it waits no more."""
    waits = RosterImport.objects.filter(pk=roster_import.pk, state=ImportState.PLANNED)
    applied_at = clock.now() if state is ImportState.APPLIED else None
    if not waits.update(state=state, applied_at=applied_at):
        roster_import.refresh_from_db()
        raise ListDone(roster_import.state)


def _keep(roster_import: RosterImport, rows: list[Planned]) -> None:
    told = json.dumps([dataclasses.asdict(row) for row in rows], ensure_ascii=False)
    sealed = vault.seal(journal.key_of(roster_import), told)
    RosterImport.objects.filter(pk=roster_import.pk).update(rows_sealed=sealed)
    roster_import.rows_sealed = sealed


def _row(table: dict[str, Any]) -> Planned:
    return Planned(
        **{
            **table,
            "do": Do(table["do"]),
            "why": tuple(table["why"]),
            "changes": {k: (v[0], v[1]) for k, v in table["changes"].items()},
        }
    )


def _counts(rows: list[Planned]) -> dict[str, int]:
    found = Counter(row.do for row in rows)
    return {do.value: found[do] for do in Do}


def _written(value: str) -> str:
    """Return a kept day as people write it; anything else as it is."""
    try:
        return f"{dt.date.fromisoformat(value):%d/%m/%Y}" if "-" in value else value
    except ValueError:
        return value
