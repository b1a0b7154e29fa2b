"""Who may read opinions, and who may move them on.

Reading an opinion whole is for its proposer, for the cell and ward where it was
raised, and for every unit to which it was passed; who said it stays with the
ward and below. Its state alone is for all who live with the cell. Acting on it is for the unit that holds
it now. Saying that it is settled is for its proposer and for nobody else. Withdrawing
one that was taken down wrongly is for whoever took it down.
"""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.opinions.enums import Source, StepKind
from ganket.opinions.models import Opinion, Step
from ganket.org.enums import NEAR, Role
from ganket.org.models import Unit
from ganket.org.policy import NOTHING, Policy, grant
from ganket.org.reach import units_near, units_of
from ganket.people.queries import acting_person_id
from ganket.roster.models import HomeLink

SEE = "opinions.see"
SEE_STATE = "opinions.see_state"
KEEP = "opinions.keep"
KNOW_NAME = "opinions.know_name"
NOTE = "opinions.note"
HANDLE = "opinions.handle"
JUDGE = "opinions.judge"
WITHDRAW = "opinions.withdraw"

_KEEPERS = frozenset({Role.SECRETARY, Role.DEPUTY, Role.CLERK})

ROLES = grant(
    {
        SEE: _KEEPERS | {Role.COMMITTEE_MEMBER},
        SEE_STATE: _KEEPERS | {Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER},
        KEEP: _KEEPERS | {Role.COMMITTEE_MEMBER},
        KNOW_NAME: _KEEPERS | {Role.COMMITTEE_MEMBER},
        NOTE: _KEEPERS | {Role.COMMITTEE_MEMBER},
        HANDLE: _KEEPERS,
        # No office gives this right: an opinion is closed by its proposer alone.
        JUDGE: frozenset(),
        # Likewise: what was taken down wrongly is withdrawn by whoever wrote it.
        WITHDRAW: frozenset(),
    }
)


class OpinionPolicy(Policy[Opinion]):
    """Readers by unit, the holder by office, the proposer by being who they are."""

    model = Opinion
    see = SEE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == JUDGE:
            return _own(actor)
        if action == WITHDRAW:
            return _taken_down_by(actor)
        if action == HANDLE:
            return Q(holder__in=units_of(actor, ROLES[HANDLE]))
        near = Q(unit__in=units_near(actor, ROLES[action]))
        if action == NOTE:
            return near
        # Above the ward an opinion is a matter, not a person.
        kinds = NEAR if action == KNOW_NAME else None
        held = units_of(actor, ROLES[SEE], kinds=kinds)
        passed = Step.objects.filter(holder__in=held)
        seen = near | Q(pk__in=passed.values("opinion"))
        if action == KEEP:
            return seen
        seen |= _own(actor)
        return seen | _at_home(actor) if action == SEE_STATE else seen

    def may_note(self, actor: Account, unit: Unit) -> bool:
        """Tell whether the actor may take opinions down in this unit."""
        return units_near(actor, ROLES[NOTE]).filter(lower_id=unit.pk).exists()


def _own(actor: Account) -> Q:
    person = acting_person_id(actor)
    return Q(member__person=person) if person is not None else NOTHING


def _taken_down_by(actor: Account) -> Q:
    person = acting_person_id(actor)
    if person is None:
        return NOTHING
    taken = Step.objects.filter(kind=StepKind.RAISED, person=person)
    return ~Q(source=Source.PHONE) & Q(pk__in=taken.values("opinion"))


def _at_home(actor: Account) -> Q:
    person = acting_person_id(actor)
    if person is None:
        return NOTHING
    links = HomeLink.objects.filter(HomeLink.in_force(), member__person=person)
    return Q(unit__in=links.exclude(cell=None).values("cell"))


opinions = OpinionPolicy()
