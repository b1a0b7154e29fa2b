from django.apps import AppConfig
from typing_extensions import override


class ReviewsConfig(AppConfig):
    name = "ganket.reviews"
    verbose_name = "reviews"

    @override
    def ready(self) -> None:
        from ganket.reviews import listeners, queries  # noqa: PLC0415 - after the models
        from ganket.tallies.commands import counted_by  # noqa: PLC0415 - as above
        from ganket.tallies.enums import Measure  # noqa: PLC0415 - as above

        listeners.connect()
        counted_by(Measure.REVIEWS_DUE, queries.due_by_cell)
        counted_by(Measure.REVIEWS_SHOWN, queries.shown_by_cell)
        counted_by(Measure.REVIEWS_CONFIRMED, queries.confirmed_by_cell)
        counted_by(Measure.REVIEWS_ACKNOWLEDGED, queries.acknowledged_by_cell)
