"""Checks of payments, and how the money stands when the bank took a payment back."""

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.dossiers.enums import UNPAID, Delivery, Event, Money, PaidBy, State
from hoaban.domains.onestop.dossiers.refused import WrongState
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_authority, dong
from hoaban.domains.onestop.dossiers.states import OPEN
from hoaban.domains.onestop.money.refused import (
    NoDebt,
    NothingTaken,
    NothingToPay,
    NotTakenAtTheCounter,
    PaidBackBefore,
    TakenAtTheCounter,
    WrongAmount,
)

# A debt is paid here too.
LATE = [State.RETURNED, State.WITHDRAWN, State.STOPPED, State.CLOSED, State.REVOKED]
PAY = line(
    "pay",
    "thu phí, lệ phí",
    [*OPEN, State.DONE, *LATE],
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
TAKE_BACK_FEE = line(
    "take_back_fee",
    "ghi ngân hàng thu hồi khoản nộp",
    [*OPEN, State.DONE, *LATE],
    None,
    "system",
    "fees.payment",
    Event.FEE_TAKEN_BACK,
)


WRITE_OFF_DEBT = line(
    "write_off_debt",
    "xóa khoản phí, lệ phí phải nộp lại",
    [State.DONE, *LATE],
    None,
    "leader",
    "fees.payment",
    Event.DEBT_WRITTEN_OFF,
)


def check_pay(facts: Facts) -> None:
    """What is asked; after the result was handed over, or the dossier ended, what the bank took
    back alone. [ND61/2018 Đ22]
    """
    check(PAY, facts)
    if facts.state in LATE and facts.money != Money.DEBT:
        label = State(facts.state).label
        raise WrongState(code=facts.code, state=label, action=PAY.words)
    if facts.money not in UNPAID:
        raise NothingToPay(code=facts.code)


def check_write_off_debt(facts: Facts) -> None:
    """Who signs for the agency gives a debt up, on a ground of law. [ND61/2018 Đ22]"""
    check(WRITE_OFF_DEBT, facts)
    check_authority(facts)
    if facts.money != Money.DEBT:
        raise NoDebt(code=facts.code)


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


def check_take_back_fee(facts: Facts) -> None:
    """What came into the account the bank may take back, while it did not go back to whoever paid.
    [ND61/2018 Đ22]
    """
    check(TAKE_BACK_FEE, facts)
    if facts.fee_paid_back:
        raise PaidBackBefore(code=facts.code)
    if facts.money not in {Money.PAID, *GOES_BACK}:
        raise NothingTaken(code=facts.code)
    if facts.paid_by == PaidBy.CASH:
        raise TakenAtTheCounter(code=facts.code)


GOES_BACK = frozenset({Money.OWED, Money.UNSAID, Money.PROPOSED})


def money_after_taking_back(state: str, money: str, delivery: str) -> Money:
    """How the money stands when the bank took a payment back: what was to go back goes nowhere any
    more; what paid for work that is done is a debt, and a result that was released stays so; else
    the fee is asked again.
    """
    if money in GOES_BACK:
        return Money.ASKED
    is_done = state in LATE or delivery != Delivery.NOTHING
    return Money.DEBT if is_done else Money.ASKED
