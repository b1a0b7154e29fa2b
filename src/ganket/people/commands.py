"""Writing persons down. Who may is asked by the packages above, which know why."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ganket.journal import commands as journal
from ganket.kernel import phone, text
from ganket.kernel.errors import ChangedMeanwhile, Refused
from ganket.people.models import Person

ADDED = journal.verb("people.added", _("ghi tên vào hệ thống"))
CORRECTED = journal.verb("people.corrected", _("sửa thông tin cá nhân"))
READ = journal.verb("people.read", _("mở xem hồ sơ"))

LONGEST_NAME = 120


class NameMissing(Refused):
    message = _("Chưa có họ và tên. Hãy ghi đủ họ, chữ đệm và tên.")


class NameTooLong(Refused):
    message = _("Họ và tên dài quá 120 chữ. Hãy xem lại, có thể đã dán nhầm ô.")


@transaction.atomic
def add_person(
    *, actor: journal.Actor, full_name: str, email: str = "", phone_number: str = ""
) -> Person:
    """Write a new person down. Raises NameMissing, NameTooLong, PhoneUnreadable."""
    person = Person(email=email.strip().lower())
    person.set_name(_checked(full_name))
    person.save()
    if phone_number:
        person.set_phone(phone.normalise(phone_number))
        person.save(update_fields=["phone_sealed", "phone_hash"])
    journal.record(
        actor=actor,
        verb=ADDED,
        subject=person,
        about=person,
        changes={"full_name": [None, person.full_name]},
    )
    return person


@transaction.atomic
def correct_person(
    *,
    actor: journal.Actor,
    person: Person,
    version: int,
    full_name: str,
    email: str,
    phone_number: str,
) -> None:
    """Correct name, e-mail and telephone number of a person.

    Raises ChangedMeanwhile where the row is no longer at ``version``.
    """
    number = phone.normalise(phone_number) if phone_number else ""
    values: dict[str, Any] = {
        "full_name": _checked(full_name),
        "email": email.strip().lower(),
    }
    changes = journal.changed(person, values)
    if number != (phone.normalise(person.phone()) if person.phone() else ""):
        changes["phone"] = []
    fresh = Person(pk=person.pk, email=values["email"])
    fresh.set_name(values["full_name"])
    fresh.set_phone(number)
    written = Person.objects.filter(pk=person.pk, version=version).update(
        full_name=fresh.full_name,
        search_key=fresh.search_key,
        sort_key=fresh.sort_key,
        email=fresh.email,
        phone_sealed=fresh.phone_sealed,
        phone_hash=fresh.phone_hash,
        version=version + 1,
    )
    if not written:
        now = Person.objects.get(pk=person.pk)
        raise ChangedMeanwhile(
            {"full_name": now.full_name, "email": now.email, "phone": now.phone()}
        )
    journal.record(
        actor=actor, verb=CORRECTED, subject=person, about=person, changes=changes
    )


def note_reading(*, actor: journal.Actor, person: Person, what: str) -> None:
    """Write down that somebody opened, printed or exported a person's record.

    One's own record is one's own: reading it is not written down. ``what`` is a
    short name of the page or paper.
    """
    if journal_is_of(actor, person):
        return
    journal.record(
        actor=actor, verb=READ, subject=person, about=person, changes={"what": what}
    )


def journal_is_of(actor: journal.Actor, person: Person) -> bool:
    """Tell whether the actor is this very person, acting alone."""
    return (
        not actor.journal_on_behalf
        and person.account_id is not None
        and actor.journal_key == f"accounts.account:{person.account_id}"
    )


def _checked(full_name: str) -> str:
    name = text.tidy(full_name)
    if not text.search_key(name):
        raise NameMissing
    if len(name) > LONGEST_NAME:
        raise NameTooLong
    return name
