"""Who may read, write, confirm and acknowledge reviews.

The cell writes, its Front committee reads along; the ward oversees and never
writes; the workplace reads what was delivered; the member reads their own once
it was shown. Nobody has a hand in their own review. Offices above the ward and
the workplace reach no review, and neither does an administrator.
"""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.org.enums import NEAR, Role, UnitKind
from ganket.org.models import Line, Unit
from ganket.org.policy import NOTHING, Policy, grant
from ganket.org.reach import units_of, units_under
from ganket.people.queries import acting_person_id
from ganket.reviews.enums import DELIVERED_STATES, OPEN_TO_MEMBER
from ganket.reviews.models import FrontMeeting, Review, ReviewCycle, ReviewRequest

SEE_IN_CELL = "reviews.see_in_cell"
WRITE = "reviews.write"
SEE_IN_WARD = "reviews.see_in_ward"
CONFIRM = "reviews.confirm"
OPEN_CYCLE = "reviews.open_cycle"
SEE_AT_WORK = "reviews.see_at_work"
ACKNOWLEDGE = "reviews.acknowledge"
REQUEST = "reviews.request"

_WRITERS = frozenset({Role.SECRETARY, Role.DEPUTY})
_WARD = frozenset({Role.CLERK, Role.SECRETARY, Role.DEPUTY})
_WORK = frozenset({Role.WORKPLACE_OFFICER, Role.SECRETARY, Role.DEPUTY})

ROLES = grant(
    {
        SEE_IN_CELL: _WRITERS | {Role.COMMITTEE_MEMBER, Role.FRONT_MEMBER},
        WRITE: _WRITERS,
        SEE_IN_WARD: _WARD,
        CONFIRM: _WARD,
        OPEN_CYCLE: _WARD,
        SEE_AT_WORK: _WORK,
        ACKNOWLEDGE: _WORK,
        REQUEST: _WORK,
    }
)

# What a page or a command asks, whichever side one is on.
SEE = "reviews.see"
SEE_HISTORY = "reviews.see_history"
REPLY = "reviews.reply"
SEE_CYCLE = "reviews.see_cycle"
SEE_REQUEST = "reviews.see_request"

_CELL = frozenset({UnitKind.CELL})
_WARDS = frozenset({UnitKind.WARD_COMMITTEE})


def _in_cell(actor: Account, right: str) -> Q:
    return Q(cell__in=units_of(actor, ROLES[right], kinds=_CELL))


def _in_ward(actor: Account, right: str, path: str = "ward") -> Q:
    return Q(**{f"{path}__in": units_of(actor, ROLES[right], kinds=_WARDS)})


def _at_work(actor: Account, right: str, path: str = "workplace") -> Q:
    return Q(**{f"{path}__in": units_under(actor, ROLES[right], kinds=NEAR)})


def _own(actor: Account) -> Q:
    person = acting_person_id(actor)
    return Q(member__person=person) if person is not None else NOTHING


class ReviewPolicy(Policy[Review]):
    """The cell writes, the ward confirms, the workplace reads what it was sent.

    The history tells of drafts, so it is for those alone who may read drafts.
    """

    model = Review
    see = SEE_HISTORY

    @override
    def scope(self, actor: Account, action: str) -> Q:
        own = _own(actor)
        if action == REPLY:
            return own & Q(state__in=OPEN_TO_MEMBER)
        delivered = Q(state__in=DELIVERED_STATES)
        others = {
            SEE: lambda: (
                _in_cell(actor, SEE_IN_CELL)
                | _in_ward(actor, SEE_IN_WARD)
                | (_at_work(actor, SEE_AT_WORK) & delivered)
            ),
            SEE_HISTORY: lambda: (
                _in_cell(actor, SEE_IN_CELL) | _in_ward(actor, SEE_IN_WARD)
            ),
            WRITE: lambda: _in_cell(actor, WRITE),
            CONFIRM: lambda: _in_ward(actor, CONFIRM),
            ACKNOWLEDGE: lambda: _at_work(actor, ACKNOWLEDGE) & delivered,
        }
        if action not in others:
            return NOTHING
        condition = others[action]() & ~own
        if action == SEE:
            condition |= own & Q(state__in=OPEN_TO_MEMBER)
        return condition


class ReviewCyclePolicy(Policy[ReviewCycle]):
    """The ward opens its rounds; its cells read the days that it set."""

    model = ReviewCycle
    see = SEE_CYCLE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == OPEN_CYCLE:
            return _in_ward(actor, OPEN_CYCLE)
        if action != SEE_CYCLE:
            return NOTHING
        cells = units_of(actor, ROLES[SEE_IN_CELL], kinds=_CELL)
        above = Line.objects.filter(lower__in=cells).values("upper")
        return _in_ward(actor, SEE_IN_WARD) | Q(ward__in=above)

    def may_open(self, actor: Account, ward: Unit) -> bool:
        """Tell whether the actor may open a round in this ward."""
        held = units_of(actor, ROLES[OPEN_CYCLE], kinds=_WARDS)
        return held.filter(unit=ward).exists()


class ReviewRequestPolicy(Policy[ReviewRequest]):
    """A request is its sender's and the ward's."""

    model = ReviewRequest
    see = SEE_REQUEST

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action != SEE_REQUEST:
            return NOTHING
        return _at_work(actor, SEE_AT_WORK, "from_unit") | _in_ward(
            actor, SEE_IN_WARD, "to_ward"
        )

    def may_request(self, actor: Account, unit: Unit) -> bool:
        """Tell whether the actor may ask for reviews in this unit's name."""
        reached = units_under(actor, ROLES[REQUEST], kinds=NEAR)
        return unit.is_workplace and reached.filter(lower_id=unit.pk).exists()


class FrontMeetingPolicy(Policy[FrontMeeting]):
    """The cell notes the meeting; the Front, the committee and the ward read of it."""

    model = FrontMeeting
    see = SEE_IN_CELL

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == SEE_IN_CELL:
            return (
                _in_cell(actor, SEE_IN_CELL)
                | _in_ward(actor, SEE_IN_WARD, "cycle__ward")
                | _in_ward(actor, SEE_IN_WARD, "request__to_ward")
            )
        return NOTHING

    def may_note(self, actor: Account, cell: Unit) -> bool:
        """Tell whether the actor may note the meeting in the cell's name."""
        return units_of(actor, ROLES[WRITE], kinds=_CELL).filter(unit=cell).exists()


reviews = ReviewPolicy()
cycles = ReviewCyclePolicy()
requests = ReviewRequestPolicy()
front_meetings = FrontMeetingPolicy()
