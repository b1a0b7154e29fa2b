"""``ganket``: one program for everything an administrator does."""

from importlib.metadata import version

import click

from ganket.cli import demonstration, papers, people, roster, serving, store
from ganket.cli.words import _

ABOUT = _(
    "Gắn Kết giữ mối liên hệ giữa đảng viên đang công tác và chi bộ nơi cư trú. "
    "Chương trình này dành cho người quản trị máy."
)
EXAMPLES = _("""\b
Ví dụ:
  ganket demo                       xem thử với dữ liệu dựng sẵn
  ganket init --name "Trần Văn Năm" lập hệ thống mới
  ganket serve                      mở cho mọi người vào
  ganket check                      xem hệ thống có chỗ nào sai

Mã kết thúc: 0 xong; 1 có chỗ sai hoặc bị từ chối; 2 gọi lệnh chưa đúng.
""")


@click.group(
    help=f"{ABOUT}\n\n{EXAMPLES}",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@click.version_option(version("ganket"), prog_name="ganket")
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    help=_("Ngôn ngữ của chương trình. Mặc định theo LANG; không rõ thì tiếng Việt."),
)
def main(lang: str | None) -> None:
    """Take the language, which ``words`` has read already."""


for _command in (
    demonstration.demo,
    serving.serve,
    serving.worker,
    store.init,
    store.migrate,
    store.check,
    people.invite,
    roster.roster,
    papers.print_papers,
):
    main.add_command(_command)
