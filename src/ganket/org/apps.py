from django.apps import AppConfig
from typing_extensions import override


class OrgConfig(AppConfig):
    name = "ganket.org"
    verbose_name = "org"

    @override
    def ready(self) -> None:
        from ganket.org.commands import refuse_beyond  # noqa: PLC0415 - after models
        from ganket.people.commands import guard_sign_ins  # noqa: PLC0415 - after models

        guard_sign_ins(refuse_beyond)
