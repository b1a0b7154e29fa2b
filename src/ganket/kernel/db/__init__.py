"""The only place that knows which of the two databases this is."""

from ganket.kernel.db.append_only import AppendOnly, no_longer_append_only
from ganket.kernel.db.constraints import violates
from ganket.kernel.db.health import faults, is_new, is_ready, pending
from ganket.kernel.db.statistics import renew
from ganket.kernel.db.urls import database

__all__ = [
    "AppendOnly",
    "database",
    "faults",
    "is_new",
    "is_ready",
    "no_longer_append_only",
    "pending",
    "renew",
    "violates",
]
