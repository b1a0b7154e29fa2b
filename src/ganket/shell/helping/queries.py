"""Whom an account may serve."""

from django.db.models import QuerySet

from ganket.accounts.models import Account
from ganket.people.models import Person
from ganket.people.queries import find_person
from ganket.roster.models import Member
from ganket.roster.queries import search
from ganket.shell.helping import policies


def servable_by(actor: Account, name: str = "") -> QuerySet[Member]:
    """Return the members whom the actor may serve, by given name.

    ``name`` keeps those who fit it, marks and order of words forgiven.
    """
    found = policies.members.visible(actor, policies.HELP).select_related("person")
    kept = search(found, name) if name else found
    return kept.order_by("person__sort_key", "pk")


def may_serve(actor: Account, person_id: int) -> bool:
    """Tell whether the actor may serve this person today."""
    return servable_by(actor).filter(person=person_id).exists()


def served(actor: Account) -> Person | None:
    """Return the person whom the actor serves right now."""
    return find_person(actor.helping_id) if actor.helping_id is not None else None
