"""Checks of refunds."""

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.dossiers.enums import Event, Money, State
from hoaban.domains.onestop.dossiers.rules import Facts, check, dong, says_something
from hoaban.domains.onestop.refunds.refused import (
    AccountMissing,
    NothingToRefund,
    PayeeMissing,
    RefundDecided,
    WrongRefund,
)

ENDED = [State.WITHDRAWN, State.STOPPED, State.CLOSED]
REFUND_FEE = line(
    "refund_fee",
    "hoàn trả phí, lệ phí",
    ENDED,
    None,
    "clerk",
    "fees.payment",
    Event.FEE_REFUNDED,
)
KEEP_FEE = line(
    "keep_fee",
    "giữ lại phí, lệ phí đã nộp",
    ENDED,
    None,
    "clerk",
    "fees.payment",
    Event.FEE_KEPT,
)


def check_refund_fee(facts: Facts) -> None:
    """What goes back by the ending, and what it did not speak of. [ND61/2018 Đ22]"""
    check(REFUND_FEE, facts)
    if facts.money not in {Money.OWED, Money.UNSAID}:
        raise NothingToRefund(code=facts.code)


def check_keep_fee(facts: Facts) -> None:
    """What was decided already stays so. [ND61/2018 Đ22]"""
    check(KEEP_FEE, facts)
    if facts.money != Money.UNSAID:
        raise RefundDecided(code=facts.code)


def check_refunded(paid: int, given: int) -> None:
    """What goes back is what was paid, in whole VND. [ND61/2018 Đ22]"""
    if paid != given:
        raise WrongRefund(paid=dong(paid), given=dong(given))


def check_receiver(name: str, account: str, *, is_transfer: bool) -> None:
    """Whoever took the money has a name, and a transfer an account. [ND61/2018 Đ22]"""
    if not says_something(name):
        raise PayeeMissing
    if is_transfer and not account.strip():
        raise AccountMissing
