from django.apps import AppConfig

from ganket.ui import form_errors


class UiConfig(AppConfig):
    name = "ganket.ui"
    label = "ui"

    def ready(self) -> None:
        form_errors.speak_plainly()
