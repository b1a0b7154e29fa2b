"""What stands on a member's page beside the roster's own part.

A section is a function in ``SECTIONS``. It gets who looks and at whom, asks its
own package's policy, and returns a template with what that template wants, or
nothing where there is nothing to tell this person.
"""

from ganket.accounts.models import Account
from ganket.roster.models import Member
from ganket.shell.members.at_home import contact, year
from ganket.shell.members.parts import Section, Source

SECTIONS: list[Source] = [contact, year]


def sections_for(actor: Account, member: Member) -> list[Section]:
    """Return the sections that this person sees, in order."""
    found = (source(actor, member) for source in SECTIONS)
    return [section for section in found if section is not None]
