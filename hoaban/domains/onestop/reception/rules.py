"""Checks of reception."""

from hoaban.domains.onestop.dossiers.rules import Facts
from hoaban.domains.onestop.dossiers.states import check


def check_receive(facts: Facts) -> None:
    """A valid reception starts the clock. [ND61/2018 Đ17]"""
    check("receive", facts)


def check_refuse(facts: Facts) -> None:
    check("refuse", facts)


def check_transfer(facts: Facts) -> None:
    """The same day, or the next working morning after the hour the law names. [ND61/2018 Đ18]"""
    check("transfer", facts)
