from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    INTRODUCTION = "INTRODUCTION", _("Giấy giới thiệu")
    REVIEW_REQUEST = "REVIEW_REQUEST", _("Phiếu xin ý kiến")
    REVIEW = "REVIEW", _("Phiếu nhận xét")
    MINUTES = "MINUTES", _("Biên bản")
