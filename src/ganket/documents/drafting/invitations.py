"""The slip by which one person is let in."""

import datetime as dt
from urllib.parse import urlencode

from ganket.documents import dates
from ganket.documents.sheets import InvitationSheet


def draft_invitation(
    *,
    name: str,
    unit: str,
    code: str,
    handle: str,
    last_day: dt.date,
    site: str,
    accept_url: str,
) -> InvitationSheet:
    """Return the slip of one person; ``site`` is typed, ``accept_url`` photographed."""
    return InvitationSheet(
        product="Gắn Kết",
        unit=unit,
        greeting="Kính gửi đồng chí",
        name=name,
        code_label="Mã mời của riêng đồng chí:",
        code=code,
        address_label="Mở trang",
        address=site.partition("://")[2] or site,
        link=f"{accept_url}?{urlencode({'code': code})}",
        steps_label="Vào lần đầu, ba bước:",
        steps=(
            "Chụp ô vuông bằng điện thoại, hoặc mở trang bên cạnh và gõ mã mời.",
            "Đặt mật khẩu mới cho mình.",
            f"Lần sau vào bằng số điện thoại, hoặc bằng mã {handle}.",
        ),
        valid_until=f"Mã dùng được một lần, đến hết ngày {dates.short_day(last_day)}.",
        note="Xin đừng đưa mã cho người khác.",
    )
