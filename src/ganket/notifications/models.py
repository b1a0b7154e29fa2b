from django.db import models

from ganket.kernel import clock
from ganket.notifications.enums import Channel, MessageState
from ganket.people.models import Person


class Message(models.Model):
    """One thing told to one person over one channel; ``key`` makes it once only."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    key = models.CharField(max_length=128, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(
        max_length=8, choices=MessageState.choices, default=MessageState.WAITING
    )
    fault = models.CharField(max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="notifications_waiting")]

    def __str__(self) -> str:
        return self.key
