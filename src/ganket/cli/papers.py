"""``ganket print``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ganket.cli.roster import unit_of
from ganket.cli.start import Stopped, with_database
from ganket.cli.words import _

if TYPE_CHECKING:
    from ganket.org.models import Unit

PRINT_HELP = _("""In giấy tờ của một chi bộ hay cả phường vào một tệp PDF.

\b
Ví dụ:
  ganket print reviews --unit 31825.K02 --year 2026 --out phieu-khom-2.pdf
  ganket print introductions --unit 31825 --year 2026 --out giay.pdf

Kết thúc với mã 1 nếu không có gì để in.
""")
FIRST_YEAR, LAST_YEAR = 2000, 2100


@click.group(name="print", help=PRINT_HELP, short_help=_("In giấy tờ ra PDF."))
def print_papers() -> None:
    """Hold the commands that print together."""


def printing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that all printing has."""
    options = (
        click.option("--unit", "code", required=True, help=_("Mã chi bộ hoặc phường.")),
        click.option(
            "--year",
            required=True,
            type=click.IntRange(FIRST_YEAR, LAST_YEAR),
            help=_("Năm ghi trên giấy."),
        ),
        click.option(
            "--out",
            required=True,
            type=click.Path(dir_okay=False, writable=True, path_type=Path),
            help=_("Tệp PDF sẽ ghi ra."),
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@print_papers.command(short_help=_("Phiếu nhận xét đã xác nhận."))
@printing
@with_database
def reviews(code: str, year: int, out: Path) -> None:
    """In các phiếu nhận xét đã xác nhận của một năm."""
    from ganket.reviews.commands import print_reviews

    write(print_reviews, code, year, out)


@print_papers.command(short_help=_("Giấy giới thiệu đã gửi hoặc đã nhận."))
@printing
@with_database
def introductions(code: str, year: int, out: Path) -> None:
    """In các giấy giới thiệu mà đơn vị đã gửi hoặc đã nhận trong một năm."""
    from ganket.roster.commands import print_introductions

    write(print_introductions, code, year, out)


def write(
    render: "Callable[[Unit, int], bytes]", code: str, year: int, out: Path
) -> None:
    """Print into a file, which is whole or not there at all."""
    unit = unit_of(code)
    if not out.parent.is_dir():
        raise Stopped(_("Không có thư mục %s để ghi tệp vào.") % out.parent)
    content = render(unit, year)
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        sentence = _("Không ghi được tệp %(file)s: %(why)s.")
        raise Stopped(sentence % {"file": out, "why": error.strerror}) from error
    size = len(content) / 1024
    told = _("Đã in vào %(file)s (%(size).0f KB).")
    click.echo(told % {"file": out, "size": size})
