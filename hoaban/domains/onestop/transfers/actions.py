"""Asks for a fee to be paid online, and records it as paid when the money has come."""

from datetime import datetime

from django.db import transaction

from hoaban.core.people.actors import Actor
from hoaban.core.refusals import why_not
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Money, PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import actions as money
from hoaban.domains.onestop.money import rules as money_rules
from hoaban.domains.onestop.transfers import queries
from hoaban.domains.onestop.transfers.refused import (
    AllottedAlready,
    NotPaidOnline,
    SettledAlready,
)
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments import queries as payments_queries
from hoaban.gateways.payments.enums import ALLOTTED, TAKES, Verdict
from hoaban.gateways.payments.models import Demand, Payment


@transaction.atomic
def ask(pk: int, *, by: Actor, at: datetime) -> Demand:
    """Ask for the fee of a dossier under a reference; asked again it is the same.

    Refuses NothingToPay, and NotPaidOnline where the agency has no such way.
    """
    dossier = dossiers.locked(pk)
    money_rules.check_pay(dossiers.facts(dossier, by=queries.RECORDER, at=at))
    if not queries.may_pay(dossier, at=at):
        raise NotPaidOnline
    agency = queries.agency_of(dossier, at)
    return payments.ask(dossier.reference, agency=agency, amount=dossier.fee_amount, by=by, at=at)


@transaction.atomic
def take(pk: int, *, by: Actor, at: datetime) -> Payment:
    """Record the fee as paid by a payment (primary key) that fits; whichever of its parts this is
    called for, the demand pays once. `by` is the system: nobody of the counter took it.

    Where the fee was paid otherwise meanwhile, is another one or is asked no more, all that came
    for the demand is judged so and stands in the counter's list.
    """
    payment = payments_queries.payment(pk)
    demand = payment.demand
    found = queries.by_reference(demand.about) if demand else None
    if demand is None or found is None or payment.verdict not in TAKES:
        return payment
    dossier = dossiers.locked(found.pk)
    again = payments_queries.times_taken_back(demand)  # what the bank took back is paid anew
    key = f"demand:{demand.reference}" + (f":{again}" if again else "")
    if dossiers.is_repeated(dossier, money_rules.PAY.event, by, key):
        return payment
    refused = why_not(money_rules.check_pay, dossiers.facts(dossier, by=by, at=at))
    if refused is not None or dossier.fee_amount != demand.amount:
        verdict = Verdict.DOUBLE if dossier.money == Money.PAID else Verdict.LATE
        payments.turn_down(demand.reference, verdict, by=by, at=at)
        return payments_queries.payment(pk)
    way = PaidBy(payment.provider) if payment.provider in PaidBy.values else PaidBy.PLATFORM
    money.pay(dossier.pk, amount=dossier.fee_amount, paid_by=way, by=by, at=at, key=key)
    return payment


@transaction.atomic
def match(pk: int, *, by: Actor, at: datetime) -> Payment:
    """Record the fee as paid by a payment whose words name no demand but one dossier, by its code,
    its reference or that of its demand cut short, and whose sum is what that dossier owes.
    """
    payment = payments_queries.payment(pk)
    if payment.verdict != Verdict.UNKNOWN or payment.settled_at:
        return payment
    found = queries.meant([payment])[payment.pk]
    if len(found) != 1 or queries.owed(found[0], at=at) != payment.amount:
        return payment
    return _allot(payment, found[0], by=by, at=at)


@transaction.atomic
def allot(pk: int, *, code: str, by: Actor, at: datetime) -> Payment:
    """Record that a listed payment came for a dossier, by its code: it pays the fee as if it had
    named it. Refuses SettledAlready, AllottedAlready, NoSuchDossierHere and NothingToPay.
    """
    payment = payments_queries.payment(pk)
    _check_unsettled(payment)
    if payment.verdict not in ALLOTTED:
        raise _allotted(payment)
    found = queries.called(code, payment, at=at)
    money_rules.check_pay(dossiers.facts(dossiers.locked(found.pk), by=by, at=at))
    return _allot(payment, found, by=by, at=at)


def _allotted(payment: Payment) -> AllottedAlready:
    about = payment.demand.about if payment.demand else ""
    return AllottedAlready(code=about, how=payment.get_verdict_display())


def _check_unsettled(payment: Payment) -> None:
    if payment.settled_at:
        who = queries.settled_by([payment]).get(payment.pk, "")
        when = dossiers_rules.moment(payment.settled_at)
        raise SettledAlready(when=when, who=who, note=payment.note)


def _allot(payment: Payment, found: Dossier, *, by: Actor, at: datetime) -> Payment:
    demand = ask(found.pk, by=by, at=at)
    held = payments.allot(payment.pk, demand.reference, by=by, at=at)
    if held.demand != demand:  # said at the same moment of another dossier
        raise _allotted(held)
    return take(payment.pk, by=queries.RECORDER, at=at)


@transaction.atomic
def close(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """Where the fee is asked no more: what comes for it comes late, what came in parts goes back.
    Nothing happens where it is asked again meanwhile.
    """
    held = dossiers.locked(dossier.pk)
    if why_not(money_rules.check_pay, dossiers.facts(held, by=by, at=at)) is not None:
        payments.close(held.reference, by=by, at=at)


@transaction.atomic
def settle(pk: int, *, note: str, by: Actor, at: datetime) -> Payment:
    """The counter says what it did with money that fitted nothing. Refuses a note without words,
    and SettledAlready.
    """
    payments_queries.demand_of(pk)
    _check_unsettled(payments_queries.locked(pk))
    said = dossiers_rules.words(note, about="fees.payment")
    return payments.settle(pk, note=said, by=by, at=at)


@transaction.atomic
def reopen(pk: int, *, reason: str, by: Actor, at: datetime) -> Payment:
    """What was called settled is listed again, with the reason. Refuses one without words."""
    said = dossiers_rules.words(reason, about="fees.payment")
    return payments.reopen(pk, reason=said, by=by, at=at)
