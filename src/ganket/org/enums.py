from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    NATION = "NATION", _("Trung ương")
    PROVINCE = "PROVINCE", _("Đảng bộ tỉnh, thành phố")
    WARD_COMMITTEE = "WARD_COMMITTEE", _("Đảng ủy xã, phường, đặc khu")
    GRASSROOTS_COMMITTEE = "GRASSROOTS_COMMITTEE", _("Đảng ủy cơ sở nơi công tác")
    SECTIONAL_COMMITTEE = "SECTIONAL_COMMITTEE", _("Đảng ủy bộ phận")
    CELL = "CELL", _("Chi bộ")


# The units that deal with one person at a time; those above see sums.
NEAR = frozenset(
    {
        UnitKind.CELL,
        UnitKind.SECTIONAL_COMMITTEE,
        UnitKind.GRASSROOTS_COMMITTEE,
        UnitKind.WARD_COMMITTEE,
    }
)


# What may stand directly under a unit of each kind.
BELOW: dict[str, tuple[UnitKind, ...]] = {
    UnitKind.NATION: (UnitKind.PROVINCE, UnitKind.GRASSROOTS_COMMITTEE),
    UnitKind.PROVINCE: (UnitKind.WARD_COMMITTEE, UnitKind.GRASSROOTS_COMMITTEE),
    UnitKind.WARD_COMMITTEE: (
        UnitKind.CELL,
        UnitKind.GRASSROOTS_COMMITTEE,
        UnitKind.SECTIONAL_COMMITTEE,
    ),
    UnitKind.GRASSROOTS_COMMITTEE: (UnitKind.CELL, UnitKind.SECTIONAL_COMMITTEE),
    UnitKind.SECTIONAL_COMMITTEE: (UnitKind.CELL,),
    UnitKind.CELL: (),
}


class Role(models.TextChoices):
    SECRETARY = "SECRETARY", _("Bí thư")
    DEPUTY = "DEPUTY", _("Phó bí thư")
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER", _("Cấp ủy viên")
    FRONT_MEMBER = "FRONT_MEMBER", _("Thành viên Ban công tác Mặt trận")
    CLERK = "CLERK", _("Cán bộ Ban Xây dựng Đảng")
    WORKPLACE_OFFICER = "WORKPLACE_OFFICER", _("Cán bộ phụ trách nơi công tác")
    TREASURER = "TREASURER", _("Thủ quỹ")
    CUSTODIAN = "CUSTODIAN", _("Người giữ tên kín")
    CHECKER = "CHECKER", _("Người kiểm tra độc lập")
    HELPER = "HELPER", _("Người giúp đỡ")
    AUDITOR = "AUDITOR", _("Cán bộ kiểm tra, giám sát")
    ADMINISTRATOR = "ADMINISTRATOR", _("Quản trị hệ thống")


class GroupKind(models.TextChoices):
    QUARTER = "QUARTER", _("Khóm")
    HAMLET = "HAMLET", _("Ấp")
    STREET_GROUP = "STREET_GROUP", _("Tổ dân phố")
    NEIGHBOURHOOD = "NEIGHBOURHOOD", _("Khu phố")
    VILLAGE = "VILLAGE", _("Thôn")
