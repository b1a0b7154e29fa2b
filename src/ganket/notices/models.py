import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ganket.kernel import clock
from ganket.notices.enums import Audience, NoticeState
from ganket.org.models import Unit
from ganket.people.models import Person


class Notice(models.Model):
    """What a ward or a cell tells its members."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="notices")
    title = models.CharField(_("tiêu đề"), max_length=160)
    body = models.TextField(_("nội dung"), max_length=10000)
    audience = models.CharField(
        _("gửi cho"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS
    )
    state = models.CharField(
        max_length=12, choices=NoticeState.choices, default=NoticeState.DRAFT
    )
    sent_at = models.DateTimeField(_("lúc gửi"), null=True, blank=True)
    signed_by = models.CharField(_("người ký"), max_length=200, blank=True)
    client_key = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "sent_at"], name="notices_by_unit")]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One notice in one person's inbox. ``read_at`` never reaches a review."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="deliveries")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "person"], name="notices_delivery_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "read_at"], name="notices_inbox")]

    def __str__(self) -> str:
        return f"{self.notice_id} to {self.person_id}"
