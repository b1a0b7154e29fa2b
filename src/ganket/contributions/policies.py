"""Who may see and note work and contacts.

The member sees all that is noted of them, and may note their own work. The cell
and the ward see what was noted under them. Only the author takes a note back, and
only while it is theirs to see: with the office that right ends.
"""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.contributions.models import Contact, Contribution
from ganket.org.enums import Role
from ganket.org.models import Unit
from ganket.org.policy import NOTHING, Policy, grant
from ganket.org.reach import units_near
from ganket.people.queries import acting_person_id

SEE = "contributions.see"
NOTE = "contributions.note"
WITHDRAW = "contributions.withdraw"

_CELL = frozenset({Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER, Role.CLERK})

ROLES = grant(
    {
        SEE: _CELL,
        NOTE: _CELL,
        # No office gives this right: a note is taken back by whoever wrote it.
        WITHDRAW: frozenset(),
    }
)


def _scope(actor: Account, action: str) -> Q:
    person = acting_person_id(actor)
    own = Q(member__person=person) if person is not None else NOTHING
    if action == WITHDRAW:
        by_me = Q(by=person) if person is not None else NOTHING
        return by_me & (Q(unit__in=units_near(actor, ROLES[SEE])) | own)
    return Q(unit__in=units_near(actor, ROLES[action])) | own


class ContributionPolicy(Policy[Contribution]):
    """By unit for the cell and the ward, by person for the member."""

    model = Contribution
    see = SEE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        return _scope(actor, action)

    def may_note(self, actor: Account, unit: Unit) -> bool:
        """Tell whether the actor may note work and contacts of a unit's members."""
        return units_near(actor, ROLES[NOTE]).filter(lower_id=unit.pk).exists()


class ContactPolicy(Policy[Contact]):
    """By unit for the cell and the ward, by person for the member."""

    model = Contact
    see = SEE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        return _scope(actor, action)


contributions = ContributionPolicy()
contacts = ContactPolicy()
