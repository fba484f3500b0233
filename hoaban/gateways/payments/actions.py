"""Asks for money, and writes down what came: each payment once, whatever it is told of."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.gateways.payments import contract, queries, references, rules
from hoaban.gateways.payments.enums import ALLOTTED, TAKES, Event, Verdict
from hoaban.gateways.payments.models import Demand, Payment


@transaction.atomic
def ask(about: str, *, agency: str, amount: int, by: Actor, at: datetime) -> Demand:
    """Ask for a sum (whole VND): the open demand where it is the same, else a new one.

    The caller holds what the demand is about. A demand of another sum closes: what comes for it
    comes late.
    """
    found = queries.last(about)
    if found is not None and queries.is_open(found):
        if (found.amount, found.agency) == (amount, agency):
            return found
        _close(found, by=by, at=at)
    made = Demand.objects.create(
        reference=references.PREFIX + get_random_string(references.LENGTH, references.LETTERS),
        about=about,
        agency=agency,
        amount=amount,
        asked_at=at,
    )
    journal.record(Event.ASKED, made, by=by, at=at, amount=amount)
    return made


@transaction.atomic
def close(about: str, *, by: Actor, at: datetime) -> Demand | None:
    """Ask for it no more: what comes afterwards comes late, and parts that came go back."""
    found = Demand.objects.select_for_update().filter(about=about).order_by("-pk").first()
    if found is not None and queries.is_open(found):
        _close(found, by=by, at=at)
    return found


def _close(demand: Demand, *, by: Actor, at: datetime) -> None:
    demand.closed_at = at
    demand.save(update_fields=["closed_at"])
    journal.record(Event.CLOSED, demand, by=by, at=at)
    _judge_parts(demand, Verdict.LEFT, by=by, at=at)


def _judge_parts(demand: Demand, verdict: Verdict, *, by: Actor, at: datetime) -> None:
    for part in demand.payments.filter(verdict=Verdict.SHORT, settled_at=None).order_by("pk"):
        judge(part.pk, verdict, by=by, at=at)


@transaction.atomic
def turn_down(reference: str, verdict: Verdict, *, by: Actor, at: datetime) -> None:
    """Nothing that came pays this demand, since the room that asked knows better: all of it goes
    back under this verdict.
    """
    demand = Demand.objects.select_for_update().get(reference=reference)
    for one in demand.payments.filter(verdict__in=TAKES).order_by("pk"):
        judge(one.pk, verdict, by=by, at=at)
    demand.paid_at = None
    _keep_count(demand, by=by, at=at)
    if demand.closed_at is None:
        _close(demand, by=by, at=at)


@transaction.atomic
def confirm(said: contract.Said, *, by: Actor, at: datetime) -> Payment:
    """Write down that money came into an agency's account, and how it fits; told again, it is the
    same row. A number that another payment has, and what may be told of twice by two exports of a
    statement, is kept and asked about. What pays several demands has a share for each.
    """
    named = queries.named(said.memo)
    if found := queries.seen(said):
        return found
    holder = queries.holder(said)
    number = rules.other_number(said) if holder else said.number
    standing = [rules.Named(one.pk, _standing(one)) for one in named]
    chosen = {one.demand for one in rules.chosen(standing, said.amount, said.agency)}
    demands = [one for one in named if one.pk in chosen]
    keys: list[int | None] = [*chosen] or [None]
    if holder and any(rules.clashes(said, holder, demand=pk) for pk in keys):
        verdict: Verdict | None = Verdict.CLASH
    else:
        verdict = Verdict.TWIN if queries.has_twin(said) else None
    if verdict or not demands:
        about = demands[0] if len(demands) == 1 else None
        none = Verdict.SEVERAL if named else Verdict.UNKNOWN
        found = _keep(said, about, verdict or none, number=number, by=by, at=at)
        return found or confirm(said, by=by, at=at)
    return _keep_shares(said, demands, number=number, by=by, at=at)


def _keep_shares(
    said: contract.Said, demands: list[Demand], *, number: str, by: Actor, at: datetime
) -> Payment:
    sums = [said.amount] if len(demands) == 1 else [one.missing for one in demands]
    first: Payment | None = None
    for demand, amount in zip(demands, sums, strict=True):
        verdict = rules.judge(_standing(demand), amount, said.agency)
        own = rules.other_begins(number) + demand.reference if first else number
        made = _keep(said, demand, verdict, number=own, amount=amount, share_of=first, by=by, at=at)
        if made is None:  # told at the same moment, of this payment or of another one
            return confirm(said, by=by, at=at)
        _count(made, demand, by=by, at=at)
        first = first or made
    if first is None:
        raise LookupError(said.number)
    return first


def _keep(
    said: contract.Said,
    demand: Demand | None,
    verdict: Verdict,
    *,
    number: str,
    amount: int | None = None,
    share_of: Payment | None = None,
    by: Actor,
    at: datetime,
) -> Payment | None:
    """The new row; None where one has the number already."""
    came = said.amount if amount is None else amount
    made, is_new = Payment.objects.get_or_create(
        provider=said.provider,
        agency=said.agency,
        number=number,
        defaults={
            "demand": demand,
            "memo": said.memo[: references.LONGEST_MEMO],
            "amount": came,
            "whole": said.amount,
            "share_of": share_of,
            "paid_at": said.paid_at,
            "verdict": verdict,
            "at": at,
        },
    )
    if is_new:
        journal.record(Event.CONFIRMED, made, by=by, at=at, verdict=verdict, amount=came)
    return made if is_new else None


def _count(payment: Payment, demand: Demand, *, by: Actor, at: datetime) -> None:
    """What came counts to what was asked for."""
    if payment.verdict not in {*TAKES, Verdict.SHORT}:
        return
    demand.received += payment.amount
    demand.paid_at = payment.paid_at if payment.verdict in TAKES else None
    _keep_count(demand, by=by, at=at)
    if payment.verdict in TAKES:
        _judge_parts(demand, Verdict.MATCHED, by=by, at=at)  # they paid together with the last one


def _keep_count(demand: Demand, *, by: Actor, at: datetime) -> None:
    demand.save(update_fields=["received", "paid_at"])
    journal.record(Event.COUNTED, demand, by=by, at=at, received=demand.received)


@transaction.atomic
def allot(pk: int, reference: str, *, by: Actor, at: datetime) -> Payment:
    """Say what a payment that named nothing, or not clearly, came for: it fits as if it had named
    this demand. What was settled or counts already stays as it is.
    """
    demand = Demand.objects.select_for_update().get(reference=reference)
    payment = queries.locked(pk)
    if payment.settled_at or payment.verdict not in ALLOTTED:
        return payment
    payment.demand = demand
    payment.verdict = rules.judge(_standing(demand), payment.amount, payment.agency)
    payment.save(update_fields=["demand", "verdict"])
    facts = {"verdict": payment.verdict, "reference": reference}
    journal.record(Event.ALLOTTED, payment, by=by, at=at, **facts)
    _count(payment, demand, by=by, at=at)
    return payment


def _standing(demand: Demand) -> rules.Standing:
    return rules.Standing(
        asked=demand.amount,
        received=demand.received,
        is_paid=demand.paid_at is not None,
        is_closed=demand.closed_at is not None,
        agency=demand.agency,
    )


@transaction.atomic
def judge(pk: int, verdict: Verdict, *, by: Actor, at: datetime) -> Payment:
    """Say anew how a payment fits."""
    payment = queries.locked(pk)
    if payment.verdict == verdict:
        return payment
    payment.verdict = verdict
    payment.save(update_fields=["verdict"])
    journal.record(Event.JUDGED, payment, by=by, at=at, verdict=verdict)
    return payment


@transaction.atomic
def settle(pk: int, *, note: str, by: Actor, at: datetime) -> Payment:
    """The counter is done with what did not fit: `note` says what it did. A part that was waiting
    for the rest counts no more to what was asked for.
    """
    demand = queries.demand_of(pk)
    payment = queries.locked(pk)
    if payment.settled_at:
        return payment
    if demand is not None and payment.verdict == Verdict.SHORT:
        demand.received -= payment.amount
        _keep_count(demand, by=by, at=at)
        judge(pk, Verdict.LEFT, by=by, at=at)
    payment.settled_at, payment.note = at, f"{payment.note}\n{note}".strip()
    payment.save(update_fields=["settled_at", "note"])
    journal.record(Event.SETTLED, payment, by=by, at=at)
    return payment


@transaction.atomic
def reopen(pk: int, *, reason: str, by: Actor, at: datetime) -> Payment:
    """What was called settled is not: it is listed again, and the note says why."""
    payment = queries.locked(pk)
    if payment.settled_at is None:
        return payment
    payment.settled_at, payment.note = None, f"{payment.note}\n{reason}".strip()
    payment.save(update_fields=["settled_at", "note"])
    journal.record(Event.REOPENED, payment, by=by, at=at)
    return payment
