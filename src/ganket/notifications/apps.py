from django.apps import AppConfig
from typing_extensions import override


class NotificationsConfig(AppConfig):
    name = "ganket.notifications"
    verbose_name = "notifications"

    @override
    def ready(self) -> None:
        from ganket.notifications import listeners  # noqa: PLC0415 - after the models

        listeners.connect()
