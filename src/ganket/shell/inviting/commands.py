from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ganket.accounts.models import Account
from ganket.documents import ports
from ganket.documents.drafting import draft_invitation
from ganket.org.commands import invite_holder
from ganket.org.queries import offices_held
from ganket.people.models import Person


@transaction.atomic
def print_invitation(*, actor: Account, person: Person) -> bytes:
    """Return the slip of an office holder as a PDF, with a fresh code kept nowhere else.

    Raises what ``org.invite_holder`` raises.
    """
    invited = invite_holder(actor=actor, person=person)
    office = offices_held(person).first()
    site = settings.GANKET_SITE_URL
    slip = draft_invitation(
        name=person.full_name,
        unit=office.unit.full_name if office else "",
        code=invited.code,
        handle=invited.handle,
        last_day=invited.last_day,
        site=site,
        accept_url=f"{site}{reverse('accounts:accept')}",
    )
    return ports.renderer().render([slip])
