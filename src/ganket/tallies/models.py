from django.db import models

from ganket.org.models import Unit
from ganket.tallies.enums import Measure


class Tally(models.Model):
    """How often a measure happened in a year, for a unit with everything under it.

    Kept on every level in the transaction of the change; ``commands.faults``
    compares it with a count of the rows themselves.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="tallies")
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=32, choices=Measure.choices)
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "measure"], name="tallies_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.year}/{self.measure}: {self.count}"
