"""What an applicant has to pay before the handling goes on."""

from django.db import models
from django.db.models import Q

from hoaban.casework.clocks.enums import AfterWait
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.duties.enums import Kind


class Duty(models.Model):
    """A financial obligation of which the applicant was notified; the clock stands until it is met.

    `notice` is number and day of the notice that sets it, empty for a fee of the procedure itself;
    `amount` is in whole VND. `met_at` is when it was met, by what `evidence` says; `recalled_at` is
    when the agency took its word back, and why. One of both at most.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    notice = models.CharField(max_length=200, blank=True)
    amount = models.PositiveBigIntegerField()
    payee = models.CharField(max_length=200, blank=True)
    on_payment = models.CharField(max_length=8, choices=AfterWait.choices)
    notified_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    evidence = models.CharField(max_length=200, blank=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_for = models.TextField(blank=True)

    vouched_with = (
        "dossier",
        (
            *("kind", "notice", "amount", "payee", "on_payment", "notified_at", "met_at"),
            *("evidence", "recalled_at", "recalled_for"),
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(met_at__isnull=True, recalled_at__isnull=True),
                name="one_financial_obligation_is_open_at_a_time",
            ),
            models.CheckConstraint(
                name="a_financial_obligation_was_met_or_recalled",
                condition=Q(met_at__isnull=True) | Q(recalled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.notified_at:%Y-%m-%d}"
