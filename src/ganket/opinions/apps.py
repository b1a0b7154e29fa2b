from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "ganket.opinions"
    verbose_name = "opinions"

    def ready(self) -> None:
        from ganket.opinions import queries  # noqa: PLC0415 - models are loaded by now
        from ganket.tallies.commands import counted_by  # noqa: PLC0415 - likewise
        from ganket.tallies.enums import Measure  # noqa: PLC0415 - likewise

        counted_by(Measure.OPINIONS_RAISED, queries.raised_by_unit)
        counted_by(Measure.OPINIONS_CLOSED, queries.closed_by_unit)
