"""Reads demands and payments."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db.models import QuerySet

from hoaban.core import clock
from hoaban.core.journal import queries as journal
from hoaban.gateways.payments import contract, references, rules
from hoaban.gateways.payments.enums import Event, Verdict
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


def named(memo: str) -> list[Demand]:
    """The demands whose references stand in the words of a transfer, what was asked for first
    first; held until the transaction ends.
    """
    there = set(references.references(memo))
    found = Demand.objects.select_for_update().filter(reference__in=there)
    return list(found.order_by("pk")) if there else []


def mentioned(memos: Collection[str]) -> dict[str, list[Demand]]:
    """By its words, what each transfer names."""
    return _by_words({memo: set(references.references(memo)) for memo in memos})


def without_prefix(memos: Collection[str]) -> dict[str, list[Demand]]:
    """By its words, the demands whose reference stands in them without its first letters."""
    return _by_words(
        {
            memo: {references.PREFIX + one for one in references.windows(memo, references.LENGTH)}
            for memo in memos
        }
    )


def _by_words(there: Mapping[str, Collection[str]]) -> dict[str, list[Demand]]:
    """By the words of a transfer, the demands of the references read there. One query."""
    asked = Demand.objects.filter(reference__in=set().union(*there.values())).order_by("pk")
    found = list(asked)
    return {memo: [one for one in found if one.reference in read] for memo, read in there.items()}


def _kept(payment: Payment) -> rules.Kept:
    return rules.Kept(
        *(payment.number, payment.whole, payment.memo, payment.paid_at),
        demand=payment.demand_id,
    )


def _day(said: contract.Said) -> QuerySet[Payment]:
    """What the provider told of that day; of one that numbers once and for all, ever."""
    kept = Payment.objects.filter(provider=said.provider, agency=said.agency, share_of=None)
    if said.is_numbered_once:
        return kept.filter(number__in=[said.number, rules.other_number(said)])
    begins = clock.at(clock.day(said.paid_at))
    return kept.filter(paid_at__gte=begins, paid_at__lt=begins + timedelta(days=1))


def seen(said: contract.Said) -> Payment | None:
    """The payment that this provider has told of already: number, sum, words and moment."""
    found = _day(said).filter(whole=said.amount).select_related("demand").order_by("pk")
    begins = rules.other_begins(said.number)
    numbered = [one for one in found if one.number == said.number or one.number.startswith(begins)]
    return next((one for one in numbered if rules.is_same(said, _kept(one))), None)


def holder(said: contract.Said) -> rules.Kept | None:
    """The payment for which the number stands already."""
    found = Payment.objects.filter(
        provider=said.provider, agency=said.agency, number=said.number
    ).first()
    return _kept(found) if found else None


def has_twin(said: contract.Said) -> bool:
    """Whether a payment of that day may be the same one from another export of the statement."""
    kept = _day(said).filter(whole=said.amount)
    return any(
        rules.words(memo) == rules.words(said.memo) and rules.may_be_twin(said, number, paid_at)
        for number, memo, paid_at in kept.values_list("number", "memo", "paid_at")
    )


def about(subject: str) -> list[Payment]:
    """Whatever came for it, under whichever of its demands, the first one first."""
    return list(
        Payment.objects.filter(demand__about=subject).select_related("demand").order_by("pk")
    )


def settled(agencies: Collection[str] | None) -> QuerySet[Payment]:
    """What did not fit and somebody has settled, of these agencies (codes); None: of all."""
    found = Payment.objects.select_related("demand").filter(settled_at__isnull=False)
    return found if agencies is None else found.filter(agency__in=agencies)


def settlers(payments: Collection[Payment]) -> dict[int, str]:
    """Who settled each last, by its key: a reference of an actor."""
    return journal.last_by(Payment, [one.pk for one in payments], Event.SETTLED)


def unsettled(agencies: Collection[str] | None) -> QuerySet[Payment]:
    """What did not fit and nobody has settled, of these agencies (codes); None: of all."""
    found = Payment.objects.select_related("demand").filter(settled_at=None)
    found = found.exclude(verdict=Verdict.MATCHED)
    return found if agencies is None else found.filter(agency__in=agencies)


def shares(payment: Payment) -> list[Payment]:
    """The other demands' shares of a transfer, what was asked for first first."""
    return list(payment.shares.select_related("demand").order_by("pk"))


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
