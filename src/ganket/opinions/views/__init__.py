"""Pages of opinions."""

from ganket.opinions.views.intake import note, raise_opinion, receipt
from ganket.opinions.views.moves import (
    accept,
    answer,
    pass_up,
    receive,
    reject,
    withdraw,
)
from ganket.opinions.views.reading import detail, opinions

__all__ = [
    "accept",
    "answer",
    "detail",
    "note",
    "opinions",
    "pass_up",
    "raise_opinion",
    "receipt",
    "receive",
    "reject",
    "withdraw",
]
