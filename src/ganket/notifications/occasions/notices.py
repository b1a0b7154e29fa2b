"""What follows a notice: its text by mail, and word that it was taken back."""

from collections.abc import Iterable

from ganket.notices import commands
from ganket.notices.enums import MailState
from ganket.notices.queries import deliveries_by_mail, find_notice
from ganket.notifications.letters import Letter, page


def sent(notice_id: int) -> Iterable[Letter]:
    """Tell each person of a notice who has an address, with its whole text."""
    notice = find_notice(notice_id)
    if notice is None or not notice.is_sent:
        return
    for delivery in deliveries_by_mail(notice):
        yield Letter(
            person=delivery.person,
            unit=notice.unit,
            key=f"{commands.SENT}:{notice.pk}:{delivery.person_id}",
            template="notice_sent",
            page=page("notices:detail", notice.pk),
            words={"notice": notice},
        )


def withdrawn(notice_id: int) -> Iterable[Letter]:
    """Tell those whose letter has gone out that the notice was taken back."""
    notice = find_notice(notice_id)
    if notice is None or not notice.is_withdrawn:
        return
    for delivery in deliveries_by_mail(notice):
        if delivery.mail == MailState.SENT:
            yield Letter(
                person=delivery.person,
                unit=notice.unit,
                key=f"{commands.WITHDRAWN}:{notice.pk}:{delivery.person_id}",
                template="notice_withdrawn",
                page=page("notices:detail", notice.pk),
                words={"notice": notice},
            )
