"""Checks of refunds, and how much of a fee goes back."""

from collections.abc import Sequence

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.dossiers.enums import Event, Money, State
from hoaban.domains.onestop.dossiers.rules import (
    Facts,
    check,
    check_authority,
    dong,
    says_something,
)
from hoaban.domains.onestop.refunds.refused import (
    AccountMissing,
    NothingPaidBack,
    NothingToDecide,
    NothingToRefund,
    PayeeMissing,
    RefundDecided,
    RefundNotDecided,
    RefundUnnamed,
    TooMuchBack,
    WrongRefund,
)

ENDED = [State.WITHDRAWN, State.STOPPED, State.CLOSED]  # all that was paid may go back
REVOKED = State.REVOKED  # so may it where the result that it was paid for was taken back
DECIDED = [State.DONE, State.RETURNED]  # a part of it: copies that a refusal does not have
TOPIC = "fees.payment"
REFUND_FEE = line(
    "refund_fee",
    "hoàn trả phí, lệ phí",
    [*ENDED, *DECIDED, REVOKED],
    None,
    "clerk",
    TOPIC,
    Event.FEE_REFUNDED,
)
KEEP_FEE = line(
    "keep_fee",
    "giữ lại phí, lệ phí đã nộp",
    [*ENDED, REVOKED],
    None,
    "clerk",
    TOPIC,
    Event.FEE_KEPT,
)
PROPOSE_REFUND = line(
    "propose_refund",
    "đề nghị hoàn trả một phần phí, lệ phí",
    [*ENDED, REVOKED],
    None,
    "clerk",
    TOPIC,
    Event.REFUND_PROPOSED,
)
DECIDE_REFUND = line(
    "decide_refund",
    "quyết định số tiền hoàn trả",
    [*ENDED, REVOKED],
    None,
    "leader",
    TOPIC,
    Event.REFUND_DECIDED,
)
TAKE_BACK_REFUND = line(
    "take_back_refund",
    "thu lại khoản đã hoàn trả",
    [*ENDED, *DECIDED, REVOKED],
    None,
    "clerk",
    TOPIC,
    Event.REFUND_TAKEN_BACK,
)
OPEN = frozenset({Money.OWED, Money.UNSAID, Money.PROPOSED})  # how much goes back may be said anew


def check_refund_fee(facts: Facts) -> None:
    """What goes back by the ending, and what it did not speak of. [ND61/2018 Đ22]"""
    check(REFUND_FEE, facts)
    if facts.money == Money.PROPOSED:
        raise RefundNotDecided(code=facts.code)
    if facts.money not in {Money.OWED, Money.UNSAID}:
        raise NothingToRefund(code=facts.code)


def check_keep_fee(facts: Facts) -> None:
    """What was decided already stays so. [ND61/2018 Đ22]"""
    check(KEEP_FEE, facts)
    if facts.money == Money.PROPOSED:
        raise RefundNotDecided(code=facts.code)
    if facts.money != Money.UNSAID:
        raise RefundDecided(code=facts.code)


def check_propose_refund(facts: Facts) -> None:
    """While nothing was paid back. [ND61/2018 Đ22]"""
    check(PROPOSE_REFUND, facts)
    _check_open(facts)


def check_decide_refund(facts: Facts) -> None:
    """Who signs for the agency says how much goes back, while nothing was. [ND61/2018 Đ22]"""
    check(DECIDE_REFUND, facts)
    check_authority(facts)
    _check_open(facts)


def _check_open(facts: Facts) -> None:
    if facts.money not in OPEN:
        raise NothingToDecide(code=facts.code)


def check_take_back_refund(facts: Facts) -> None:
    """What was paid back is with the agency again. [ND61/2018 Đ22]"""
    check(TAKE_BACK_REFUND, facts)
    if not facts.fee_paid_back:
        raise NothingPaidBack(code=facts.code)


def place_named(symbols: Sequence[str], symbol: str, *, code: str) -> int:
    """Which of the refunds in force has this symbol; the only one where nobody names it.
    [ND61/2018 Đ22]
    """
    places = [place for place, one in enumerate(symbols) if symbol in {"", one}]
    if len(places) != 1:
        raise RefundUnnamed(code=code)
    return places[0]


def check_refunded(owed: int, given: int) -> None:
    """What is paid back is what goes back, in whole VND. [ND61/2018 Đ22]"""
    if owed != given:
        raise WrongRefund(owed=dong(owed), given=dong(given))


def check_part(paid: int, given: int, *, least: int = 0) -> None:
    """No more goes back than was paid, and no less than went back, or has to. [ND61/2018 Đ22]"""
    if not least <= given <= paid:
        raise TooMuchBack(least=dong(least), paid=dong(paid), given=dong(given))


def money_after(owed: int, paid_back: int) -> Money:
    """How the money stands where `owed` of the fee goes back in all, and that much did already."""
    if owed > paid_back:
        return Money.OWED
    return Money.REFUNDED if paid_back else Money.PAID


def money_after_taking_back(money: str) -> str:
    """What came back goes back once more; what nobody has said yet is still to be said."""
    return Money.OWED if money == Money.REFUNDED else money


def check_receiver(name: str, account: str, *, is_transfer: bool) -> None:
    """Whoever took the money has a name, and a transfer an account. [ND61/2018 Đ22]"""
    if not says_something(name):
        raise PayeeMissing
    if is_transfer and not account.strip():
        raise AccountMissing
