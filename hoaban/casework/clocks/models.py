"""Stretches of the legal clock."""

from django.db import models

from hoaban.casework.cases.enums import Clock
from hoaban.casework.cases.models import Case


class ClockInterval(models.Model):
    """A stretch of the legal clock; never only a moved date.

    `held_to` is what the case was held to in it (`Case.held_to`).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="intervals")
    kind = models.CharField(max_length=8, choices=Clock.choices)
    reason = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)
    held_to = models.DateTimeField(null=True)

    vouched_with = (
        "case",
        ("kind", "reason", "started_at", "ended_at", "due_before", "due_after", "held_to"),
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["held_to"], condition=models.Q(kind=Clock.RUNNING), name="clock_held_to"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%Y-%m-%d}"
