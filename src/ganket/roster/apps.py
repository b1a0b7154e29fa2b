from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "ganket.roster"
    verbose_name = "roster"

    def ready(self) -> None:
        from ganket.org.queries import know  # noqa: PLC0415 - models come first
        from ganket.roster.queries import (  # noqa: PLC0415 - models come first
            CIRCLE,
            RECOUNTS,
        )
        from ganket.tallies.commands import counted_by  # noqa: PLC0415 - models first

        know(CIRCLE)
        for measure, recount in RECOUNTS.items():
            counted_by(measure, recount)
