"""What officers do for those who hold offices: let them in, correct their names."""

from django.db import transaction

from ganket.accounts import commands as accounts
from ganket.accounts.models import HOUSE, Account
from ganket.journal import commands as journal
from ganket.org import policies, queries
from ganket.org.commands.refusals import HoldsMoreElsewhere, OwnSignIn
from ganket.people import commands as people
from ganket.people.models import Invited, Person


def refuse_beyond(actor: journal.Actor, person: Person) -> None:
    """Raise where a person is the actor, or holds an office the actor cannot give.

    Whoever hands out a code, or writes down an e-mail to which codes are sent,
    could sign in as that person: then with no more rights than their own. The
    machine's own account may: whoever runs it holds the machine.
    Raises OwnSignIn, HoldsMoreElsewhere.
    """
    if not isinstance(actor, Account) or actor.handle == HOUSE:
        return
    if person.account_id == actor.pk:
        raise OwnSignIn
    if queries.offices_beyond(actor, person).exists():
        raise HoldsMoreElsewhere(person.full_name)


@transaction.atomic
def invite_holder(*, actor: Account, person: Person) -> Invited:
    """Let the holder of an office in, by a code to be handed over on paper.

    Raises NotAllowed, OwnSignIn, HoldsMoreElsewhere, AccountIsClosed.
    """
    policies.holders.require(actor, policies.INVITE_HOLDER, person)
    refuse_beyond(actor, person)
    return people.invite(actor=actor, person=person)


@transaction.atomic
def correct_holder(
    *,
    actor: Account,
    person: Person,
    version: int,
    full_name: str,
    email: str,
    phone_number: str,
) -> None:
    """Correct name, e-mail and telephone number of the holder of an office.

    Raises NotAllowed, OwnSignIn, HoldsMoreElsewhere and what
    ``people.correct_person`` raises.
    """
    policies.holders.require(actor, policies.CORRECT_HOLDER, person)
    refuse_beyond(actor, person)
    people.correct_person(
        actor=actor,
        person=person,
        version=version,
        full_name=full_name,
        email=email,
        phone_number=phone_number,
    )


@transaction.atomic
def close_sign_in(*, actor: Account, person: Person) -> None:
    """Shut the holder of an office out, at once and on every device.

    Raises NotAllowed, OwnSignIn, HoldsMoreElsewhere.
    """
    policies.holders.require(actor, policies.INVITE_HOLDER, person)
    refuse_beyond(actor, person)
    if person.account is not None:
        accounts.close_account(actor=actor, account=person.account)


@transaction.atomic
def reopen_sign_in(*, actor: Account, person: Person) -> None:
    """Let a person be invited again whose sign-in was closed.

    Raises NotAllowed, OwnSignIn, HoldsMoreElsewhere.
    """
    policies.holders.require(actor, policies.INVITE_HOLDER, person)
    refuse_beyond(actor, person)
    if person.account is not None:
        accounts.reopen_account(actor=actor, account=person.account)
