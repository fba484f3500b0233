"""Reads demands and payments."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import QuerySet

from hoaban.core import clock
from hoaban.gateways.payments import contract, references, rules
from hoaban.gateways.payments.enums import Verdict
from hoaban.gateways.payments.models import Demand, Payment

ORDER = ("id",)  # what came first is settled first


def last(about: str) -> Demand | None:
    """What was asked for last about something."""
    return Demand.objects.filter(about=about).order_by("-pk").first()


def is_open(demand: Demand | None) -> bool:
    return demand is not None and demand.paid_at is None and demand.closed_at is None


def of(demand: Demand) -> list[Payment]:
    """What came for a demand, the first one first."""
    return list(demand.payments.order_by("pk"))


def named(memo: str) -> Demand | None:
    """The demand whose reference stands in the words of a transfer, held until the transaction
    ends; of several the one asked for last.
    """
    there = set(references.references(memo))
    found = Demand.objects.select_for_update().filter(reference__in=there)
    return found.order_by("-pk").first() if there else None


def seen(said: contract.Said) -> Payment | None:
    """The payment that this provider has told of already: the same number, sum and words."""
    numbers = [said.number, rules.other_number(said)]
    kept = Payment.objects.filter(provider=said.provider, agency=said.agency, number__in=numbers)
    found = kept.select_related("demand")
    return next((one for one in found if rules.is_same(said, one.amount, one.memo)), None)


def is_taken(said: contract.Said) -> bool:
    """Whether the number stands for a payment."""
    return Payment.objects.filter(
        provider=said.provider, agency=said.agency, number=said.number
    ).exists()


def has_twin(said: contract.Said) -> bool:
    """Whether a payment of that day may be the same one from another export of the statement."""
    begins = clock.at(clock.day(said.paid_at))
    kept = Payment.objects.filter(
        provider=said.provider,
        agency=said.agency,
        amount=said.amount,
        paid_at__gte=begins,
        paid_at__lt=begins + timedelta(days=1),
    )
    return any(
        rules.words(memo) == rules.words(said.memo) and rules.may_be_twin(said, number, paid_at)
        for number, memo, paid_at in kept.values_list("number", "memo", "paid_at")
    )


def unsettled(agencies: Collection[str] | None) -> QuerySet[Payment]:
    """What did not fit and nobody has settled, of these agencies (codes); None: of all."""
    found = Payment.objects.select_related("demand").filter(settled_at=None)
    found = found.exclude(verdict=Verdict.MATCHED)
    return found if agencies is None else found.filter(agency__in=agencies)


def payment(pk: int) -> Payment:
    return Payment.objects.select_related("demand").get(pk=pk)


def demand_of(pk: int) -> Demand | None:
    """What a payment came for, held until the transaction ends."""
    return Demand.objects.select_for_update(of=("self",)).filter(payments=pk).first()


def locked(pk: int) -> Payment:
    """A payment, held until the transaction ends."""
    return Payment.objects.select_for_update(of=("self",)).select_related("demand").get(pk=pk)


def by_reference(reference: str) -> Demand | None:
    """What is asked for under a reference, open or not."""
    return Demand.objects.filter(reference=reference.upper()).first()
