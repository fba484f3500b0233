"""Checks of other ends."""

from datetime import datetime

from hoaban.domains.onestop.dossiers.rules import Facts, moment
from hoaban.domains.onestop.dossiers.states import check
from hoaban.domains.onestop.endings.refused import StillTimeToSupply


def check_withdraw(facts: Facts) -> None:
    check("withdraw", facts)


def check_stop(facts: Facts) -> None:
    check("stop", facts)


def check_close(facts: Facts) -> None:
    """Nobody's dossier is closed while there is time left to supply. [ND61/2018 Đ15 k3]"""
    check("close", facts)


def check_time_is_up(code: str, until: datetime, at: datetime) -> None:
    """[ND61/2018 Đ15 k3]"""
    if at <= until:
        raise StillTimeToSupply(code=code, until=moment(until))
