"""``ganket roster import``, and the commands beside it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ganket.cli.lists import check_list
from ganket.cli.start import (
    FAULTS,
    Stopped,
    json_option,
    say_json,
    usage,
    with_database,
)
from ganket.cli.words import _

if TYPE_CHECKING:
    from ganket.org.models import Unit
    from ganket.roster.commands import Outcome, Planned
    from ganket.roster.models import RosterImport

IMPORT_HELP = _("""Nhập danh sách đảng viên từ tệp xlsx hoặc csv vào một đơn vị.

Lúc đầu chỉ đọc tệp và cho biết sẽ làm gì; có --apply mới ghi. Dòng nào sai thì
nói rõ vì sao; các dòng khác vẫn ghi được.

\b
Ví dụ:
  ganket roster import danh-sach.xlsx --unit 31825.K02
  ganket roster import danh-sach.csv --unit 96.BV.01 --apply
  ganket roster import danh-sach.xlsx --unit 31825 --apply --yes --json

Kết thúc với mã 1 nếu có dòng không nhập được.
""")
# So many rows of each kind are shown; JSON has them all.
SHOWN = 20


@click.group(help=_("Danh sách đảng viên."), short_help=_("Danh sách đảng viên."))
def roster() -> None:
    """Hold the commands about the roster together."""


roster.add_command(check_list)


@roster.command(name="import", help=IMPORT_HELP, short_help=_("Nhập danh sách từ tệp."))
@click.argument(
    "file",
    metavar=_("TỆP"),
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--unit", "code", required=True, help=_("Mã đơn vị, ví dụ 31825.K02."))
@click.option("--apply", "is_applied", is_flag=True, help=_("Ghi vào hệ thống."))
@click.option(
    "--introduce",
    is_flag=True,
    help=_("Gửi luôn giấy giới thiệu về phường ghi trong danh sách."),
)
@click.option("--yes", is_flag=True, help=_("Không hỏi lại trước khi ghi."))
@json_option
@with_database
def import_list(
    *,
    file: Path,
    code: str,
    is_applied: bool,
    introduce: bool,
    yes: bool,
    as_json: bool,
) -> None:
    from ganket.accounts.queries import clerk_of_the_house
    from ganket.roster import commands

    if is_applied and not yes and (as_json or not sys.stdin.isatty()):
        usage(_("Chạy trong kịch bản thì thêm --yes để ghi mà không hỏi lại."))
    house, unit = clerk_of_the_house(), unit_of(code)
    planned = commands.plan_import(
        actor=house, unit=unit, file_name=file.name, content=file.read_bytes()
    )
    rows = commands.rows_of_import(planned)
    told = told_of(unit, planned, rows)
    if not as_json:
        show(told)
    outcome = None
    if is_applied and (yes or is_agreed()):
        outcome = commands.apply_import(
            actor=house, roster_import=planned, introduce=introduce
        )
    else:
        commands.discard_import(actor=house, roster_import=planned)
    finish(told, outcome, as_json=as_json)


def unit_of(code: str) -> "Unit":
    from ganket.org.queries import find_unit

    unit = find_unit(code)
    if unit is None:
        raise Stopped(
            _("Không có đơn vị nào mang mã %s.") % code
            + "\n"
            + _("Xem mã ở trang Đơn vị, ví dụ 31825 hoặc 31825.K02.")
        )
    return unit


def told_of(
    unit: "Unit", planned: "RosterImport", rows: "list[Planned]"
) -> dict[str, Any]:
    """Return what a plan says, in the form in which it is printed as JSON."""
    return {
        "unit": unit.code,
        "name": unit.full_name,
        "file": planned.file_name,
        "counts": planned.plan["counts"],
        "unused": planned.plan["unused"],
        "refused": [
            {"row": row.number, "why": list(row.why)}
            for row in rows
            if row.do == "refused"
        ],
        "changed": [
            {"row": row.number, "changes": dict(row.changes)}
            for row in rows
            if row.do == "changed"
        ],
    }


def show(told: dict[str, Any]) -> None:
    counts = told["counts"]
    click.echo(f"{told['file']} → {told['name']} ({told['unit']})")
    for name, label in (
        ("new", _("thêm mới")),
        ("changed", _("sửa lại")),
        ("same", _("giữ nguyên")),
        ("refused", _("không nhập được")),
    ):
        click.echo(f"  {counts[name]:>6} {label}")
    if told["unused"]:
        click.echo(_("Cột không dùng đến: %s") % ", ".join(told["unused"]))
    for row in told["refused"][:SHOWN]:
        why = " ".join(row["why"])
        click.secho(_("  Dòng %d: ") % row["row"] + why, fg="red")
    for row in told["changed"][:SHOWN]:
        changes = "; ".join(
            f"{title}: {old or '–'} → {new or '–'}"
            for title, (old, new) in row["changes"].items()
        )
        click.echo(_("  Dòng %d: ") % row["row"] + changes)
    more = max(len(told["refused"]), len(told["changed"])) - SHOWN
    if more > 0:
        click.echo(_("  … và nữa; xem đủ bằng --json."))


def is_agreed() -> bool:
    return click.confirm(_("Ghi các dòng trên vào hệ thống?"), err=True)


def finish(told: dict[str, Any], outcome: "Outcome | None", *, as_json: bool) -> None:
    """Tell what came of it, and end with a code that a script can trust."""
    is_applied = outcome is not None
    introduced = outcome.introduced if outcome is not None else 0
    if as_json:
        say_json({**told, "applied": is_applied, "introduced": introduced})
    elif outcome is not None:
        counts = told["counts"]
        has_written = counts["new"] or counts["changed"]
        nothing = _("Không có dòng nào phải ghi.")
        click.echo(_("Đã ghi.") if has_written else nothing)
        if introduced:
            click.echo(_("Đã gửi %d giấy giới thiệu.") % introduced)
    else:
        click.echo(_("Chưa ghi gì. Muốn ghi thì chạy lại lệnh này với --apply."))
    sys.exit(FAULTS if told["counts"]["refused"] else 0)
