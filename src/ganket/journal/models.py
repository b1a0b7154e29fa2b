from typing import Any, NoReturn

from django.db import models

from ganket.kernel import clock


class Key(models.Model):
    """The key under which one person's values are kept, itself wrapped.

    Deleting the row makes every value sealed with it unreadable for good.
    """

    owner = models.CharField(max_length=64, unique=True)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return self.owner


class AppendOnlyQuerySet(models.QuerySet["Entry"]):
    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("journal entries are never changed")

    def delete(self) -> NoReturn:
        raise TypeError("journal entries are never deleted")


class Entry(models.Model):
    """One thing that was done, by whom, to what; written with the change itself.

    ``actor``, ``on_behalf``, ``subject`` and ``about`` are keys such as
    ``people.person:12``: the journal stands below the packages that it tells of.
    Values are in ``changes``, or where they are about a person, in ``sealed``.
    """

    at = models.DateTimeField(default=clock.now)
    actor = models.CharField(max_length=64)
    on_behalf = models.CharField(max_length=64, blank=True)
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)
    about = models.CharField(max_length=64, blank=True)
    changes = models.JSONField(default=dict)
    sealed = models.BinaryField(default=bytes)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="journal_entry_by_subject"),
            models.Index(
                fields=["about", "verb", "id"], name="journal_entry_by_person"
            ),
            models.Index(
                fields=["on_behalf", "id"],
                condition=~models.Q(on_behalf=""),
                name="journal_entry_by_helped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    @property
    def subject_id(self) -> int:
        return int(self.subject.rpartition(":")[2])


class Batch(models.Model):
    """A run of entries sealed together; its digest covers the batch before it."""

    sealed_at = models.DateTimeField(default=clock.now)
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest


class Leaf(models.Model):
    """The place of one entry in its batch. An entry without a leaf waits to be sealed."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="leaves")

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.batch_id}"
