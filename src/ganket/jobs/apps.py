import datetime as dt

from django.apps import AppConfig
from typing_extensions import override


class JobsConfig(AppConfig):
    name = "ganket.jobs"
    verbose_name = "jobs"

    @override
    def ready(self) -> None:
        from ganket.jobs import commands  # noqa: PLC0415 - after the models

        hourly = dt.timedelta(hours=1)
        commands.recur("jobs.forget_done", hourly, commands.forget_done)
