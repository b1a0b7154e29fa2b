from django.db import models

from ganket.kernel import clock


class Worker(models.Model):
    """A process that runs tasks, alive until ``lease_until`` unless it renews.

    What a worker without a lease was doing is taken up by another.
    """

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField(default=clock.now)
    lease_until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Chore(models.Model):
    """Something that recurs, and when it is due next; one worker takes each turn."""

    name = models.CharField(max_length=64, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
