from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "ganket.roster"
    verbose_name = "roster"

    def ready(self) -> None:
        from ganket.org.commands import (  # noqa: PLC0415 - models come first
            refuse_closing_while,
        )
        from ganket.org.queries import know  # noqa: PLC0415 - models come first
        from ganket.roster.queries import (  # noqa: PLC0415 - models come first
            CIRCLE,
            RECOUNTS,
            keeps_open,
        )
        from ganket.tallies.commands import counted_by  # noqa: PLC0415 - models first

        know(CIRCLE)
        refuse_closing_while(keeps_open)
        for measure, recount in RECOUNTS.items():
            counted_by(measure, recount)
