"""What is on record about members in a year: counts, and never money or reading."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ganket.contributions import queries as contributions
from ganket.contributions.models import Contribution
from ganket.kernel import records
from ganket.meetings import queries as meetings
from ganket.opinions import queries as opinions
from ganket.reviews.enums import ReviewState
from ganket.reviews.models import Review
from ganket.roster.models import Member
from ganket.rulebook.enums import Measure
from ganket.rulebook.evidence import Evidence


def span_of(year: int) -> tuple[dt.date, dt.date]:
    """Return the first day of a year and the day after its last."""
    return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)


def evidence_for(members: Sequence[Member], year: int) -> dict[int, Evidence]:
    """Return what is on record about each member in a year. Four queries.

    Only meetings that are closed count: those at which the member was expected, and
    those to which they came unasked. Opinions and contributions count from wherever they were noted.
    """
    since, until = span_of(year)
    sittings = meetings.attendance_counts(members, since, until)
    said = opinions.counts_by_member(members, since, until)
    done = contributions.counts_by_member(members, since, until)
    none = Evidence()
    found = {}
    for member in (each.pk for each in members):
        came, spoke, gave = sittings.get(member), said.get(member), done.get(member)
        found[member] = Evidence(
            meetings_held=came.held if came else none.meetings_held,
            present=came.present if came else none.present,
            excused=came.excused if came else none.excused,
            absent=came.absent if came else none.absent,
            opinions_raised=spoke.raised if spoke else none.opinions_raised,
            opinions_closed=spoke.closed if spoke else none.opinions_closed,
            contributions=gave.contributions if gave else none.contributions,
            contacts=gave.contacts if gave else none.contacts,
        )
    return found


def evidence_of(member: Member, year: int) -> Evidence:
    """Return what is on record about one member in a year."""
    return evidence_for([member], year)[member.pk]


def evidence_beside(review: Review) -> Evidence:
    """Return the record that stands beside a review.

    While the cell writes it is the record of this moment; from the day on which
    the member was shown the review it is what the record held on that day.
    """
    if review.state in {ReviewState.DRAFT, ReviewState.DROPPED}:
        return evidence_of(review.member, review.year)
    return records.read(Evidence, review.evidence, where="evidence")


def works_beside(review: Review) -> list[Contribution]:
    """Return the member's work of the year as it was noted, oldest first.

    From the day on which the review was shown, what was noted by then.
    """
    since, until = span_of(review.year)
    works = contributions.contributions_of(review.member, since, until)
    if review.state not in {ReviewState.DRAFT, ReviewState.DROPPED}:
        works = works.filter(created_at__lte=review.shown_at)
    return list(works)


def words_of(measure: Measure | None, evidence: Evidence) -> str:
    """Say in a sentence what the record holds on one measure; nothing without one."""
    if measure is Measure.ATTENDANCE:
        return _attendance_words(evidence)
    if measure is Measure.OPINIONS:
        return _opinion_words(evidence)
    if measure is Measure.CONTRIBUTIONS:
        if not evidence.contributions:
            return _("Chưa ghi nhận việc nào.")
        return _("Việc đã làm cho nơi ở: %(count)d.") % {
            "count": evidence.contributions
        }
    return ""


def _attendance_words(evidence: Evidence) -> str:
    if not evidence.meetings_held:
        return _("Trong năm chưa có buổi sinh hoạt nào mời đồng chí.")
    marked = evidence.present + evidence.excused + evidence.absent
    words = ngettext(
        "%(held)d buổi: có mặt %(present)d, có phép %(excused)d, vắng %(absent)d",
        "%(held)d buổi: có mặt %(present)d, có phép %(excused)d, vắng %(absent)d",
        evidence.meetings_held,
    ) % {
        "held": evidence.meetings_held,
        "present": evidence.present,
        "excused": evidence.excused,
        "absent": evidence.absent,
    }
    if unmarked := evidence.meetings_held - marked:
        words += _(", chưa ghi %(count)d") % {"count": unmarked}
    return f"{words}."


def _opinion_words(evidence: Evidence) -> str:
    if not evidence.opinions_raised and not evidence.contacts:
        return _("Chưa ghi nhận ý kiến nào, chưa ghi nhận lần gặp nào.")
    return _(
        "Ý kiến đã nêu: %(raised)d, trong đó %(closed)d đã xong. "
        "Số lần gặp, liên hệ: %(contacts)d."
    ) % {
        "raised": evidence.opinions_raised,
        "closed": evidence.opinions_closed,
        "contacts": evidence.contacts,
    }
