"""``ganket roster check``: what a list says, and what is wrong with it."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ganket.cli.start import json_option, say_json, usage, without_data
from ganket.cli.words import _, n_

if TYPE_CHECKING:
    from ganket.roster.reading import Entry, Listing, Problem

CHECK_HELP = _("""Đọc một danh sách trong bất kỳ tệp bảng tính nào và cho biết chỗ sai.

Chỉ đọc, không ghi gì vào hệ thống. Nhận tệp xlsx, xls, ods, csv, tsv; dòng tiêu
đề, dòng tổng cộng, chữ ký, phông chữ cũ (.VnTime, VNI) đều đọc được.

\b
Ví dụ:
  ganket roster check danh-sach.xlsx
  ganket roster check danh-sach.xls --json

Kết thúc với mã 2 nếu không đọc được tệp.
""")
# So many rows of each kind are shown; JSON has them all.
SHOWN = 20


@click.command(
    name="check", help=CHECK_HELP, short_help=_("Xem một danh sách có chỗ nào sai.")
)
@click.argument("file", metavar=_("TỆP"), type=click.Path(path_type=Path))
@json_option
@without_data
def check_list(*, file: Path, as_json: bool) -> None:
    from ganket.kernel.errors import Refused
    from ganket.roster import commands

    try:
        listing = commands.check_list(file_name=file.name, content=content_of(file))
    except Refused as refusal:
        usage(str(refusal))
    if as_json:
        say_json(told_of(listing))
    else:
        show(listing)


def content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        usage(_("Không có tệp %s.") % file)
    except OSError as fault:
        usage(
            _("Không mở được tệp %(file)s: %(why)s.")
            % {"file": file, "why": fault.strerror}
        )


def told_of(listing: "Listing") -> dict[str, Any]:
    """Return a list as scripts get it; what is not known is null."""
    return {
        "encoding": listing.encoding,
        "sheets": list(listing.sheets),
        "rows": [row_of(entry) for entry in listing.entries],
        "refused": [
            {
                "sheet": row.sheet,
                "row": row.row,
                "problems": problems_of(row.problems),
            }
            for row in listing.refused
        ],
    }


def row_of(entry: "Entry") -> dict[str, Any]:
    names = (
        *("full_name", "sex", "born", "party_card_no", "citizen_id", "joined"),
        *("workplace", "address", "phone"),
    )
    return {
        "id": entry.id,
        "sheet": entry.sheet,
        "row": entry.row,
        **{name: getattr(entry, name) or None for name in names},
        "problems": problems_of(entry.problems),
    }


def problems_of(problems: "Iterable[Problem]") -> list[dict[str, str]]:
    return [{"code": p.code, "message": p.message} for p in problems]


def show(listing: "Listing") -> None:
    """Tell the same in a few lines for a person."""
    doubtful = [entry for entry in listing.entries if entry.problems]
    count = len(listing.entries)
    click.echo(
        n_(
            "Đọc được %(count)d đồng chí ở %(sheets)s.",
            "Đọc được %(count)d đồng chí ở %(sheets)s.",
            count,
        )
        % {"count": count, "sheets": ", ".join(listing.sheets)}
    )
    click.echo(_("Bảng mã: %s.") % listing.encoding)
    for entry in doubtful[:SHOWN]:
        why = " ".join(problem.message for problem in entry.problems)
        place = {"row": entry.row, "sheet": entry.sheet, "name": entry.full_name}
        click.echo(_("  Dòng %(row)d, trang %(sheet)s, %(name)s: ") % place + why)
    for row in listing.refused[:SHOWN]:
        why = " ".join(problem.message for problem in row.problems)
        place = {"row": row.row, "sheet": row.sheet}
        text = _("  Dòng %(row)d, trang %(sheet)s: ") % place + why
        click.secho(text, fg="red")
    if max(len(doubtful), len(listing.refused)) > SHOWN:
        click.echo(_("  … và nữa; xem đủ bằng --json."))
    if listing.left_out:
        sheets = ", ".join(listing.left_out)
        click.echo(_("Trang ẩn không đọc: %s.") % sheets)
    sys.exit(0)
