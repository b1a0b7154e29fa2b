from django.apps import AppConfig
from typing_extensions import override


class PeopleConfig(AppConfig):
    name = "ganket.people"
    verbose_name = "people"

    @override
    def ready(self) -> None:
        from ganket.people import listeners  # noqa: PLC0415 - after the models

        listeners.connect()
