"""Checks of other ends."""

from hoaban.casework.cases.states import ENDS, NOBODY, line
from hoaban.domains.onestop.dossiers.enums import Event, Money, State
from hoaban.domains.onestop.dossiers.rules import (
    Facts,
    check,
    check_authority,
    check_time_is_up,
    check_who,
    moment,
)
from hoaban.domains.onestop.dossiers.states import OPEN
from hoaban.domains.onestop.endings.enums import Refund
from hoaban.domains.onestop.endings.refused import (
    RefundUndecided,
    RefusedNotClosed,
    StillTimeToPay,
)

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
    [
        *(State.RECEIVED, State.IN_PROCESS, State.SUPPLEMENT_PROPOSED),
        *(State.AWAITING_SUPPLEMENT, State.SUPPLEMENT_SENT, State.AWAITING_PAYMENT),
    ],
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
    [State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT],
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
    """The agency itself says that it stops: its head, or a deputy. [ND30/2020 Đ13]"""
    check(STOP, facts)
    check_authority(facts)


def check_close(facts: Facts) -> None:
    """What was received and not supplied, or paid, in time is closed; what was never received is
    refused in writing [ND61/2018 Đ17 k1]. Each is counted where the table of dossiers has it.
    """
    check_who(CLOSE, facts)
    if facts.state == State.AWAITING_COMPLETION:
        raise RefusedNotClosed(code=facts.code)
    check(CLOSE, facts)
    if facts.state == State.AWAITING_PAYMENT and facts.at <= facts.act_by:
        raise StillTimeToPay(code=facts.code, until=moment(facts.act_by))
    check_time_is_up(facts)


def check_refund(facts: Facts, refund: str, *, by_official: bool) -> None:
    """Whoever ends a dossier whose fee was paid says what becomes of it, in a known word."""
    is_free = facts.money != Money.PAID or not by_official
    if refund not in Refund.values and not (is_free and not refund):
        raise RefundUndecided(code=facts.code)


def money_after(money: str, refund: str) -> str:
    """How the money stands once the dossier ended: a fee that was paid goes back, stays, a leader
    says how much of it goes back, or nobody said it (an applicant who withdraws does not).
    """
    if money != Money.PAID or refund == Refund.KEEP:
        return money
    decided = {Refund.REFUND: Money.OWED, Refund.PART: Money.PROPOSED}
    return decided.get(Refund(refund), Money.UNSAID) if refund else Money.UNSAID
