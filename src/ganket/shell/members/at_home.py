"""What the home side tells of a member: the record of the year, and the last contact.

For the cell, the ward and the member alone. The workplace reads the review, not
what it rests on.
"""

from ganket.accounts.models import Account
from ganket.contributions import queries as contributions
from ganket.kernel import clock
from ganket.meetings import queries as meetings
from ganket.reviews.queries import evidence_of, span_of, words_of
from ganket.roster.models import Member
from ganket.roster.queries import home_link_of, own_member
from ganket.rulebook.enums import Measure
from ganket.shell.members.parts import Section


def contact(actor: Account, member: Member) -> Section | None:
    """Offer to note with one tap that the cell met this member today."""
    if not _may_note(actor, member):
        return None
    last = contributions.last_contact_by_member([member]).get(member.pk)
    return Section("members/_contact.html", {"member": member, "last": last})


def year(actor: Account, member: Member) -> Section | None:
    """Tell what is on record this year, word for word as beside a review."""
    is_own = own_member(actor) == member
    if not is_own and not _may_note(actor, member):
        return None
    now = clock.today().year
    evidence = evidence_of(member, now)
    rows = meetings.attendance_of(member, *span_of(now))
    values = {
        "member": member,
        "is_own": is_own,
        "year": now,
        "dots": [row.presence.lower() for row in rows],
        "meetings": words_of(Measure.ATTENDANCE, evidence),
        "opinions": words_of(Measure.OPINIONS, evidence),
        "works": words_of(Measure.CONTRIBUTIONS, evidence),
    }
    return Section("members/_year.html", values)


def _may_note(actor: Account, member: Member) -> bool:
    link = home_link_of(member)
    return link is not None and contributions.may_note(actor, link.cell or link.ward)
