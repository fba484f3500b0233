"""Kept sums of every room: measures by dimensions, by day, month and year."""

from django.db import models

from hoaban.engines.tallies.enums import Grain

DIMENSIONS = ("first", "second", "third", "fourth")


class Tally(models.Model):
    """The sum of one measure in one day, month or year, for one value of each dimension.

    `book` is the declaration that says what the dimensions mean; those it lacks stay empty.
    """

    book = models.CharField(max_length=24)
    grain = models.CharField(max_length=5, choices=[(grain.value, grain.value) for grain in Grain])
    starts_on = models.DateField()
    first = models.CharField(max_length=64, blank=True)
    second = models.CharField(max_length=64, blank=True)
    third = models.CharField(max_length=64, blank=True)
    fourth = models.CharField(max_length=64, blank=True)
    measure = models.CharField(max_length=24)
    amount = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["book", "grain", "starts_on", *DIMENSIONS, "measure"],
                name="a_tally_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.grain} {self.starts_on} {self.measure}"
