"""``ganket demo``."""

import os
import sys
from pathlib import Path

import click

from ganket.cli import preparing, serving
from ganket.cli.start import Stopped, start_django, told_plainly
from ganket.cli.words import _, n_

DEMO_HELP = _("""Dựng một phường để xem thử rồi mở ra: 700 đảng viên, hai kỳ sinh hoạt.

Người và việc đều được dựng lên. Mọi thứ nằm trong một thư mục riêng; thư mục
đang chứa dữ liệu thật thì lệnh này không đụng tới.

\b
Ví dụ:
  ganket demo
  ganket demo --data-dir /tmp/xem-thu --no-serve
  ganket demo --new                 bỏ bản cũ, dựng lại từ đầu
""")


def usual_folder() -> Path:
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(f"{home}/ganket-demo").expanduser()


@click.command(help=DEMO_HELP, short_help=_("Xem thử với dữ liệu dựng sẵn."))
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("Thư mục của bản xem thử. Mặc định: ~/.local/share/ganket-demo."),
)
@click.option("--no-serve", is_flag=True, help=_("Chỉ dựng, không mở trang web."))
@click.option("--new", is_flag=True, help=_("Bỏ bản xem thử cũ, dựng lại từ đầu."))
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help=_("Cổng mở."),
)
def demo(*, data_dir: Path | None, no_serve: bool, new: bool, port: int) -> None:
    folder = (data_dir or usual_folder()).resolve()
    if not no_serve:
        preparing.need_free_port("127.0.0.1", port)
    is_built = prepare(folder, new=new)
    start_django(folder)
    if not is_built:
        told_plainly(load, folder)
    if no_serve:
        click.echo(_("Bản xem thử ở %s. Mở ra bằng lệnh:") % folder)
        click.echo(f"  ganket demo --data-dir {folder}")
        return
    told_plainly(serving.run_site, "127.0.0.1", port, 2, who_to_be())


def prepare(folder: Path, *, new: bool) -> bool:
    """Make the folder a demo's before any setting is read. Return whether one stands."""
    from ganket.demo import folder as demo_folder

    found = demo_folder.look(folder)
    if found is demo_folder.Found.FOREIGN:
        raise Stopped(
            _("Thư mục %s đang chứa dữ liệu khác, bản xem thử không ghi vào đó.")
            % folder
            + "\n"
            + _("Hãy chọn một thư mục trống bằng --data-dir.")
        )
    if found is demo_folder.Found.READY and not new:
        return True
    try:
        demo_folder.begin(folder)
    except OSError as error:
        sentence = _("Không ghi được vào thư mục %(folder)s: %(why)s.")
        raise Stopped(sentence % {"folder": folder, "why": error.strerror}) from error
    return False


def load(folder: Path) -> None:
    """Build the demo, telling on stderr how far it is."""
    from ganket.demo import build
    from ganket.demo import folder as demo_folder

    click.echo(_("Đang dựng Phường Bạc Liêu, chừng một phút …"), err=True)
    preparing.migrate()
    done = 0
    for done, whole in build.build():
        if sys.stderr.isatty():
            click.echo(f"\r  {done}/{whole}", nl=False, err=True)
    told = n_("Đã làm xong %d việc.", "Đã làm xong %d việc.", done) % done
    click.echo(("\r" if sys.stderr.isatty() else "") + told, err=True)
    demo_folder.finish(folder)


def who_to_be() -> str:
    """Return the lines that tell a visitor whom they may be."""
    from ganket.demo.personas import PERSONAS, account_of

    lines = [_("Mở trang dưới đây, chọn một người rồi vào, không cần mật khẩu:")]
    for persona in PERSONAS:
        account = account_of(persona.key)
        if account is not None:
            lines.append(f"  {account.person.full_name:<22} {persona.title}")
    return "\n".join(lines)
