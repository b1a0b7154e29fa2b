from django.apps import AppConfig
from django.conf import settings
from typing_extensions import override

from ganket.config import wiring


class ConfigConfig(AppConfig):
    name = "ganket.config"
    verbose_name = "configuration"

    @override
    def ready(self) -> None:
        wiring.bind(settings.GANKET_PORTS)
