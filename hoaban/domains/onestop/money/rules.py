"""Checks of payments."""

from hoaban.domains.onestop.dossiers.enums import Money
from hoaban.domains.onestop.dossiers.rules import Facts, dong
from hoaban.domains.onestop.dossiers.states import check
from hoaban.domains.onestop.money.refused import NothingToPay, WrongAmount


def check_pay(facts: Facts) -> None:
    """[ND61/2018 Đ22]"""
    check("pay", facts)
    if facts.money != Money.ASKED:
        raise NothingToPay(code=facts.code)


def check_amount(asked: int, given: int) -> None:
    """What is taken is what was asked, in whole VND. [ND61/2018 Đ22]"""
    if asked != given:
        raise WrongAmount(asked=dong(asked), given=dong(given))
