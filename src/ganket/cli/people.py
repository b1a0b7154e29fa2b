"""``ganket invite``."""

import click

from ganket.cli.start import Stopped, json_option, with_database
from ganket.cli.store import tell_invitation
from ganket.cli.words import _

INVITE_HELP = _("""Cấp mã mời mới cho người đã có mã đăng nhập, khi quên mật khẩu.

Mã cũ hết dùng được. Mã mới chỉ hiện một lần.

\b
Ví dụ:
  ganket invite K7M2QP
""")


@click.command(help=INVITE_HELP, short_help=_("Cấp mã mời mới."))
@click.argument("handle", metavar="MÃ")
@json_option
@with_database
def invite(*, handle: str, as_json: bool) -> None:
    from ganket.accounts.queries import clerk_of_the_house, find_handle
    from ganket.people import commands
    from ganket.people.queries import person_of

    account = find_handle(handle)
    person = person_of(account) if account else None
    if person is None:
        raise Stopped(_("Không có ai mang mã đăng nhập %s. Hãy xem lại mã.") % handle)
    invited = commands.invite(actor=clerk_of_the_house(), person=person)
    tell_invitation(person.full_name, invited.handle, invited.code, as_json=as_json)
