"""Checks of reception."""

from hoaban.casework.cases.states import ENDS, NOBODY, STARTS, STEP, line
from hoaban.domains.onestop.dossiers.enums import Event, State, Who
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_time_is_up
from hoaban.domains.onestop.reception.refused import (
    AppointmentUnchanged,
    NoLongerTaken,
    OnlyShownNow,
    PapersStillMissing,
)

RECEIVE = line(
    "receive",
    "tiếp nhận",
    [State.SUBMITTED],
    State.RECEIVED,
    "clerk",
    "reception.valid",
    Event.RECEIVED,
    clock=STARTS,
    turn=Who.CLERK,
)
REFUSE = line(
    "refuse",
    "từ chối",
    [State.SUBMITTED, State.AWAITING_COMPLETION],
    State.REFUSED,
    "clerk",
    "reception.refusal",
    Event.REFUSED,
    clock=ENDS,
    turn=NOBODY,
)
TRANSFER = line(
    "transfer",
    "chuyển xử lý",
    [State.RECEIVED],
    State.IN_PROCESS,
    "clerk",
    "reception.transfer",
    Event.TRANSFERRED,
    turn=STEP,
)
RENEW_RECEIPT = line(
    "renew_receipt",
    "cấp lại giấy hẹn",
    [State.RECEIVED, State.IN_PROCESS],
    None,
    "clerk",
    "supplement.after",
    "dossiers.receipt_renewed",
)


def check_receive(facts: Facts) -> None:
    """A valid reception, with every paper there, starts the clock. [ND61/2018 Đ17]

    By the law of its day: what ended meanwhile is not received any more.
    """
    check(RECEIVE, facts)
    if lapsed := facts.lapsed:
        refused = OnlyShownNow if lapsed.is_information else NoLongerTaken
        raise refused(code=facts.code, on=f"{lapsed.on:%d/%m/%Y}")
    if facts.lacks:
        raise PapersStillMissing(code=facts.code, papers=facts.lacks)


def check_refuse(facts: Facts) -> None:
    """In writing, also what was not completed in the time that was given. [ND61/2018 Đ17 k1]"""
    check(REFUSE, facts)
    if facts.state == State.AWAITING_COMPLETION:
        check_time_is_up(facts)


def check_transfer(facts: Facts) -> None:
    """The same day, or the next working morning after the hour the law names. [ND61/2018 Đ18]"""
    check(TRANSFER, facts)


def check_renew_receipt(facts: Facts) -> None:
    """A receipt is given again once a supplement moved its day [ND61/2018 Đ19 k4], or once the
    owner that it names was corrected."""
    check(RENEW_RECEIPT, facts)
    if not (facts.supplements_after or facts.is_renamed):
        raise AppointmentUnchanged(code=facts.code)
