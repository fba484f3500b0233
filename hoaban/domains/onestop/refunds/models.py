"""Fees that were paid back."""

from django.db import models

from hoaban.casework.papers.models import Paper
from hoaban.core.people.models import Agency, Post
from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier


class Refund(models.Model):
    """The fee of a dossier as it was paid back, once, and the numbered paper given for it.

    `receiver` is {name, identity_number, account}: whoever took the money. `agency` is whose book
    the paper stands in.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    amount = models.PositiveBigIntegerField()  # whole VND
    paid_by = models.CharField(max_length=8, choices=PaidBy.choices)
    receiver = models.JSONField()
    reason = models.TextField()
    paid_at = models.DateTimeField()
    paid_by_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    vouched_with = (
        "dossier",
        (
            *("paper_id", "agency_id", "amount", "paid_by", "receiver", "reason", "paid_at"),
            "paid_by_post_id",
        ),
    )

    class Meta:
        indexes = [models.Index(fields=["agency", "paid_at"], name="refunds_of_a_day")]

    def __str__(self) -> str:
        return f"{self.paper} {self.amount}"
