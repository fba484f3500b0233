"""Checks of other ends."""

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
    if facts.at <= facts.act_by:
        raise StillTimeToSupply(code=facts.code, until=moment(facts.act_by))
