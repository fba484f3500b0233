"""Checks of payments."""

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.dossiers.enums import Event, Money, State
from hoaban.domains.onestop.dossiers.rules import Facts, check
from hoaban.domains.onestop.dossiers.states import OPEN
from hoaban.domains.onestop.money.refused import NothingToPay, WrongAmount

PAY = line(
    "pay",
    "thu phí, lệ phí",
    [*OPEN, State.DONE],
    None,
    "clerk",
    "fees.payment",
    Event.FEE_PAID,
)


def check_pay(facts: Facts) -> None:
    """[ND61/2018 Đ22]"""
    check(PAY, facts)
    if facts.money != Money.ASKED:
        raise NothingToPay(code=facts.code)


def check_amount(asked: int, given: int) -> None:
    """What is taken is what was asked, in whole VND. [ND61/2018 Đ22]"""
    if asked != given:
        raise WrongAmount(asked=asked, given=given)
