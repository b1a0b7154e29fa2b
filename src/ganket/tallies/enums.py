from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """What is counted. The year is that of the event; of a link, the year it began."""

    HOME_LINKS_OPENED = "HOME_LINKS_OPENED", _("đảng viên về giữ mối liên hệ")
    HOME_LINKS_ENDED = "HOME_LINKS_ENDED", _("thôi giữ mối liên hệ")
    INTRODUCTIONS_ISSUED = "INTRODUCTIONS_ISSUED", _("giấy giới thiệu đã gửi về")
    INTRODUCTIONS_RECEIVED = "INTRODUCTIONS_RECEIVED", _("giấy giới thiệu đã tiếp nhận")
    INTRODUCTIONS_ASSIGNED = "INTRODUCTIONS_ASSIGNED", _("đã phân về chi bộ")
    MEETINGS_CLOSED = "MEETINGS_CLOSED", _("buổi sinh hoạt đã xong")
    OPINIONS_RAISED = "OPINIONS_RAISED", _("ý kiến đã nêu")
    OPINIONS_CLOSED = "OPINIONS_CLOSED", _("ý kiến người nêu đồng ý là xong")
    REVIEWS_DUE = "REVIEWS_DUE", _("phiếu nhận xét phải làm")
    REVIEWS_SHOWN = "REVIEWS_SHOWN", _("phiếu đã cho đảng viên đọc")
    REVIEWS_CONFIRMED = "REVIEWS_CONFIRMED", _("phiếu phường đã xác nhận")
    REVIEWS_ACKNOWLEDGED = "REVIEWS_ACKNOWLEDGED", _("phiếu nơi công tác đã phản hồi")
