from django.db import models
from django.db.models import Q

from ganket.kernel import clock
from ganket.notifications.enums import Channel, MessageState
from ganket.org.models import Unit
from ganket.people.models import Person


class Message(models.Model):
    """One thing told to one person over one channel; ``key`` makes it once only.

    ``occasion`` is the verb that it follows and ``subject_id`` the id of the row;
    ``unit`` is on whose behalf it goes out, and hears where it fails.
    ``due_at`` is the next try. It is put off while a try runs, so that two
    workers never send the same letter, and a dead one's letter is tried again.
    The body is emptied once it is sent: what it tells of has its own place.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="messages")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    occasion = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    channel = models.CharField(
        max_length=8, choices=Channel.choices, default=Channel.EMAIL
    )
    key = models.CharField(max_length=160, unique=True)
    title = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    state = models.CharField(
        max_length=8, choices=MessageState.choices, default=MessageState.WAITING
    )
    fault = models.CharField(max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MessageState.SENT) | Q(sent_at__isnull=False),
                name="notifications_message_sent_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="notifications_waiting"),
            models.Index(fields=["unit", "state"], name="notifications_by_unit"),
        ]

    def __str__(self) -> str:
        return self.key
