"""``ganket init``, ``ganket migrate`` and ``ganket check``."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import click

from ganket.cli import preparing
from ganket.cli.start import (
    FAULTS,
    Stopped,
    json_option,
    say_json,
    with_django,
    with_new_django,
)
from ganket.cli.words import _, n_

INIT_HELP = _("""Lập hệ thống mới: nạp các đơn vị cả nước, mở quyền cho người quản trị.

In ra mã mời để người quản trị đặt mật khẩu. Mã chỉ hiện một lần.

\b
Ví dụ:
  ganket init --name "Trần Văn Năm" --phone 0913555012
""")
MIGRATE_HELP = _("""Nâng cấp cơ sở dữ liệu cho khớp với bản phần mềm đang cài.

Hãy sao lưu trước. Chạy lại nhiều lần cũng không sao.
""")
CHECK_HELP = _("""Kiểm tra cài đặt, cơ sở dữ liệu, cây đơn vị, số liệu, sổ ghi, việc nền.

\b
Ví dụ:
  ganket check
  ganket check --json | jq .ok
  ganket check --seal 3f0c…         dấu in ra lần trước còn trong sổ ghi không

In ra dấu niêm phong mới nhất của sổ ghi. Giữ dấu ấy ở nơi khác thì lần sau thấy được
phần cuối của sổ có bị cắt đi không.

Kết thúc với mã 1 nếu có chỗ sai.
""")


@click.command(help=INIT_HELP, short_help=_("Lập hệ thống mới."))
@click.option(
    "--name", required=True, help=_("Họ và tên người quản trị, có dấu đầy đủ.")
)
@click.option("--phone", default="", help=_("Số điện thoại, để đăng nhập."))
@click.option("--email", default="", help=_("Thư điện tử, để đăng nhập."))
@json_option
@with_new_django
def init(*, name: str, phone: str, email: str, as_json: bool) -> None:
    from ganket.accounts.queries import clerk_of_the_house
    from ganket.org import commands, queries
    from ganket.org.enums import Role

    preparing.need_database()
    preparing.need_keys()
    house = clerk_of_the_house()
    commands.load_country(actor=house)
    if queries.holders_of([Role.ADMINISTRATOR], queries.get_nation()).exists():
        raise Stopped(
            _("Hệ thống đã có người quản trị.")
            + "\n"
            + _("Nếu người ấy quên mật khẩu, hãy cấp mã mới bằng: ganket invite MÃ")
        )
    invited = commands.install_administrator(
        actor=house, full_name=name, email=email, phone_number=phone
    )
    told = invited.person.full_name
    tell_invitation(told, invited.handle, invited.code, as_json=as_json)


def tell_invitation(name: str, handle: str, code: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"name": name, "handle": handle, "code": code})
        return
    click.echo(_("Đã mở quyền cho: %s") % name)
    click.echo(_("Mã đăng nhập:     %s") % handle)
    click.echo(_("Mã mời:           %s") % code)
    click.echo(_("Vào trang đăng nhập, chọn “Tôi có mã mời” rồi đặt mật khẩu."))


@click.command(help=MIGRATE_HELP, short_help=_("Nâng cấp cơ sở dữ liệu."))
@with_new_django
def migrate() -> None:
    from ganket.kernel import db

    steps = db.pending()
    preparing.migrate()
    if not steps:
        click.echo(_("Cơ sở dữ liệu đã đúng bản, không phải làm gì."))
        return
    told = n_("Đã nâng cấp %d bước.", "Đã nâng cấp %d bước.", len(steps))
    click.echo(told % len(steps))


@dataclass(frozen=True)
class Check:
    name: str
    label: str
    faults: Callable[[], list[str]]


@click.command(help=CHECK_HELP, short_help=_("Kiểm tra hệ thống."))
@json_option
@click.option(
    "--seal",
    "kept",
    default="",
    help=_("Dấu niêm phong đã giữ từ lần kiểm tra trước."),
)
@with_django
def check(*, as_json: bool, kept: str) -> None:
    from ganket.kernel import db

    if db.is_new():
        raise Stopped(_("Cơ sở dữ liệu còn trống. Hãy chạy: ganket init"))
    results = list(run_checks(kept))
    faulty = any(faults for _check, faults in results)
    seal = newest_seal(results)
    if as_json:
        told = [
            {"name": check.name, "ok": not faults, "faults": faults}
            for check, faults in results
        ]
        say_json({"ok": not faulty, "seal": seal, "checks": told})
    else:
        for each, faults in results:
            tell_check(each, faults)
        if seal:
            click.echo(_("Dấu niêm phong: %s") % seal)
    sys.exit(FAULTS if faulty else 0)


def newest_seal(results: list[tuple[Check, list[str]]]) -> str:
    """Return the digest of the journal's end, where the database could be read."""
    from ganket.journal import queries

    if all(check.name != "journal" for check, _faults in results):
        return ""
    newest = queries.head()
    return newest.digest if newest else ""


def run_checks(kept_seal: str = "") -> list[tuple[Check, list[str]]]:
    """Run every check that makes sense, with a bar where somebody watches.

    Where the database cannot be read the rest would only say so again.
    """
    from ganket.kernel import db

    results = []
    checks = all_checks(kept_seal)
    watched = sys.stderr.isatty()
    bar = click.progressbar(checks, file=sys.stderr, hidden=not watched)
    with bar:
        for each in bar:
            results.append((each, each.faults()))
            if each.name == "database" and not db.is_ready():
                break
    return results


def all_checks(kept_seal: str = "") -> list[Check]:
    from ganket.cli import health
    from ganket.kernel import db

    return [
        Check("settings", _("Cài đặt"), health.settings_faults),
        Check("database", _("Cơ sở dữ liệu"), db.faults),
        Check("keys", _("Khóa"), health.key_faults),
        Check("tree", _("Cây đơn vị"), health.tree_faults),
        Check("tallies", _("Số liệu cộng dồn"), health.tally_faults),
        Check("journal", _("Sổ ghi"), partial(health.journal_faults, kept_seal)),
        Check("jobs", _("Việc chạy nền"), health.job_faults),
    ]


def tell_check(check: Check, faults: list[str]) -> None:
    mark = click.style(_("SAI"), fg="red") if faults else click.style("ok ", fg="green")
    click.echo(f"{mark} {check.label}")
    for fault in faults:
        click.echo(f"    {fault}")
