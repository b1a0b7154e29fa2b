import datetime as dt

from django.apps import AppConfig
from typing_extensions import override


class JournalConfig(AppConfig):
    name = "ganket.journal"
    verbose_name = "journal"

    @override
    def ready(self) -> None:
        from ganket.jobs import commands as jobs  # noqa: PLC0415 - after the models
        from ganket.journal import commands  # noqa: PLC0415 - after the models

        jobs.recur("journal.seal", dt.timedelta(minutes=1), commands.seal_waiting)
