"""Writing down that a list was taken away: one entry, however many are on it."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from ganket.accounts.models import Account
from ganket.journal import commands as journal
from ganket.org.models import Unit

EXPORTED = journal.verb(
    "roster.exported", gettext_lazy("in hoặc tải danh sách đảng viên")
)


@transaction.atomic
def note_list(*, actor: Account, unit: Unit, what: str, members: int) -> None:
    """Write down that a list of a unit was printed or downloaded.

    The rows of the list have been read through a policy by whoever calls.
    """
    told = {"what": [None, what], "members": [None, members]}
    journal.record(actor=actor, verb=EXPORTED, subject=unit, changes=told)
