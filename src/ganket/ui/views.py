"""The gallery: every component in every state, to look at and to test."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ganket.ui.chrome import Chrome, NavItem, Viewer
from ganket.ui.forms import Specimen

LONG_NAME = "Nguyễn Phước Công Tằng Tôn Nữ Bích Thảo Nguyên"
LONG_UNIT = (
    "Ban Quản lý Dự án đầu tư xây dựng các công trình giao thông và nông nghiệp "
    "tỉnh Cà Mau"
)


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    page = {
        "own_chrome": specimen_chrome(),
        "blank": Specimen(),
        "broken": Specimen(
            {"name": LONG_NAME, "born": "31/02/1975", "kind": "T", "text": "Đèn đường"}
        ),
        "long_name": LONG_NAME,
        "long_unit": LONG_UNIT,
    }
    return render(request, "ui/gallery.html", page)


def specimen_chrome() -> Chrome:
    return Chrome(
        unit=_("Chi bộ khóm 2"),
        parent=_("Phường Bạc Liêu"),
        nav=(
            NavItem(
                label=_("Việc cần làm"), url="#", icon="list-checks", is_current=True
            ),
            NavItem(label=_("Đảng viên"), url="#", icon="users"),
            NavItem(label=_("Sinh hoạt"), url="#", icon="calendar-days"),
            NavItem(label=_("Ý kiến"), url="#", icon="message-square-text"),
            NavItem(label=_("Nhận xét"), url="#", icon="clipboard-check"),
        ),
        viewer=Viewer(name=_("Trần Văn Năm"), url="#", sign_out_url="#"),
        demo_line=_("Bản trình diễn: người và việc ở đây đều được dựng lên."),
    )
