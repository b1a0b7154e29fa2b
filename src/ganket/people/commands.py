"""Writing persons down. Who may is asked by the packages above, which know why."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ganket.accounts import commands as accounts
from ganket.accounts.models import Account
from ganket.accounts.queries import clerk_of_the_house
from ganket.journal import commands as journal
from ganket.kernel import phone, text
from ganket.kernel.errors import ChangedMeanwhile, NotAllowed, Refused
from ganket.people import letters, queries
from ganket.people.models import Invited, Person

ADDED = journal.verb("people.added", _("ghi tên vào hệ thống"))
CORRECTED = journal.verb("people.corrected", _("sửa thông tin cá nhân"))
READ = journal.verb("people.read", _("mở xem hồ sơ"))
CODE_ASKED = journal.verb("people.code_asked", _("xin mã mới vì quên mật khẩu"))
INVITED = journal.verb("people.invited", _("cấp mã mời vào hệ thống"))

LONGEST_NAME = 120
MAILED_CODE_DAYS = 3


class NameMissing(Refused):
    message = _("Chưa có họ và tên. Hãy ghi đủ họ, chữ đệm và tên.")


class NameTooLong(Refused):
    message = _("Họ và tên dài quá 120 chữ. Hãy xem lại, có thể đã dán nhầm ô.")


class NameUnreadable(Refused):
    message = _(
        "Họ và tên chỉ gồm chữ cái, ít nhất hai tiếng, ví dụ: Trần Văn Năm. Hãy xem lại, "
        "có thể đã gõ nhầm ô."
    )


class EmailUnreadable(Refused):
    message = _("Thư điện tử chưa đúng. Ví dụ: tranvannam@gmail.com.")


# Asked before a code is made for a person, or an address is changed to which codes
# go: whoever has the code signs in as that person. Each raises where it objects.
Guard = Callable[[journal.Actor, Person], None]
_guards: list[Guard] = []


def guard_sign_ins(guard: Guard) -> None:
    """Let a package above object to whom a person's sign-in is opened by."""
    _guards.append(guard)


class NoPerson(NotAllowed):
    message = _("Tài khoản này là của máy, không có thông tin cá nhân để sửa.")


@transaction.atomic
def add_person(
    *, actor: journal.Actor, full_name: str, email: str = "", phone_number: str = ""
) -> Person:
    """Write a new person down.

    Raises NameMissing, NameTooLong, NameUnreadable, PhoneUnreadable, EmailUnreadable.
    """
    person = Person(email=checked_email(email))
    person.set_name(checked_name(full_name))
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


def drop_person(person: Person) -> None:
    """Remove a person to whom nothing leads, whose record was a mistake.

    Who may, and what the journal says of it, is the affair of the packages above.
    """
    person.delete()


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

    Raises ChangedMeanwhile where the row is no longer at ``version``,
    ServingSomebody, and whatever a guard of sign-ins objects to the e-mail.
    """
    number = phone.normalise(phone_number) if phone_number else ""
    values: dict[str, Any] = {
        "full_name": checked_name(full_name),
        "email": checked_email(email),
    }
    changes = journal.changed(person, values)
    if actor.journal_on_behalf:
        raise accounts.ServingSomebody
    if "email" in changes and not journal_is_of(actor, person):
        _ask_guards(actor, person)
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


def correct_own_contact(
    *, actor: Account, version: int, email: str, phone_number: str
) -> None:
    """Correct one's own e-mail and telephone number; the name is an officer's.

    Raises ServingSomebody, NoPerson and what ``correct_person`` raises.
    """
    accounts.refuse_while_serving(actor)
    person = queries.person_of(actor)
    if person is None:
        raise NoPerson
    correct_person(
        actor=actor,
        person=person,
        version=version,
        full_name=person.full_name,
        email=email,
        phone_number=phone_number,
    )


@transaction.atomic
def invite(
    *, actor: journal.Actor, person: Person, days: int = accounts.INVITATION_DAYS
) -> Invited:
    """Open a sign-in for a person where there is none, and a fresh code to it.

    Who may is asked by the packages above. Raises AccountIsClosed, and whatever a
    guard of sign-ins objects.
    """
    _ask_guards(actor, person)
    # The same value again: it holds the row, so that two who invite at once take turns.
    Person.objects.filter(pk=person.pk).update(version=models.F("version"))
    person.refresh_from_db(fields=["account"])
    account = person.account
    if account is None:
        account = accounts.create_account(actor=actor)
        Person.objects.filter(pk=person.pk).update(account=account)
        person.account = account
    code = accounts.open_invitation(actor=actor, account=account, days=days)
    journal.record(actor=actor, verb=INVITED, subject=person, about=person)
    return Invited(
        person=person,
        handle=account.handle,
        code=code,
        last_day=accounts.last_day_of_an_invitation(days),
    )


@transaction.atomic
def ask_for_code(*, name: str) -> None:
    """Let a fresh code be mailed to whoever signs in by this number or e-mail.

    Nobody is told whether there is such a person: it ends alike either way.
    """
    for person in queries.with_sign_in_named(name):
        journal.record(
            actor=clerk_of_the_house(), verb=CODE_ASKED, subject=person, about=person
        )


def mail_code(*, person: Person) -> bool:
    """Mail a fresh code to a person. Return whether there was a way to.

    It lives for days and not for a month, as one on paper does: a letter stays
    in a mailbox that others may open.
    """
    account = person.account
    if account is None or not account.is_active or not person.email:
        return False
    invited = invite(actor=clerk_of_the_house(), person=person, days=MAILED_CODE_DAYS)
    with translation.override(account.language):
        subject, text = letters.new_code(invited)
    send_mail(subject, text, None, [person.email])
    return True


def note_reading(
    *, actor: journal.Actor, person: Person, what: str, **values: object
) -> None:
    """Write down that somebody opened, printed or exported a person's record.

    One's own record is one's own: reading it is not written down. ``what`` is a
    short name of the page or paper, not translated: whoever reads the entry may
    read another language. ``values`` fill its places.
    """
    if journal_is_of(actor, person):
        return
    journal.record(
        actor=actor,
        verb=READ,
        subject=person,
        about=person,
        changes={"what": what, **values},
    )


def opened_of(told: Mapping[str, Any] | None) -> str:
    """Say in the reader's language what an entry of ``READ`` says was opened."""
    values = dict(told or {})
    what = str(values.pop("what", ""))
    said = gettext(what) if what else ""
    return said % values if values else said


def journal_is_of(actor: journal.Actor, person: Person) -> bool:
    """Tell whether the actor is this very person, acting alone."""
    return (
        not actor.journal_on_behalf
        and person.account_id is not None
        and actor.journal_key == f"accounts.account:{person.account_id}"
    )


def _ask_guards(actor: journal.Actor, person: Person) -> None:
    for guard in _guards:
        guard(actor, person)


def checked_email(email: str) -> str:
    """Return an address in lower case, or nothing. Raises EmailUnreadable."""
    address = email.strip().lower()
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise EmailUnreadable from None
    return address


def checked_name(full_name: str) -> str:
    """Return a name tidied. Raises NameMissing, NameTooLong, NameUnreadable."""
    name = text.tidy(full_name)
    if not text.search_key(name):
        raise NameMissing
    if len(name) > LONGEST_NAME:
        raise NameTooLong
    if not text.is_name(name):
        raise NameUnreadable
    return name
