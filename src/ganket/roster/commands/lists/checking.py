"""Judging any list without writing: who is in it, and what is wrong with each row."""

import io

from django.utils.translation import gettext_lazy

from ganket.documents import ports
from ganket.kernel import clock
from ganket.roster.commands.refusals import RosterRefused
from ganket.roster.reading import Listing, read_book


class NoListInside(RosterRefused):
    message = gettext_lazy(
        "Không tìm thấy danh sách đảng viên trong tệp. Đồng chí xem lại tệp có bảng với "
        "cột họ tên và cột ngày sinh hay chưa, rồi chọn lại."
    )


def check_list(*, file_name: str, content: bytes) -> Listing:
    """Read a list in whatever state it is. Nothing is written.

    Raises a subclass of UnreadableFile, and NoListInside where no table of people
    was found on any sheet.
    """
    book = ports.reader().book(io.BytesIO(content), name=file_name)
    listing = read_book(book, clock.today())
    if not listing.sheets:
        raise NoListInside
    return listing
