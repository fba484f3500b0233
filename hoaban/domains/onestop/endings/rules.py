"""Checks of other ends."""

from hoaban.casework.cases.states import ENDS, NOBODY, line
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.rules import Facts, check, moment
from hoaban.domains.onestop.dossiers.states import OPEN
from hoaban.domains.onestop.endings.refused import StillTimeToSupply

WITHDRAW = line(
    "withdraw",
    "rút hồ sơ",
    OPEN,
    State.WITHDRAWN,
    "citizen partner clerk",
    "dossier.withdrawal",
    Event.WITHDRAWN,
    clock=ENDS,
    turn=NOBODY,
)
STOP = line(
    "stop",
    "dừng xử lý",
    [State.IN_PROCESS],
    State.STOPPED,
    "leader",
    "dossier.stop",
    Event.STOPPED,
    clock=ENDS,
    turn=NOBODY,
)
CLOSE = line(
    "close",
    "đóng hồ sơ",
    [State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT],
    State.CLOSED,
    "clerk system",
    "dossier.closing",
    Event.CLOSED,
    clock=ENDS,
    turn=NOBODY,
)


def check_withdraw(facts: Facts) -> None:
    check(WITHDRAW, facts)


def check_stop(facts: Facts) -> None:
    check(STOP, facts)


def check_close(facts: Facts) -> None:
    """Nobody's dossier is closed while there is time left to supply. [ND61/2018 Đ15 k3]"""
    check(CLOSE, facts)
    if facts.at <= facts.act_by:
        raise StillTimeToSupply(code=facts.code, until=moment(facts.act_by))


def why_closed(facts: Facts) -> str:
    """The reason that the applicant reads: nobody else gives one."""
    return f"Đã quá {moment(facts.act_by)} mà cơ quan chưa nhận được giấy tờ bổ sung."
