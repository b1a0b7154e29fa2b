import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ganket.accounts.models import Account
from ganket.journal import vault
from ganket.journal.commands import key_of
from ganket.kernel import clock, crypt, phone, text


class Person(models.Model):
    """Anyone whom the system knows.

    A telephone number finds people but never identifies one: several may share
    it. It is kept sealed, with a keyed hash beside it for exact search.
    ``search_key`` and ``sort_key`` follow from the name and are set with it.
    """

    full_name = models.CharField(_("họ và tên"), max_length=120)
    search_key = models.CharField(max_length=130, db_index=True)
    sort_key = models.CharField(max_length=400, db_index=True)
    account = models.OneToOneField(
        Account, models.PROTECT, null=True, blank=True, related_name="person"
    )
    email = models.EmailField(_("thư điện tử"), blank=True, db_index=True)
    phone_sealed = models.BinaryField(default=bytes)
    phone_hash = models.CharField(max_length=43, blank=True, db_index=True)
    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=0)

    sensitive: ClassVar = frozenset({"phone", "phone_sealed", "phone_hash"})

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(full_name=""), name="people_person_has_name"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def given_name(self) -> str:
        return self.full_name.rpartition(" ")[2]

    def set_name(self, full_name: str) -> None:
        """Set the name together with the keys that follow from it."""
        self.full_name = text.tidy(full_name)
        self.search_key = text.search_key(self.full_name)
        self.sort_key = text.sort_key(self.full_name)

    def set_phone(self, number: str) -> None:
        """Seal a number in its international form; an empty one removes it.

        The row must be saved before: the key belongs to its id.
        """
        self.phone_sealed = vault.seal(key_of(self), number) if number else b""
        self.phone_hash = phone_hash(number) if number else ""

    def phone(self) -> str:
        """Return the number as people read it, or nothing. Costs a query."""
        number = vault.unseal(key_of(self), bytes(self.phone_sealed))
        return phone.spoken(number) if number else ""


def phone_hash(number: str) -> str:
    """Return the hash by which a number in international form is found."""
    return crypt.keyed_hash(number, "phone")


@dataclass(frozen=True)
class Invited:
    """What a person is handed on paper. The code is shown once and kept nowhere."""

    person: Person
    handle: str
    code: str
    last_day: dt.date
