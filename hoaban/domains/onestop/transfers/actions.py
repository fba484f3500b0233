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
from hoaban.domains.onestop.transfers.refused import NotPaidOnline
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments import queries as payments_queries
from hoaban.gateways.payments.enums import TAKES, Verdict
from hoaban.gateways.payments.models import Demand, Payment


@transaction.atomic
def ask(pk: int, *, by: Actor, at: datetime) -> Demand:
    """Ask for the fee of a dossier under a reference; asked again it is the same.

    Refuses NothingToPay, and NotPaidOnline where the agency has no such way.
    """
    dossier = dossiers.locked(pk)
    money_rules.check_pay(dossiers.facts(dossier, by=queries.PAYER, at=at))
    if not queries.may_pay(dossier, at=at):
        raise NotPaidOnline
    agency = queries.agency_of(dossier, at)
    return payments.ask(dossier.reference, agency=agency, amount=dossier.fee_amount, by=by, at=at)


@transaction.atomic
def take(pk: int, *, by: Actor, at: datetime) -> Payment:
    """Record the fee as paid by a payment (primary key) that fits; done twice it is done once. `by`
    is the system: nobody of the counter took it.

    Where the fee was paid otherwise meanwhile, or is asked no more, the payment is judged so and
    stands in the counter's list.
    """
    payment = payments_queries.payment(pk)
    about = payment.demand.about if payment.demand else ""
    found = queries.by_reference(about) if payment.verdict in TAKES else None
    if found is None:
        return payment
    dossier = dossiers.locked(found.pk)
    key = f"payment:{payment.pk}"
    if dossiers.is_repeated(dossier, money_rules.PAY.event, by, key):
        return payment
    refused = why_not(money_rules.check_pay, dossiers.facts(dossier, by=by, at=at))
    if refused is not None:
        is_paid = dossier.money == Money.PAID
        verdict = Verdict.DOUBLE if is_paid else Verdict.LATE
        return payments.judge(payment.pk, verdict, by=by, at=at)
    way = PaidBy(payment.provider) if payment.provider in PaidBy.values else PaidBy.PLATFORM
    money.pay(dossier.pk, amount=dossier.fee_amount, paid_by=way, by=by, at=at, key=key)
    return payment


@transaction.atomic
def close(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """The fee is asked no more, or another one is: what comes for the demand comes late."""
    payments.close(dossier.reference, by=by, at=at)


@transaction.atomic
def settle(pk: int, *, note: str, by: Actor, at: datetime) -> Payment:
    """The counter says what it did with money that fitted nothing. Refuses a note without words."""
    said = dossiers_rules.words(note, about="fees.payment")
    return payments.settle(pk, note=said, by=by, at=at)
