"""Who is told of what: for each verb of the journal, the letters that follow it."""

from collections.abc import Callable, Iterable

from ganket.notices import commands as notices
from ganket.notices import queries as notice_queries
from ganket.notices.enums import MailState
from ganket.notifications.letters import Letter, page

Teller = Callable[[int], Iterable[Letter]]


def notice_sent(notice_id: int) -> Iterable[Letter]:
    """Tell each person of a notice who has an address, with its whole text."""
    notice = notice_queries.find_notice(notice_id)
    if notice is None or not notice.is_sent:
        return
    for delivery in notice_queries.deliveries_by_mail(notice):
        yield Letter(
            person=delivery.person,
            unit=notice.unit,
            key=f"{notices.SENT}:{notice.pk}:{delivery.person_id}",
            template="notice_sent",
            page=page("notices:detail", notice.pk),
            words={"notice": notice},
        )


def notice_withdrawn(notice_id: int) -> Iterable[Letter]:
    """Tell those whose letter has gone out that the notice was taken back."""
    notice = notice_queries.find_notice(notice_id)
    if notice is None or not notice.is_withdrawn:
        return
    for delivery in notice_queries.deliveries_by_mail(notice):
        if delivery.mail == MailState.SENT:
            yield Letter(
                person=delivery.person,
                unit=notice.unit,
                key=f"{notices.WITHDRAWN}:{notice.pk}:{delivery.person_id}",
                template="notice_withdrawn",
                page=page("notices:detail", notice.pk),
                words={"notice": notice},
            )


OCCASIONS: dict[str, Teller] = {
    notices.SENT: notice_sent,
    notices.WITHDRAWN: notice_withdrawn,
}
