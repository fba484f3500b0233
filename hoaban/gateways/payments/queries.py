"""Reads demands and payments."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from hoaban.core import clock
from hoaban.core.journal import queries as journal
from hoaban.core.people import agencies
from hoaban.gateways.payments import contract, references, rules
from hoaban.gateways.payments.enums import Event, Nature, Verdict
from hoaban.gateways.payments.models import Debit, Demand, Payment

ORDER = ("id",)  # what came first is settled first


def last(about: str) -> Demand | None:
    """What was asked for last about something."""
    return Demand.objects.filter(about=about).order_by("-pk").first()


def is_open(demand: Demand | None) -> bool:
    return demand is not None and demand.paid_at is None and demand.closed_at is None


def of(demand: Demand) -> list[Payment]:
    """What came for a demand, the first one first."""
    return list(demand.payments.order_by("pk"))


def times_taken_back(demand: Demand) -> int:
    """How many payments of a demand the bank took back."""
    return demand.payments.filter(verdict=Verdict.TAKEN_BACK).count()


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


def together(agency: str, on: date) -> frozenset[str]:
    """The codes of all agencies whose money is that of this one (a code) on a day: whoever answers
    for it, and whom that one answers for.
    """
    return agencies.answered_for(agencies.answering(agency, on), on) | {agency}


def _of(said: contract.Said, on: date) -> QuerySet[Payment]:
    return Payment.objects.filter(provider=said.provider, agency__in=together(said.agency, on))


def _day(said: contract.Said, on: date) -> QuerySet[Payment]:
    """What the provider told of that day; of one that numbers once and for all, ever."""
    kept = _of(said, on).filter(share_of=None)
    if said.is_numbered_once:
        return kept.filter(number__in=[said.number, rules.other_number(said)])
    begins = clock.at(clock.day(said.paid_at))
    return kept.filter(paid_at__gte=begins, paid_at__lt=begins + timedelta(days=1))


def seen(said: contract.Said, on: date) -> Payment | None:
    """The payment that this provider has told of already: number, sum, words and moment. `on` is
    the day whose agencies answer for one another.
    """
    found = _day(said, on).filter(whole=said.amount).select_related("demand").order_by("pk")
    begins = rules.other_begins(said.number)
    numbered = [one for one in found if one.number == said.number or one.number.startswith(begins)]
    return next((one for one in numbered if rules.is_same(said, _kept(one))), None)


def holder(said: contract.Said, on: date) -> rules.Kept | None:
    """The payment for which the number stands already."""
    found = _of(said, on).filter(number=said.number).order_by("pk").first()
    return _kept(found) if found else None


def has_twin(said: contract.Said, on: date) -> bool:
    """Whether a payment of that day may be the same one from another export of the statement."""
    kept = _day(said, on).filter(whole=said.amount)
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
    found = found.exclude(verdict__in=[Verdict.MATCHED, Verdict.TAKEN_BACK])
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


def debits_of_day(said: contract.Said, on: date) -> list[Debit]:
    """What left of the same sum in the same words on the day of a line, the first first."""
    begins = clock.at(clock.day(said.paid_at))
    found = Debit.objects.filter(
        provider=said.provider,
        agency__in=together(said.agency, on),
        amount=said.amount,
        paid_at__gte=begins,
        paid_at__lt=begins + timedelta(days=1),
    )
    meant = rules.words(said.memo)
    return [one for one in found.order_by("pk") if rules.words(one.memo) == meant]


def is_told(said: contract.Said, kept: Debit) -> bool:
    """Whether a debit is the one that is told of."""
    there = rules.Kept(kept.number, kept.amount, kept.memo, kept.paid_at)
    return kept.number == said.number and rules.is_same(said, there)


def debit(pk: int) -> Debit:
    return Debit.objects.select_related("payment").get(pk=pk)


def locked_debit(pk: int) -> Debit:
    """A debit, held until the transaction ends."""
    return Debit.objects.select_for_update(of=("self",)).get(pk=pk)


def debits(agencies: Collection[str] | None, *, is_settled: bool) -> QuerySet[Debit]:
    """What left the accounts of these agencies (codes; None: of all), settled or not."""
    found = Debit.objects.select_related("payment").filter(settled_at__isnull=not is_settled)
    return found if agencies is None else found.filter(agency__in=agencies)


LONGEST_AGO = timedelta(days=400)  # no bank takes back what came before


def may_be_taken_back(one: Debit, about: Collection[str], on: date) -> list[Payment]:
    """The payments of the same sum that a debit names: by the reference or the number of one in its
    words, by its own number, or by what the payment was about. The first first.
    """
    named = set(references.references(one.memo)) | {
        references.PREFIX + cut for cut in references.windows(one.memo, references.LENGTH)
    }
    numbers = set(references.tokens(one.memo)) | {one.number}
    meant = Q(demand__reference__in=named) | Q(number__in=numbers) | Q(demand__about__in=about)
    found = Payment.objects.filter(
        meant,
        agency__in=together(one.agency, on),
        whole=one.amount,
        share_of=None,
        paid_at__lt=one.paid_at + timedelta(days=1),
        paid_at__gte=one.paid_at - LONGEST_AGO,
    )
    return list(
        found.exclude(verdict=Verdict.TAKEN_BACK).select_related("demand").order_by("pk")[:MOST]
    )


MOST = 20  # payments that one debit may mean


def refunds_told(about: str, amount: int) -> int:
    """How many debits were taken already for refunds of a sum about something."""
    return Debit.objects.filter(nature=Nature.REFUND, about=about, amount=amount).count()


def debit_settlers(found: Collection[Debit]) -> dict[int, str]:
    """Who settled each last, by its key: a reference of an actor."""
    return journal.last_by(Debit, [one.pk for one in found], Event.DEBIT_SETTLED)
