"""Who may see, prepare, record and close meetings.

The cell does everything of its meetings. The ward may plan and record them for
a cell in need; the journal shows that it did. Members read what concerns them:
time, place, agenda, and the minutes once the meeting is closed.
"""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.meetings.enums import MeetingState
from ganket.meetings.models import Attendance, Meeting
from ganket.org.enums import Role
from ganket.org.models import Unit
from ganket.org.policy import NOTHING, Policy, grant
from ganket.org.reach import units_near
from ganket.people.queries import acting_person_id
from ganket.roster.models import HomeLink

SEE = "meetings.see"
READ = "meetings.read"
PLAN = "meetings.plan"
MARK = "meetings.mark"
CLOSE = "meetings.close"
ASK_LEAVE = "meetings.ask_leave"

_KEEPERS = frozenset({Role.SECRETARY, Role.DEPUTY, Role.CLERK})

ROLES = grant(
    {
        SEE: _KEEPERS | {Role.COMMITTEE_MEMBER},
        READ: _KEEPERS | {Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER},
        PLAN: _KEEPERS,
        MARK: _KEEPERS | {Role.COMMITTEE_MEMBER},
        CLOSE: _KEEPERS,
        # No office gives this right: one asks leave for oneself.
        ASK_LEAVE: frozenset(),
    }
)

# A draft is its keepers' own; so is one that was put off before anybody was called.
TOLD = Q(announced_at__isnull=False) | ~Q(
    state__in=[MeetingState.PLANNED, MeetingState.CANCELLED]
)


class MeetingPolicy(Policy[Meeting]):
    """By unit for offices; members read what was announced to their cell."""

    model = Meeting
    see = SEE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == ASK_LEAVE:
            return TOLD & _called(actor)
        if action == READ:
            here = Q(unit__in=units_near(actor, ROLES[READ]))
            kept = Q(unit__in=units_near(actor, ROLES[SEE]))
            return kept | TOLD & (here | _called(actor))
        return Q(unit__in=units_near(actor, ROLES[action]))

    def may_plan(self, actor: Account, unit: Unit) -> bool:
        """Tell whether the actor may plan a meeting of this unit."""
        return units_near(actor, ROLES[PLAN]).filter(lower_id=unit.pk).exists()


def _called(actor: Account) -> Q:
    """Meetings of the cell where the actor lives, and those they came to before."""
    person = acting_person_id(actor)
    if person is None:
        return NOTHING
    links = HomeLink.objects.filter(HomeLink.in_force(), member__person=person)
    home = links.exclude(cell=None).values("cell")
    rolls = Attendance.objects.filter(member__person=person).values("meeting")
    return Q(unit__in=home) | Q(pk__in=rolls)


meetings = MeetingPolicy()
