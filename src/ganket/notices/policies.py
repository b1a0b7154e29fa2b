"""Who may write notices, and who reads which."""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.notices.enums import OUT, Audience, NoticeState
from ganket.notices.models import Delivery, Notice
from ganket.org.enums import NEAR, Role
from ganket.org.policy import NOTHING, Policy, grant
from ganket.org.reach import units_near, units_of
from ganket.people.queries import acting_person_id
from ganket.roster.models import HomeLink

SEE = "notices.see"
WRITE = "notices.write"
# A reader's own: no office gives it.
READ = "notices.read"

ROLES = grant(
    {
        SEE: {Role.SECRETARY, Role.DEPUTY, Role.CLERK, Role.COMMITTEE_MEMBER},
        WRITE: {Role.SECRETARY, Role.DEPUTY, Role.CLERK},
    }
)


class NoticePolicy(Policy[Notice]):
    """A unit writes for itself; what has gone out is seen from above as well.

    To read is everybody's own: what was delivered to them, and what their cell
    and ward told all members, also before they came.
    """

    model = Notice
    see = SEE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        if action == READ:
            return self._readable(actor)
        own = Q(
            unit__in=units_of(actor, ROLES[action], kinds=NEAR), unit__is_residence=True
        )
        if action == WRITE:
            return own
        return own | Q(unit__in=units_near(actor, ROLES[action]), state__in=OUT)

    def _readable(self, actor: Account) -> Q:
        person = acting_person_id(actor)
        if person is None:
            return NOTHING
        delivered = Delivery.objects.filter(person=person).values("notice")
        tied = HomeLink.objects.filter(HomeLink.in_force(), member__person=person)
        told = Q(state=NoticeState.SENT, audience=Audience.MEMBERS)
        of_own_unit = Q(unit__in=tied.values("ward")) | Q(
            unit__in=tied.filter(cell__isnull=False).values("cell")
        )
        return Q(pk__in=delivered, state__in=OUT) | (told & of_own_unit)


notices = NoticePolicy()
