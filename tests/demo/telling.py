"""What tells one built ward from another."""

import hashlib

from ganket.contributions.models import Contact, Contribution
from ganket.journal.models import Entry
from ganket.meetings.models import Attendance, Meeting
from ganket.opinions.models import Opinion, Step
from ganket.org.models import Office, Unit
from ganket.reviews.models import Answer, Review
from ganket.roster.models import HomeLink, Introduction, Member

# What a visitor would notice if it were another; keys and identifiers are left out.
TELLING = (
    Unit.objects.filter(code__startswith="31825.").values_list("code", "name"),
    Office.objects.values_list("person__full_name", "unit__code", "role"),
    Member.objects.values_list("person__full_name", "born_on", "party_card_no"),
    Introduction.objects.values_list("member__person__full_name", "number", "state"),
    HomeLink.objects.values_list("member__person__full_name", "cell__code", "since"),
    Meeting.objects.values_list("unit__code", "title", "held_at", "state"),
    Attendance.objects.values_list("member__person__full_name", "presence", "reason"),
    Opinion.objects.values_list("unit__code", "number", "subject", "state", "due_on"),
    Step.objects.values_list("kind", "at"),
    Contribution.objects.values_list("text", "done_on"),
    Contact.objects.values_list("kind", "on"),
    Review.objects.values_list("member__person__full_name", "state", "reply"),
    Answer.objects.values_list("criterion", "level", "text", "reason"),
    Entry.objects.values_list("at", "verb"),
)


def digest():
    """Sum up the ward that stands."""
    summed = hashlib.sha256()
    for rows in TELLING:
        summed.update(repr(sorted(map(repr, rows.all()))).encode())
    return summed.hexdigest()
