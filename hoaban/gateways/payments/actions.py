"""Asks for money, and writes down what came and what left: each line once, however often told."""

from datetime import date, datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.gateways.payments import contract, queries, references, rules
from hoaban.gateways.payments.enums import ALLOTTED, TAKES, Event, Nature, Verdict
from hoaban.gateways.payments.models import Debit, Demand, Payment


@transaction.atomic
def ask(about: str, *, agency: str, amount: int, by: Actor, at: datetime) -> Demand:
    """Ask for a sum (whole VND): the open demand where it is the same, else a new one.

    The caller holds what the demand is about. A demand of another sum closes: what comes for it
    comes late. What an agency asked for that has ended since goes on under its reference.
    """
    found = queries.last(about)
    if found is not None and queries.is_open(found):
        answering = agencies.answering(found.agency, clock.day(at))
        if found.amount == amount and agency in {found.agency, answering}:
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
    named, on = queries.named(said.memo), clock.day(at)
    if found := queries.seen(said, on):
        return found
    holder = queries.holder(said, on)
    number = rules.other_number(said) if holder else said.number
    standing = [rules.Named(one.pk, _standing(one, on)) for one in named]
    answering = agencies.answering(said.agency, on)
    chosen = {one.demand for one in rules.chosen(standing, said.amount, answering)}
    demands = [one for one in named if one.pk in chosen]
    keys: list[int | None] = [*chosen] or [None]
    if holder and any(rules.clashes(said, holder, demand=pk) for pk in keys):
        verdict: Verdict | None = Verdict.CLASH
    else:
        verdict = Verdict.TWIN if queries.has_twin(said, on) else None
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
        verdict = _judged(demand, amount, said.agency, clock.day(at))
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
    demand.save(update_fields=["received", "paid_at", "closed_at"])
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
    payment.verdict = _judged(demand, payment.amount, payment.agency, clock.day(at))
    payment.save(update_fields=["demand", "verdict"])
    facts = {"verdict": payment.verdict, "reference": reference}
    journal.record(Event.ALLOTTED, payment, by=by, at=at, **facts)
    _count(payment, demand, by=by, at=at)
    return payment


def _judged(demand: Demand, amount: int, agency: str, on: date) -> Verdict:
    return rules.judge(_standing(demand, on), amount, agencies.answering(agency, on))


def _standing(demand: Demand, on: date) -> rules.Standing:
    return rules.Standing(
        asked=demand.amount,
        received=demand.received,
        is_paid=demand.paid_at is not None,
        is_closed=demand.closed_at is not None,
        agency=agencies.answering(demand.agency, on),
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
        payment = judge(pk, Verdict.LEFT, by=by, at=at)
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


@transaction.atomic
def debit(said: contract.Said, *, by: Actor, at: datetime) -> Debit:
    """Write down that money left an agency's account; told again, it is the same row. What may be
    told of twice by two exports of a statement is kept and asked about.
    """
    on = clock.day(at)
    others = queries.debits_of_day(said, on)
    if found := next((one for one in others if queries.is_told(said, one)), None):
        return found
    is_twin = any(rules.may_be_twin(said, one.number, one.paid_at) for one in others)
    nature = Nature.TWIN if is_twin else Nature.UNKNOWN
    made, is_new = Debit.objects.get_or_create(
        provider=said.provider,
        agency=said.agency,
        digest=rules.digest_of(said),
        defaults={
            "number": said.number,
            "memo": said.memo[: references.LONGEST_MEMO],
            "amount": said.amount,
            "paid_at": said.paid_at,
            "nature": nature,
            "at": at,
        },
    )
    if is_new:
        journal.record(Event.DEBITED, made, by=by, at=at, nature=nature, amount=said.amount)
    return made


@transaction.atomic
def take_back(pk: int, payment_pk: int, *, by: Actor, at: datetime) -> Debit:
    """Say that a debit takes back a payment, with all its shares: none of it counts any more, and
    what came beside it waits for the rest again. A debit that was settled stays as it is.
    """
    held = queries.locked_debit(pk)
    if held.settled_at:
        return held
    first = queries.payment(payment_pk)
    for one in (first, *queries.shares(first)):
        _take_back(one, by=by, at=at)
    held.payment, held.nature, held.settled_at = first, Nature.TAKEN_BACK, at
    held.about = first.demand.about if first.demand else ""
    held.save(update_fields=["payment", "nature", "settled_at", "about"])
    journal.record(Event.DEBIT_SETTLED, held, by=by, at=at, nature=Nature.TAKEN_BACK)
    return held


def _take_back(one: Payment, *, by: Actor, at: datetime) -> None:
    demand = queries.demand_of(one.pk)
    payment = queries.locked(one.pk)
    counted = demand is not None and payment.verdict in {*TAKES, Verdict.SHORT}
    payment.verdict = Verdict.TAKEN_BACK
    payment.save(update_fields=["verdict"])
    journal.record(Event.TAKEN_BACK, payment, by=by, at=at, amount=payment.amount)
    if demand is None or not counted:
        return
    last = queries.last(demand.about)
    is_asked_elsewhere = last is not None and last.pk != demand.pk and queries.is_open(last)
    demand.received -= payment.amount
    demand.paid_at = None
    demand.closed_at = at if is_asked_elsewhere else demand.closed_at
    _keep_count(demand, by=by, at=at)
    beside = Verdict.SHORT if demand.closed_at is None else Verdict.LEFT
    for part in demand.payments.filter(verdict__in=TAKES, settled_at=None).order_by("pk"):
        judge(part.pk, beside, by=by, at=at)


@transaction.atomic
def doubt(pk: int, *, about: str, by: Actor, at: datetime) -> Debit:
    """A debit names something (`about`) that it may take back: somebody has to look at it."""
    held = queries.locked_debit(pk)
    if held.settled_at or held.nature == Nature.DOUBT:
        return held
    held.nature, held.about = Nature.DOUBT, about
    held.save(update_fields=["nature", "about"])
    journal.record(Event.JUDGED, held, by=by, at=at, nature=Nature.DOUBT)
    return held


@transaction.atomic
def settle_debit(
    pk: int, *, nature: Nature, note: str = "", about: str = "", by: Actor, at: datetime
) -> Debit:
    """Say what a debit was that takes nothing back; `note` in words of the counter. One that was
    settled stays as it is.
    """
    held = queries.locked_debit(pk)
    if held.settled_at:
        return held
    held.nature, held.settled_at, held.about = nature, at, about or held.about
    held.note = f"{held.note}\n{note}".strip()
    held.save(update_fields=["nature", "settled_at", "about", "note"])
    journal.record(Event.DEBIT_SETTLED, held, by=by, at=at, nature=nature)
    return held


@transaction.atomic
def reopen_debit(pk: int, *, reason: str, by: Actor, at: datetime) -> Debit:
    """What a debit was called it was not: it is listed again, and the note says why. What it took
    back stays taken back.
    """
    held = queries.locked_debit(pk)
    if held.settled_at is None or held.nature == Nature.TAKEN_BACK:
        return held
    held.nature, held.settled_at = Nature.UNKNOWN, None
    held.note = f"{held.note}\n{reason}".strip()
    held.save(update_fields=["nature", "settled_at", "note"])
    journal.record(Event.DEBIT_REOPENED, held, by=by, at=at)
    return held
