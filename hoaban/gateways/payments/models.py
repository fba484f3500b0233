"""Sums that are asked for, payments as they came, and money that left the account."""

from django.db import models
from django.db.models import Q

from hoaban.gateways.payments.enums import Nature, Verdict


class Demand(models.Model):
    """A sum asked for about something (`about`: the reference of a dossier), under a reference of
    its own. `received` is what came so far and did not go back. One is open at a time.
    """

    reference = models.CharField(max_length=16, unique=True)
    about = models.CharField(max_length=80, db_index=True)
    agency = models.CharField(max_length=64)
    amount = models.PositiveBigIntegerField()  # whole VND
    received = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    vouched = (
        *("reference", "about", "agency", "amount", "received", "asked_at", "paid_at"),
        "closed_at",
    )
    is_always_vouched = True
    begun_by = ("payments.asked",)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(closed_at=None, paid_at=None),
                name="one_sum_is_asked_for_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def missing(self) -> int:
        return max(self.amount - self.received, 0)


class Payment(models.Model):
    """Money that came into the account of `agency`, once for each number of its provider, and how
    it fits. One transfer that pays several demands is a row for each: `amount` of `whole`, the
    first row the one of which the others are a share.

    `settled_at` says when the counter was done with what did not fit, `note` what it did.
    """

    provider = models.CharField(max_length=16)
    agency = models.CharField(max_length=64)
    number = models.CharField(max_length=80)
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="payments")
    memo = models.CharField(max_length=500)
    amount = models.PositiveBigIntegerField()  # whole VND
    whole = models.PositiveBigIntegerField()  # VND of the transfer
    share_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="shares")
    paid_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)  # a line each time

    vouched = (
        *("provider", "agency", "number", "demand_id", "memo", "amount", "whole", "share_of_id"),
        *("paid_at", "verdict", "at", "settled_at", "note"),
    )
    is_always_vouched = True
    begun_by = ("payments.confirmed",)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "agency", "number"], name="a_payment_counts_once"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "paid_at"], name="payments_of_a_moment"),
            models.Index(
                fields=["agency", "id"],
                condition=Q(settled_at=None) & ~Q(verdict="matched"),
                name="payments_to_be_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.number}"

    @property
    def surplus(self) -> int:
        """What of it is more than was asked for, in VND."""
        if self.verdict == Verdict.OVER and self.demand:
            return self.demand.received - self.demand.amount
        return 0 if self.verdict in {Verdict.MATCHED, Verdict.TAKEN_BACK} else self.amount


class Debit(models.Model):
    """Money that left the account of `agency`, once for each line that told of it, and what it was.

    `payment` is what it takes back, `about` what it is about as far as that is known. `digest` is
    made of all that the line says: banks begin their numbers anew. `settled_at` says since when
    nobody has to look at it, `note` what the counter said.
    """

    provider = models.CharField(max_length=16)
    agency = models.CharField(max_length=64)
    number = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    memo = models.CharField(max_length=500)
    amount = models.PositiveBigIntegerField()  # whole VND
    paid_at = models.DateTimeField()
    nature = models.CharField(max_length=8, choices=Nature.choices)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="debits")
    about = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)  # a line each time

    vouched = (
        *("provider", "agency", "number", "digest", "memo", "amount", "paid_at", "nature"),
        *("payment_id", "about", "at", "settled_at", "note"),
    )
    is_always_vouched = True
    begun_by = ("payments.debited",)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "agency", "digest"], name="money_that_left_counts_once"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "paid_at"], name="debits_of_a_moment"),
            models.Index(
                fields=["agency", "id"],
                condition=Q(settled_at=None),
                name="debits_to_be_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.number}"
