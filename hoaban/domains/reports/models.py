"""Kept sums: what was counted, by day, month and year, and by whom, what and how."""

from django.db import models

from hoaban.domains.procedures.enums import Channel
from hoaban.domains.reports.enums import Grain


class Tally(models.Model):
    """The sums of one day, month or year for one agency, field and channel.

    Agencies and fields stand by their stable codes. `overdue` is a change: how many more (or less)
    dossiers in progress are late from that time on; all others are counts.
    """

    grain = models.CharField(max_length=5, choices=Grain.choices)
    starts_on = models.DateField()
    agency_code = models.CharField(max_length=64)
    field_code = models.CharField(max_length=64)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    received = models.IntegerField(default=0)
    processed_before = models.IntegerField(default=0)
    processed_on = models.IntegerField(default=0)
    processed_late = models.IntegerField(default=0)
    ended = models.IntegerField(default=0)
    overdue = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["grain", "starts_on", "agency_code", "field_code", "channel"],
                name="a_tally_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grain} {self.starts_on} {self.agency_code}"
