"""Who may serve whom."""

from django.db.models import Q
from typing_extensions import override

from ganket.accounts.models import Account
from ganket.org.enums import NEAR, Role, UnitKind
from ganket.org.policy import Policy, grant
from ganket.org.reach import units_of, units_under
from ganket.roster.models import HomeLink, Member, WorkLink

HELP = "shell.help"
HELP_IN_CELL = "shell.help_in_cell"

ROLES = grant(
    {
        HELP: {Role.HELPER},
        HELP_IN_CELL: {Role.SECRETARY, Role.DEPUTY},
    }
)


class HelpPolicy(Policy[Member]):
    """A helper serves who lives or works under the unit; a secretary the own cell.

    Nobody serves themselves, and nobody while they serve somebody: then their
    offices rest, and reach nothing.
    """

    model = Member
    see = HELP

    def __init__(self) -> None:
        # The roster's policy speaks for members; this one only for serving them.
        """Leave the register of policies alone."""

    @override
    def scope(self, actor: Account, action: str) -> Q:
        under = units_under(actor, ROLES[HELP], kinds=NEAR)
        own = units_of(actor, ROLES[HELP_IN_CELL], kinds={UnitKind.CELL})
        at_home = HomeLink.objects.filter(
            HomeLink.in_force(),
            Q(cell__in=under) | Q(ward__in=under) | Q(cell__in=own),
        )
        at_work = WorkLink.objects.filter(
            WorkLink.in_force(), Q(cell__in=under) | Q(cell__in=own)
        )
        near = Q(pk__in=at_home.values("member")) | Q(pk__in=at_work.values("member"))
        return near & ~Q(person__account=actor.pk)


members = HelpPolicy()
