"""What follows when persons change."""

from ganket.journal import commands as journal
from ganket.people import commands, tasks


def connect() -> None:
    journal.listen(commands.CODE_ASKED, mail_code)


def mail_code(entry: journal.Entry) -> None:
    tasks.mail_code.enqueue(person_id=entry.subject_id)
