from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    DRAFT = "DRAFT", _("Đang soạn")
    SENT = "SENT", _("Đã gửi")
    WITHDRAWN = "WITHDRAWN", _("Đã thu hồi")
    DISCARDED = "DISCARDED", _("Đã bỏ")


# The states in which a notice has reached its readers.
OUT = frozenset({NoticeState.SENT, NoticeState.WITHDRAWN})


class Audience(models.TextChoices):
    MEMBERS = "MEMBERS", _("Mọi đảng viên đang công tác của đơn vị")
    SECRETARIES = "SECRETARIES", _("Bí thư, phó bí thư các chi bộ")


class MailState(models.TextChoices):
    """What became of the letter about a notice. Whether it was read is not asked."""

    NONE = "NONE", _("Không có thư điện tử")
    WAITING = "WAITING", _("Thư đang chờ gửi")
    SENT = "SENT", _("Đã gửi thư")
    FAILED = "FAILED", _("Không gửi được thư")
