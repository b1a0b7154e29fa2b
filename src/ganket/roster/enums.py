from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    MALE = "MALE", _("Nam")
    FEMALE = "FEMALE", _("Nữ")


class ResidenceKind(models.TextChoices):
    PERMANENT = "PERMANENT", _("Thường trú")
    TEMPORARY = "TEMPORARY", _("Tạm trú")


class IntroductionState(models.TextChoices):
    ISSUED = "ISSUED", _("Đã gửi, chờ tiếp nhận")
    RECEIVED = "RECEIVED", _("Đã tiếp nhận, chờ phân về chi bộ")
    ASSIGNED = "ASSIGNED", _("Đã phân về chi bộ")
    REFUSED = "REFUSED", _("Nơi cư trú trả lại")
    WITHDRAWN = "WITHDRAWN", _("Nơi công tác rút lại")


class LinkEnd(models.TextChoices):
    MOVED_HOME = "MOVED_HOME", _("Chuyển nơi ở")
    MOVED_CELL = "MOVED_CELL", _("Chuyển chi bộ trong phường")
    MOVED_WORK = "MOVED_WORK", _("Chuyển nơi công tác")
    RETIRED = "RETIRED", _("Nghỉ hưu, thôi việc")
    LEFT_PARTY = "LEFT_PARTY", _("Ra khỏi Đảng")
    DIED = "DIED", _("Từ trần")
    MISTAKE = "MISTAKE", _("Ghi nhầm")


class ImportState(models.TextChoices):
    PLANNED = "PLANNED", _("Chờ xác nhận")
    APPLIED = "APPLIED", _("Đã nhập")
    DISCARDED = "DISCARDED", _("Đã bỏ")
