from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    REGULAR = "REGULAR", _("Sinh hoạt định kỳ 6 tháng")
    EXTRA = "EXTRA", _("Sinh hoạt bất thường")


class MeetingState(models.TextChoices):
    PLANNED = "PLANNED", _("Đang soạn")
    ANNOUNCED = "ANNOUNCED", _("Đã mời")
    OPEN = "OPEN", _("Đang họp")
    CLOSED = "CLOSED", _("Đã kết thúc")
    CANCELLED = "CANCELLED", _("Đã hủy")


class Presence(models.TextChoices):
    PRESENT = "PRESENT", _("Có mặt")
    EXCUSED = "EXCUSED", _("Có phép")
    ABSENT = "ABSENT", _("Vắng")


class ItemKind(models.TextChoices):
    OPINIONS = "OPINIONS", _("Tình hình các ý kiến")
    INFORMATION = "INFORMATION", _("Thông báo tình hình địa phương")
    CONSULTATION = "CONSULTATION", _("Lấy ý kiến theo chủ đề")
    TOPIC = "TOPIC", _("Nội dung khác")
