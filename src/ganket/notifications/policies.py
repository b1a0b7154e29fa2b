"""Who hears of letters that did not arrive."""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.notifications.models import Message
from ganket.org.enums import NEAR, Role
from ganket.org.policy import Policy, grant
from ganket.org.reach import units_of

SEE = "notifications.see"
RETRY = "notifications.retry"

_SENDERS = frozenset({Role.SECRETARY, Role.DEPUTY, Role.CLERK, Role.WORKPLACE_OFFICER})

ROLES = grant({SEE: _SENDERS, RETRY: _SENDERS})


class MessagePolicy(Policy[Message]):
    """A letter is the affair of the unit on whose behalf it goes out, of no other."""

    model = Message
    see = SEE

    @override
    def scope(self, actor: Account, action: str) -> Q:
        return Q(unit__in=units_of(actor, ROLES[action], kinds=NEAR))


messages = MessagePolicy()
