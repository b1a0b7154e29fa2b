import logging

from django_tasks import task

from ganket.people import commands, queries

logger = logging.getLogger(__name__)


@task()
def mail_code(*, person_id: int) -> bool:
    """Mail a fresh code to a person who forgot their password. Return whether sent.

    The code is made here, so that it never lies in the queue. May run twice: the
    later code replaces the earlier.
    """
    person = queries.find_person(person_id)
    if person is None:
        logger.info("person %d is gone, no code is mailed", person_id)
        return False
    return commands.mail_code(person=person)
