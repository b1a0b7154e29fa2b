from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "ganket.roster"
    verbose_name = "roster"

    def ready(self) -> None:
        from ganket.roster.queries import RECOUNTS  # noqa: PLC0415 - models come first
        from ganket.tallies.commands import counted_by  # noqa: PLC0415 - models come first

        for measure, recount in RECOUNTS.items():
            counted_by(measure, recount)
