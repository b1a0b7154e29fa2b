"""Lists that were brought in."""

from django.db.models import QuerySet

from ganket.accounts.models import Account
from ganket.org.models import Unit
from ganket.roster import policies
from ganket.roster.models import RosterImport


def imports_for(actor: Account) -> QuerySet[RosterImport]:
    """Return the lists that the actor may look at and carry out, newest first."""
    seen = policies.imports.visible(actor, policies.SEE_IMPORT)
    return seen.select_related("unit", "by__person").order_by("-created_at", "-pk")


def imports_of(actor: Account, unit: Unit) -> QuerySet[RosterImport]:
    """Return the lists of one unit, newest first."""
    return imports_for(actor).filter(unit=unit)
