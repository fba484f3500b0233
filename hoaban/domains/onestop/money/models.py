"""Receipts for fees that were taken."""

from django.db import models
from django.db.models import Q

from hoaban.casework.papers.models import Paper
from hoaban.core.people.models import Agency, Post
from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier


class Receipt(models.Model):
    """A fee as it was taken, once, and the numbered paper given for it.

    `agency` is whose book the paper stands in; `taken_by` is empty where nobody of the counter took
    it. A cancelled receipt stays, with who cancelled it and when; its paper says why. One whose
    money the bank took back is cancelled too, by nobody of the counter.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="fee_receipts")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    amount = models.PositiveBigIntegerField()  # whole VND
    paid_by = models.CharField(max_length=8, choices=PaidBy.choices)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    cancelled_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    was_taken_back = models.BooleanField(default=False)  # by the bank

    vouched_with = (
        "dossier",
        (
            *("paper_id", "agency_id", "amount", "paid_by", "taken_at", "taken_by_id"),
            *("cancelled_by_id", "cancelled_at", "was_taken_back"),
        ),
    )

    class Meta:
        indexes = [
            models.Index(fields=["agency", "taken_at", "id"], name="receipts_of_a_day"),
            models.Index(
                fields=["agency", "cancelled_at", "id"],
                condition=Q(cancelled_at__isnull=False),
                name="receipts_cancelled_on_a_day",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(cancelled_at__isnull=True),
                name="a_dossier_has_one_receipt_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.amount}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class ReceiptLine(models.Model):
    """A fee on a receipt, as a row of its own so that what was taken is summed by kind.

    `kind` is its name in Vietnamese, `name` the same by language; `price` of one `unit` is whole
    VND, 0 where not each costs the same.
    """

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="lines")
    code = models.CharField(max_length=80, blank=True)  # in the procedure's file
    kind = models.CharField(max_length=300)
    name = models.JSONField()
    unit = models.CharField(max_length=12, blank=True)
    quantity = models.PositiveIntegerField()
    price = models.PositiveBigIntegerField(default=0)
    amount = models.PositiveBigIntegerField()  # whole VND

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
