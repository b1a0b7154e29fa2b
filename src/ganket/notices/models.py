import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ganket.kernel import clock
from ganket.notices.enums import OUT, Audience, MailState, NoticeState
from ganket.org.models import Unit
from ganket.people.models import Person


class Notice(models.Model):
    """What a ward or a cell tells its members.

    Only a draft changes. Sent once; a withdrawn notice keeps its place in the
    inboxes, with the note that says why. ``signed_by`` is the office and the name
    of whoever sent it, as they were on that day.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="notices")
    title = models.CharField(_("tiêu đề"), max_length=160)
    body = models.TextField(_("nội dung"), max_length=10000)
    audience = models.CharField(
        _("gửi cho"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS
    )
    state = models.CharField(
        _("trạng thái"),
        max_length=12,
        choices=NoticeState.choices,
        default=NoticeState.DRAFT,
    )
    sent_at = models.DateTimeField(_("lúc gửi"), null=True, blank=True)
    signed_by = models.CharField(_("người gửi"), max_length=400, blank=True)
    withdrawn_at = models.DateTimeField(_("lúc thu hồi"), null=True, blank=True)
    withdrawal = models.CharField(_("lý do thu hồi"), max_length=500, blank=True)
    client_key = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(OUT), sent_at__isnull=False)
                | (~Q(state__in=sorted(OUT)) & Q(sent_at=None)),
                name="notices_notice_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal="")),
                name="notices_notice_withdrawn_says_why",
            ),
        ]
        indexes = [models.Index(fields=["unit", "sent_at"], name="notices_by_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == NoticeState.DRAFT

    @property
    def is_sent(self) -> bool:
        return self.state == NoticeState.SENT

    @property
    def is_withdrawn(self) -> bool:
        return self.state == NoticeState.WITHDRAWN


class Delivery(models.Model):
    """One notice in one person's inbox, and what became of the letter about it.

    ``read_at`` is the reader's own affair: it sorts their inbox, nobody else is
    shown it, it is not journalled and it never reaches a review.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="deliveries")
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(
        max_length=8, choices=MailState.choices, default=MailState.NONE
    )
    mail_fault = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "person"], name="notices_delivery_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "read_at"], name="notices_inbox")]

    def __str__(self) -> str:
        return f"{self.notice_id} to {self.person_id}"
