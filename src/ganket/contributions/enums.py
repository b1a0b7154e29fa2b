from django.db import models
from django.utils.translation import gettext_lazy as _


class ContributionKind(models.TextChoices):
    ADVICE = "ADVICE", _("Góp kinh nghiệm, tư vấn")
    SKILL = "SKILL", _("Giúp bằng tay nghề")
    MEDIATION = "MEDIATION", _("Hòa giải")
    TEACHING = "TEACHING", _("Dạy, hướng dẫn")
    MOBILISING = "MOBILISING", _("Vận động bà con")
    LABOUR = "LABOUR", _("Góp công")
    OTHER = "OTHER", _("Việc khác")


class ContactKind(models.TextChoices):
    SPOKE = "SPOKE", _("Đã trò chuyện")
    VISITED = "VISITED", _("Đã đến nhà")
    CALLED = "CALLED", _("Đã gọi điện")
