"""Running numbers: one row a sequence."""

from django.db import models


class Counter(models.Model):
    """The last number given out: a kind of paper, of an agency, in a year or on a day."""

    kind = models.CharField(max_length=64)
    agency = models.CharField(max_length=64)  # our stable agency id
    period = models.CharField(max_length=16)  # "2020" or "2020-03-30"
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "period"], name="a_sequence_has_one_counter"
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=1), name="a_counter_begins_at_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agency} {self.period}: {self.value}"
