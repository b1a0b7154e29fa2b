"""Who is told of what: for each verb of the journal, the letters that follow it.

Letters say that there is something to read and where. What is about one person,
a review or an answer, is read behind the sign-in and never stands in a letter.
"""

from collections.abc import Callable, Iterable

from ganket.meetings import commands as meeting_commands
from ganket.notices import commands as notice_commands
from ganket.notifications.letters import Letter
from ganket.notifications.occasions import meetings, notices, opinions, reviews, roster
from ganket.opinions import commands as opinion_commands
from ganket.reviews import commands as review_commands
from ganket.roster import commands as roster_commands

Teller = Callable[[int], Iterable[Letter]]

OCCASIONS: dict[str, Teller] = {
    notice_commands.SENT: notices.sent,
    notice_commands.WITHDRAWN: notices.withdrawn,
    meeting_commands.ANNOUNCED: meetings.announced,
    meeting_commands.CHANGED: meetings.changed,
    meeting_commands.CANCELLED: meetings.cancelled,
    opinion_commands.RAISED: opinions.raised,
    opinion_commands.PASSED_UP: opinions.passed_up,
    opinion_commands.ANSWERED: opinions.answered,
    opinion_commands.REJECTED: opinions.rejected,
    opinion_commands.WITHDRAWN: opinions.withdrawn,
    review_commands.SHOWN: reviews.shown,
    review_commands.SENT_BACK: reviews.sent_back,
    review_commands.DELIVERED: reviews.delivered,
    roster_commands.INTRODUCED: roster.introduced,
    roster_commands.REFUSED: roster.refused,
    roster_commands.ASSIGNED: roster.assigned,
}
