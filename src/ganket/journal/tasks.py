from django_tasks import task

from ganket.journal import commands


@task()
def seal_entries() -> int:
    """Seal whatever waits. Return how many entries were sealed. Safe to repeat."""
    sealed = 0
    while batch := commands.seal():
        sealed += batch.entries
    return sealed
