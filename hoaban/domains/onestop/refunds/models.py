"""Fees that were paid back, and how much of a fee goes back."""

from django.db import models
from django.db.models import Q

from hoaban.casework.papers.models import Paper
from hoaban.core.people.models import Agency, Post
from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.refunds.enums import Cause, Said


class Refund(models.Model):
    """What of the fee of a dossier was paid back, and the numbered paper given for it.

    `receiver` is {name, identity_number, account}: whoever took the money. `agency` is whose book
    the paper stands in; a part of a fee may go back before the rest does. A refund that was taken
    back stays, with who did it, when, why and how the money came back; its paper is withdrawn with
    the ground.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    amount = models.PositiveBigIntegerField()  # whole VND
    paid_by = models.CharField(max_length=8, choices=PaidBy.choices)
    receiver = models.JSONField()
    reason = models.TextField()
    paid_at = models.DateTimeField()
    paid_by_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    came_back_by = models.CharField(max_length=8, choices=PaidBy.choices, blank=True)
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True)

    vouched_with = (
        "dossier",
        (
            *("paper_id", "agency_id", "amount", "paid_by", "receiver", "reason", "paid_at"),
            *("paid_by_post_id", "taken_back_at", "taken_back_by_id", "came_back_by", "cause"),
        ),
    )

    class Meta:
        indexes = [
            models.Index(fields=["agency", "paid_at"], name="refunds_paid_on_a_day"),
            models.Index(
                fields=["agency", "taken_back_at"],
                condition=Q(taken_back_at__isnull=False),
                name="refunds_taken_back_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.amount}"


class Share(models.Model):
    """How much of the fee of a dossier goes back in all: as the counter proposed it, or as was
    decided, by who signs for the agency, or by the counter where nothing more goes back than must.
    The last decision holds; what stood before it stays.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    said = models.CharField(max_length=8, choices=Said.choices)
    amount = models.PositiveBigIntegerField()  # whole VND
    ground = models.TextField()
    at = models.DateTimeField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    vouched_with = ("dossier", ("said", "amount", "ground", "at", "post_id"))

    def __str__(self) -> str:
        return f"{self.dossier} {self.said} {self.amount}"
