from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "ganket.meetings"
    verbose_name = "meetings"

    def ready(self) -> None:
        from ganket.meetings import queries  # noqa: PLC0415 - models are loaded by now
        from ganket.opinions.commands import ended_by  # noqa: PLC0415 - likewise
        from ganket.opinions.enums import Source  # noqa: PLC0415 - likewise
        from ganket.tallies.commands import counted_by  # noqa: PLC0415 - likewise
        from ganket.tallies.enums import Measure  # noqa: PLC0415 - likewise

        counted_by(Measure.MEETINGS_CLOSED, queries.closed_by_unit)
        ended_by(Source.MEETING, queries.is_over)
