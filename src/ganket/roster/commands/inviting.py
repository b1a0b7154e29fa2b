"""Invitations for members, as slips to be cut apart."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.documents import ports
from ganket.documents.drafting import draft_invitation
from ganket.documents.sheets import InvitationSheet
from ganket.kernel.errors import NotAllowed
from ganket.people.commands import invite
from ganket.people.models import Invited
from ganket.roster import policies, queries
from ganket.roster.commands.refusals import RosterRefused
from ganket.roster.models import Member


class NobodyToInvite(RosterRefused):
    message = gettext_lazy("Chưa chọn đồng chí nào để mời.")


@transaction.atomic
def invite_members(*, actor: Account, members: Sequence[Member]) -> bytes:
    """Return a PDF of slips, each with a fresh code that is kept nowhere else.

    An older open code of the same person is replaced. Raises NotAllowed,
    NobodyToInvite, AccountIsClosed.
    """
    if not members:
        raise NobodyToInvite
    allowed = policies.members.visible(actor, policies.INVITE_MEMBER)
    keys = {member.pk for member in members}
    if allowed.filter(pk__in=keys).count() != len(keys):
        raise NotAllowed
    homes, works = queries.home_links_of(members), queries.work_links_of(members)
    slips = []
    for member in members:
        home, work = homes.get(member.pk), works.get(member.pk)
        unit = (home.cell or home.ward) if home else work.cell if work else None
        invited = invite(actor=actor, person=member.person)
        slips.append(_slip(invited, unit.full_name if unit else ""))
    return ports.renderer().render(slips)


def _slip(invited: Invited, unit: str) -> InvitationSheet:
    site = settings.GANKET_SITE_URL
    return draft_invitation(
        name=invited.person.full_name,
        unit=unit,
        code=invited.code,
        handle=invited.handle,
        last_day=invited.last_day,
        site=site,
        accept_url=f"{site}{reverse('accounts:accept')}",
    )
