from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    DRAFT = "DRAFT", _("Chi bộ đang nhận xét")
    SHOWN = "SHOWN", _("Đảng viên đọc và trả lời")
    CONFIRMED = "CONFIRMED", _("Phường đã xác nhận")
    DELIVERED = "DELIVERED", _("Đã gửi nơi công tác")
    ACKNOWLEDGED = "ACKNOWLEDGED", _("Nơi công tác đã phản hồi")
    DROPPED = "DROPPED", _("Không nhận xét kỳ này")


# The member reads their own review in these; what is being written is nobody's own.
OPEN_TO_MEMBER = frozenset(
    {
        ReviewState.SHOWN,
        ReviewState.CONFIRMED,
        ReviewState.DELIVERED,
        ReviewState.ACKNOWLEDGED,
    }
)
# The ward has confirmed; from here on nothing is written any more.
CONFIRMED_STATES = OPEN_TO_MEMBER - {ReviewState.SHOWN}
# The workplace has it.
DELIVERED_STATES = CONFIRMED_STATES - {ReviewState.CONFIRMED}


class ReviewForm(models.TextChoices):
    LONG = "LONG", _("Phiếu đầy đủ")
    SHORT = "SHORT", _("Phiếu ngắn (diện miễn sinh hoạt)")


class RequestReason(models.TextChoices):
    YEARLY = "YEARLY", _("Nhận xét hằng năm")
    APPOINTMENT = "APPOINTMENT", _("Bổ nhiệm, giới thiệu ứng cử")
    REWARD = "REWARD", _("Khen thưởng")
    DISCIPLINE = "DISCIPLINE", _("Xem xét kỷ luật")
    OTHER = "OTHER", _("Lý do khác")
