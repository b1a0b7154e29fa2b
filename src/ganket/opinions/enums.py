from django.db import models
from django.utils.translation import gettext_lazy as _


class OpinionState(models.TextChoices):
    RAISED = "RAISED", _("Chờ tiếp nhận")
    RECEIVED = "RECEIVED", _("Đang giải quyết")
    ANSWERED = "ANSWERED", _("Đã trả lời, chờ người nêu")
    CLOSED = "CLOSED", _("Người nêu đồng ý là xong")
    WITHDRAWN = "WITHDRAWN", _("Ghi nhầm, đã rút")


# Somebody owes the proposer an answer, and the clock runs.
UNANSWERED = frozenset({OpinionState.RAISED, OpinionState.RECEIVED})

# Nothing more is to be done about it.
OVER = frozenset({OpinionState.CLOSED, OpinionState.WITHDRAWN})


class Outcome(models.TextChoices):
    SOLVED = "SOLVED", _("Đã giải quyết")
    PARTLY = "PARTLY", _("Giải quyết một phần")
    NOT_SOLVED = "NOT_SOLVED", _("Chưa giải quyết được")


class Source(models.TextChoices):
    PHONE = "PHONE", _("Đảng viên nêu trên điện thoại")
    MEETING = "MEETING", _("Ghi tại buổi sinh hoạt")
    IN_PERSON = "IN_PERSON", _("Chi bộ ghi khi gặp")


class StepKind(models.TextChoices):
    RAISED = "RAISED", _("Nêu ý kiến")
    RECEIVED = "RECEIVED", _("Tiếp nhận")
    PASSED_UP = "PASSED_UP", _("Chuyển lên cấp trên")
    ANSWERED = "ANSWERED", _("Trả lời")
    ACCEPTED = "ACCEPTED", _("Người nêu đồng ý là xong")
    REJECTED = "REJECTED", _("Người nêu cho là chưa xong")
    WITHDRAWN = "WITHDRAWN", _("Người ghi rút lại vì ghi nhầm")
