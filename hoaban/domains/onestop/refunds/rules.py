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

ENDED = [State.WITHDRAWN, State.STOPPED, State.CLOSED]  # all that was paid may go back
REVOKED = State.REVOKED  # so may it where the result that it was paid for was taken back
DECIDED = [State.DONE, State.RETURNED]  # a part of it: copies that a refusal does not have
REFUND_FEE = line(
    "refund_fee",
    "hoàn trả phí, lệ phí",
    [*ENDED, *DECIDED, REVOKED],
    None,
    "clerk",
    "fees.payment",
    Event.FEE_REFUNDED,
)
KEEP_FEE = line(
    "keep_fee",
    "giữ lại phí, lệ phí đã nộp",
    [*ENDED, REVOKED],
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


def check_refunded(owed: int, given: int) -> None:
    """What is paid back is what goes back, in whole VND. [ND61/2018 Đ22]"""
    if owed != given:
        raise WrongRefund(owed=dong(owed), given=dong(given))


def check_receiver(name: str, account: str, *, is_transfer: bool) -> None:
    """Whoever took the money has a name, and a transfer an account. [ND61/2018 Đ22]"""
    if not says_something(name):
        raise PayeeMissing
    if is_transfer and not account.strip():
        raise AccountMissing
