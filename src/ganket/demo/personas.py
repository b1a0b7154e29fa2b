"""Whom a visitor of the demo may be: one for each part that is played in a year."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.people.queries import with_email

DOMAIN = "ganket.example"


@dataclass(frozen=True)
class Persona:
    """A part to play; the person who plays it has ``key`` in their e-mail address."""

    key: str
    title: "str | Promise"
    about: "str | Promise"


PERSONAS = (
    Persona(
        "secretary",
        _("Bí thư Chi bộ Khóm 2"),
        _(
            "Tối nay có buổi sinh hoạt, đang viết phiếu nhận xét, có ý kiến chờ trả lời. "
            "Xem trên điện thoại là hợp nhất."
        ),
    ),
    Persona(
        "member",
        _("Đảng viên, điều dưỡng trưởng ở bệnh viện"),
        _("Ở Khóm 2. Nêu ý kiến, đọc phiếu nhận xét của mình và trả lời."),
    ),
    Persona(
        "clerk",
        _("Cán bộ Ban Xây dựng Đảng phường"),
        _("Có giấy giới thiệu chờ tiếp nhận, theo dõi 12 chi bộ trong đợt nhận xét."),
    ),
    Persona(
        "leader",
        _("Bí thư Đảng ủy phường"),
        _("Trả lời ý kiến các chi bộ chuyển lên, xác nhận phiếu nhận xét."),
    ),
    Persona(
        "officer",
        _("Cán bộ tổ chức, Bệnh viện Đa khoa Bạc Liêu"),
        _("Giới thiệu đảng viên về nơi cư trú, nhận phiếu và phản hồi."),
    ),
    Persona(
        "front",
        _("Thành viên Ban công tác Mặt trận Khóm 2"),
        _(
            "Đọc từng phiếu nhận xét và sổ ghi trước buổi họp với chi bộ; xem tình hình các ý kiến."
        ),
    ),
    Persona(
        "deputy",
        _("Phó bí thư Chi bộ Khóm 2"),
        _("Cùng điểm danh, và giúp đảng viên không dùng điện thoại."),
    ),
    Persona(
        "province",
        _("Cán bộ Tỉnh ủy"),
        _("Xem số liệu chung; không mở được hồ sơ của một người."),
    ),
    Persona(
        "administrator",
        _("Quản trị hệ thống"),
        _("Lập đơn vị, giao chức vụ, cấp mã mời; không đọc nội dung."),
    ),
)


def address(key: str) -> str:
    return f"{key}@{DOMAIN}"


def account_of(key: str) -> Account | None:
    """Return the account of a persona; none outside of a demo, whoever is there."""
    if not settings.GANKET_DEMO or key not in {persona.key for persona in PERSONAS}:
        return None
    person = with_email(address(key)).select_related("account").first()
    return person.account if person is not None else None
