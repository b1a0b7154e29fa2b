"""Finding persons."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from ganket.accounts.models import Account
from ganket.journal import vault
from ganket.journal.commands import key_of
from ganket.kernel import phone, text
from ganket.people.models import Person, phone_hash

M = TypeVar("M", bound=Model)


def acting_person_id(actor: Account) -> int | None:
    """Return the person whose own things the actor may touch.

    That is the person whom a helper serves, else the account's own person.
    """
    if actor.helping_id is not None:
        return actor.helping_id
    person = getattr(actor, "person", None)
    return person.pk if person is not None else None


def helper_id(actor: Account) -> int | None:
    """Return the person who serves another in this request, where one does."""
    if actor.helping_id is None:
        return None
    person = getattr(actor, "person", None)
    return person.pk if person is not None else None


def named(query: str, path: str = "") -> Q:
    """Return the condition that a person's name holds every word of a query.

    Marks, case and word order do not matter; a word may be cut short. ``path``
    leads from the searched model to Person, ``member__person__`` say.
    """
    condition = Q()
    for word in text.search_words(query):
        condition &= Q(**{f"{path}search_key__contains": word})
    return condition


def with_phone(number: str) -> QuerySet[Person]:
    """Return everyone who uses this telephone number, in any way of writing it."""
    return Person.objects.filter(phone_hash=phone_hash(phone.normalise(number)))


def with_email(address: str) -> QuerySet[Person]:
    """Return everyone who uses this e-mail address."""
    return Person.objects.filter(email=address.strip().lower()).exclude(email="")


def accounts_sharing_names(account: Account) -> QuerySet[Account]:
    """Return the other open accounts that sign in by this one's number or e-mail."""
    own = Person.objects.filter(account=account)
    numbers = own.exclude(phone_hash="").values("phone_hash")
    addresses = own.exclude(email="").values("email")
    sharers = Person.objects.filter(Q(phone_hash__in=numbers) | Q(email__in=addresses))
    others = Account.objects.filter(is_active=True, person__in=sharers)
    return others.exclude(pk=account.pk).order_by("pk")


def find_person(pk: int) -> Person | None:
    return Person.objects.select_related("account").filter(pk=pk).first()


def with_sign_in_named(name: str, most: int = 8) -> QuerySet[Person]:
    """Return who signs in by this telephone number or e-mail and can get mail."""
    found = with_email(name) if "@" in name else _with_any_phone(name)
    reachable = found.filter(account__is_active=True).exclude(email="")
    return reachable.order_by("pk")[:most]


def _with_any_phone(number: str) -> QuerySet[Person]:
    if phone.looks_like_phone(number):
        return with_phone(number)
    return Person.objects.none()


def person_of(account: Account) -> Person | None:
    """Return the person who signs in by this account; the machine's has none."""
    return Person.objects.filter(account=account).first()


def behind(journal_key: str) -> Person | None:
    """Return the person who signs in by the account of a journal key."""
    label, _colon, pk = journal_key.rpartition(":")
    if label != Account._meta.label_lower:
        return None
    return Person.objects.filter(account=int(pk)).first()


def phones_of(people: Iterable[Person]) -> dict[int, str]:
    """Return the numbers of many as people read them, by person, in one query."""
    rows = list(people)
    opened = vault.unseal_many([(key_of(p), bytes(p.phone_sealed)) for p in rows])
    return {
        person.pk: phone.spoken(number) if number else ""
        for person, number in zip(rows, opened, strict=True)
    }
