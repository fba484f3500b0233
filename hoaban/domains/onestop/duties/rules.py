"""Checks of what is to be paid before the handling goes on."""

from hoaban.casework.cases.states import PAUSES, RESTARTS, STEP, line
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.enums import Event, Money, State, Who
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_turn
from hoaban.domains.onestop.duties.enums import Kind
from hoaban.domains.onestop.duties.refused import (
    DutyUnsaid,
    EvidenceMissing,
    FeeNotOwed,
    FeeStillOwed,
)
from hoaban.domains.onestop.provisions.rules import AwaitedPayment

ASK_PAYMENT = line(
    "ask_payment",
    "thông báo nghĩa vụ tài chính",
    [State.IN_PROCESS],
    State.AWAITING_PAYMENT,
    "specialist leader",
    "duty.payment",
    Event.PAYMENT_ASKED,
    clock=PAUSES,
    turn=Who.CITIZEN,
)
CONFIRM_PAYMENT = line(
    "confirm_payment",
    "ghi nhận đã thực hiện nghĩa vụ tài chính",
    [State.AWAITING_PAYMENT],
    State.IN_PROCESS,
    "clerk system",  # the system where it is a fee that was taken
    "duty.payment",
    Event.PAYMENT_CONFIRMED,
    clock=RESTARTS,
    turn=STEP,
)
RECALL_PAYMENT = line(
    "recall_payment",
    "rút thông báo nghĩa vụ tài chính",
    [State.AWAITING_PAYMENT],
    State.IN_PROCESS,
    "specialist leader",
    "duty.payment",
    Event.PAYMENT_RECALLED,
    clock=RESTARTS,
    turn=STEP,
)


def check_ask_payment(facts: Facts) -> None:
    """The clock stands for a payment where the law of the procedure says so, and nowhere else.

    A fee is waited for while it is owed.
    """
    _check_pauses(facts)
    check(ASK_PAYMENT, facts)
    check_turn(facts)
    if _is_owed(facts) is False:
        raise FeeNotOwed(code=facts.code)


def check_confirm_payment(facts: Facts) -> None:
    """The counter sees the evidence; a fee is met by being taken."""
    _check_pauses(facts)
    check(CONFIRM_PAYMENT, facts)
    if _is_owed(facts):
        raise FeeStillOwed(code=facts.code)


def check_recall_payment(facts: Facts) -> None:
    """What should not have been asked is taken back by the agency that asked."""
    _check_pauses(facts)
    check(RECALL_PAYMENT, facts)


def awaited(facts: Facts) -> AwaitedPayment:
    """What the law of the procedure lets the clock stand for. Refuses NotAllowed."""
    if facts.windows.awaits_payment is None:
        raise NotAllowed
    return facts.windows.awaits_payment


def _check_pauses(facts: Facts) -> None:
    """Nobody is offered a pause that the law of the procedure does not know."""
    if facts.state != State.AWAITING_PAYMENT:
        awaited(facts)


def _is_owed(facts: Facts) -> bool | None:
    """Whether the fee that is waited for is still owed; None where another duty is waited for."""
    payment = facts.windows.awaits_payment
    is_fee = payment is not None and payment.kind == Kind.FEE
    return facts.money == Money.ASKED if is_fee else None


def check_duty(kind: str, *, notice: str, amount: int) -> None:
    """What another agency charges is named by its notice and its amount in whole VND."""
    if kind == Kind.DUTY and not (notice and amount > 0):
        raise DutyUnsaid


def check_evidence(evidence: str) -> None:
    """Without a number nobody finds the payment again."""
    if not any(letter.isalnum() for letter in evidence):
        raise EvidenceMissing
