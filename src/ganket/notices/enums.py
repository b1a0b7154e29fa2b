from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    DRAFT = "DRAFT", _("Đang soạn")
    SENT = "SENT", _("Đã gửi")
    WITHDRAWN = "WITHDRAWN", _("Đã thu hồi")


class Audience(models.TextChoices):
    MEMBERS = "MEMBERS", _("Mọi đảng viên đang công tác của đơn vị")
    SECRETARIES = "SECRETARIES", _("Bí thư, phó bí thư các chi bộ")
