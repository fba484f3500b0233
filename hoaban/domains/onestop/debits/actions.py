"""Says what money that left an account was: a refund, what the bank took back, its charge."""

from datetime import datetime

from django.db import transaction

from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.debits import queries
from hoaban.domains.onestop.debits.refused import DebitSettledAlready
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.money import actions as money
from hoaban.domains.onestop.transfers import queries as transfers
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments import queries as payments_queries
from hoaban.gateways.payments.enums import TAKES, Nature
from hoaban.gateways.payments.models import Debit, Payment


@transaction.atomic
def match(pk: int, *, by: Actor, at: datetime) -> Debit:
    """Say what money that left clearly was: a refund that the agency paid by transfer, or the one
    payment that it names and that the bank took back. What is not clear is asked about.
    """
    debit = payments_queries.debit(pk)
    if debit.settled_at or debit.nature != Nature.UNKNOWN:
        return debit
    named = queries.named_by(debit, at)
    if about := queries.refund_of(debit, named):
        return payments.settle_debit(pk, nature=Nature.REFUND, about=about, by=by, at=at)
    found = queries.may_be_taken_back(debit, at)
    if len(found) == 1 and queries.is_clear(found[0]):
        return _take_back(debit, found[0], by=by, at=at)
    abouts = {one.reference for one in named} or {one.demand.about for one in found if one.demand}
    if not found and not abouts:
        return debit
    about = abouts.pop() if len(abouts) == 1 else ""
    return payments.doubt(pk, about=about, by=by, at=at)


@transaction.atomic
def take_back(pk: int, *, code: str, by: Actor, at: datetime) -> Debit:
    """Record that money that left is what came for a dossier (its code), taken back by the bank.
    Refuses DebitSettledAlready, NoSuchDossierHere, NothingTakenBack and PaidBackBefore.
    """
    debit = payments_queries.locked_debit(pk)
    _check_open(debit)
    return _take_back(debit, queries.to_take_back(debit, code, at), by=by, at=at)


def _take_back(debit: Debit, payment: Payment, *, by: Actor, at: datetime) -> Debit:
    on = f"{clock.day(debit.paid_at):%d/%m/%Y}"
    why = f"Ngân hàng thu hồi khoản chuyển {dossiers_rules.dong(debit.amount)} đồng ngày {on}"
    for one in (payment, *payments_queries.shares(payment)):
        found = transfers.by_reference(one.demand.about) if one.demand else None
        if found is not None and one.verdict in TAKES:
            key = f"debit:{debit.pk}:{found.pk}"
            money.take_back_fee(found.pk, reason=why, by=transfers.RECORDER, at=at, key=key)
    return payments.take_back(debit.pk, payment.pk, by=by, at=at)


def _check_open(debit: Debit) -> None:
    if debit.settled_at:
        when = dossiers_rules.moment(debit.settled_at)
        raise DebitSettledAlready(when=when, nature=debit.get_nature_display())


@transaction.atomic
def settle(pk: int, *, nature: Nature, note: str, by: Actor, at: datetime) -> Debit:
    """The counter says what money that left was. Refuses DebitSettledAlready, and a note without
    words where it was no charge of the bank.
    """
    _check_open(payments_queries.locked_debit(pk))
    is_charge = nature == Nature.CHARGE
    said = note.strip() if is_charge else dossiers_rules.words(note, about="fees.payment")
    return payments.settle_debit(pk, nature=nature, note=said, by=by, at=at)


@transaction.atomic
def reopen(pk: int, *, reason: str, by: Actor, at: datetime) -> Debit:
    """What a debit was called is asked about again, with the reason. Refuses one without words."""
    said = dossiers_rules.words(reason, about="fees.payment")
    return payments.reopen_debit(pk, reason=said, by=by, at=at)
