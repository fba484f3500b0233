"""A request to complete a dossier."""

from django.db import models
from django.db.models import Q

from hoaban.casework.clocks.enums import AfterWait
from hoaban.domains.onestop.dossiers.enums import Stage
from hoaban.domains.onestop.dossiers.models import Dossier


class Supplement(models.Model):
    """A request to complete, one complete list with what to do for each paper. [ND61/2018 Đ15]"""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplements")
    stage = models.CharField(max_length=8, choices=Stage.choices)
    items = models.JSONField()  # [{component, name, what}], of a declaration also its sections
    reason = models.TextField()
    head_reason = models.TextField(blank=True)
    on_supply = models.CharField(max_length=8, choices=AfterWait.choices)
    asked_at = models.DateTimeField()
    supplied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(supplied_at__isnull=True),
                name="one_supplement_is_open_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.asked_at:%Y-%m-%d}"
