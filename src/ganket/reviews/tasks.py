"""Thin: what the queue runs. Each bears being run twice."""

import logging

from django_tasks import task

from ganket.accounts.queries import clerk_of_the_house
from ganket.reviews import commands

logger = logging.getLogger(__name__)


@task()
def deliver_waiting(*, work_link_id: int) -> int:
    """Send the reviews that waited for this place of work. Return how many."""
    sent = commands.deliver_waiting(
        actor=clerk_of_the_house(), work_link_id=work_link_id
    )
    if sent:
        logger.info("%d reviews went to work link %d", sent, work_link_id)
    return sent
