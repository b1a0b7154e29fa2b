"""``ganket serve`` and ``ganket worker``."""

import datetime as dt
import os
import signal

import click

from ganket.cli import preparing, supervisor
from ganket.cli.start import with_database, with_django
from ganket.cli.words import _

SERVE_HELP = _("""Mở hệ thống cho mọi người vào, cùng một tiến trình chạy nền.

\b
Ví dụ:
  ganket serve
  ganket serve --host 0.0.0.0 --port 80 --workers 4

Nhấn Ctrl-C hoặc gửi SIGTERM để dừng; việc đang làm dở được làm xong đã.
""")
WORKER_HELP = _("""Chỉ chạy các việc nền: gửi thư, niêm phong sổ ghi, dọn dẹp.

“ganket serve” đã chạy sẵn một tiến trình như thế; lệnh này dành cho máy thứ hai.
""")


@click.command(help=SERVE_HELP, short_help=_("Mở hệ thống cho mọi người vào."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Địa chỉ mở."))
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help=_("Cổng mở."),
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help=_("Số tiến trình phục vụ."),
)
@with_django
def serve(host: str, port: int, workers: int) -> None:
    run_site(host, port, workers)


THREADS = 4


def run_site(host: str, port: int, workers: int, ready: str = "") -> None:
    """Serve until stopped. ``ready`` is said once the site answers."""
    preparing.need_free_port(host, port)
    preparing.need_database()
    preparing.need_keys()
    preparing.need_static_files()
    address = f"http://{supervisor.reachable(host)}:{port}"
    if supervisor.reachable(host) != host and "GANKET_SITE_URL" not in os.environ:
        hint = _("Chỉ máy này vào được. Để người khác vào, hãy ghi địa chỉ họ sẽ gõ:")
        click.echo(f"{hint} GANKET_SITE_URL=http://…:{port}", err=True)
    os.environ.setdefault("GANKET_SITE_URL", address)
    parts = [supervisor.web(host, port, workers, THREADS), supervisor.background()]

    def tell() -> None:
        if ready:
            click.echo(ready)
        click.echo(_("Gắn Kết đang chạy tại %s") % os.environ["GANKET_SITE_URL"])

    supervisor.Supervisor(parts).run(tell, (host, port))
    click.echo(_("Đã dừng."))


@click.command(help=WORKER_HELP, short_help=_("Chỉ chạy các việc nền."))
@click.option(
    "--lease",
    default=60.0,
    hidden=True,
    type=click.FloatRange(0.5, 3600),
    help=_("Sau bao nhiêu giây im lặng thì việc đang làm được giao cho nơi khác."),
)
@with_database
def worker(lease: float) -> None:
    from ganket.jobs.runner import Runner

    preparing.need_keys()
    runner = Runner(dt.timedelta(seconds=lease))
    signal.signal(signal.SIGTERM, runner.shutdown)
    signal.signal(signal.SIGINT, runner.shutdown)
    runner.work()
