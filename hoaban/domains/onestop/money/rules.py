"""Checks of payments."""

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.dossiers.enums import Event, Money, PaidBy, State
from hoaban.domains.onestop.dossiers.rules import Facts, check, dong
from hoaban.domains.onestop.dossiers.states import OPEN
from hoaban.domains.onestop.money.refused import (
    NothingTaken,
    NothingToPay,
    NotTakenAtTheCounter,
    WrongAmount,
)

PAY = line(
    "pay",
    "thu phí, lệ phí",
    [*OPEN, State.DONE],
    None,
    "clerk system",  # the system where the money came into the account
    "fees.payment",
    Event.FEE_PAID,
)
CANCEL_FEE = line(
    "cancel_fee",
    "hủy biên lai",
    [*OPEN, State.DONE],
    None,
    "clerk",
    "fees.payment",
    Event.FEE_CANCELLED,
)


def check_pay(facts: Facts) -> None:
    """[ND61/2018 Đ22]"""
    check(PAY, facts)
    if facts.money != Money.ASKED:
        raise NothingToPay(code=facts.code)


def check_amount(asked: int, given: int) -> None:
    """What is taken is what was asked, in whole VND. [ND61/2018 Đ22]"""
    if asked != given:
        raise WrongAmount(asked=dong(asked), given=dong(given))


def check_cancel_fee(facts: Facts) -> None:
    """What the counter took it may take back; what is in the account is. [ND61/2018 Đ22]"""
    check(CANCEL_FEE, facts)
    if facts.money != Money.PAID:
        raise NothingTaken(code=facts.code)
    if facts.paid_by != PaidBy.CASH:
        raise NotTakenAtTheCounter(code=facts.code)
