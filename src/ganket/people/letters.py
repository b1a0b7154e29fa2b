"""Letters that go to one person by e-mail."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ganket.people.models import Invited


def new_code(invited: Invited) -> tuple[str, str]:
    """Return subject and text of the letter to somebody who forgot their password."""
    query = urlencode({"code": invited.code})
    values = {
        "name": invited.person.full_name,
        "link": f"{settings.GANKET_SITE_URL}{reverse('accounts:accept')}?{query}",
        "code": invited.code,
        "handle": invited.handle,
        "day": f"{invited.last_day:%d/%m/%Y}",
    }
    text = _(
        "Kính gửi đồng chí %(name)s,\n\n"
        "Có người xin đặt lại mật khẩu Gắn Kết của đồng chí. Nếu là đồng chí, hãy mở "
        "đường dẫn dưới đây rồi đặt mật khẩu mới:\n\n"
        "%(link)s\n\n"
        "Hoặc mở trang Gắn Kết, chọn “Tôi có mã mời” và gõ mã: %(code)s\n"
        "Mã đăng nhập của đồng chí: %(handle)s\n"
        "Mã dùng được một lần, đến hết ngày %(day)s.\n\n"
        "Nếu không phải đồng chí xin, xin bỏ qua thư này: mật khẩu cũ vẫn dùng được.\n"
    )
    return _("Gắn Kết: đặt lại mật khẩu"), text % values
