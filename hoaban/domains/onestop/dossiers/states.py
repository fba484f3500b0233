"""The state table: which act is possible in which state, for whom, by which topic of law."""

from collections.abc import Mapping

from hoaban.casework.cases.enums import Clock, Part
from hoaban.casework.cases.states import (
    ENDS,
    NOBODY,
    PAUSES,
    RESTARTS,
    STARTS,
    STEP,
    Line,
    Table,
    line,
)
from hoaban.casework.cases.states import marked as _
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.enums import State, Who
from hoaban.domains.onestop.dossiers.refused import WrongState
from hoaban.domains.onestop.dossiers.rules import Facts


def check(action: str, facts: Facts) -> None:
    """The part every action shares: the state, whose business it is, and who may."""
    line = TRANSITIONS[action]
    _check_who(line, facts)
    if facts.state not in line.sources:
        raise WrongState(code=facts.code, state=State(facts.state).label, action=line.words)


def _check_who(line: Line, facts: Facts) -> None:
    """The applicant acts on their own dossier, an official where the agency has the line's part."""
    is_own = any(one.is_own for one in facts.asked)
    has_part = is_own if line.part == Part.CONSULTED else facts.answers_for_it
    if facts.who in {Who.CITIZEN, Who.PARTNER}:
        if facts.who not in line.who or not facts.is_the_applicant:
            raise NotAllowed
    elif facts.who not in line.who or not has_part:
        raise NotAllowed


OPEN = frozenset(
    {
        State.SUBMITTED,
        State.AWAITING_COMPLETION,
        State.RECEIVED,
        State.IN_PROCESS,
        State.AWAITING_SUPPLEMENT,
    }
)
S = State
TRANSITIONS: Table = {
    row.act: row
    for row in (
        line(
            "receive",
            _("tiếp nhận"),
            [S.SUBMITTED],
            S.RECEIVED,
            "clerk",
            "reception.valid",
            clock=STARTS,
            turn=Who.CLERK,
        ),
        line(
            "ask_completion",
            _("yêu cầu hoàn thiện"),
            [S.SUBMITTED],
            S.AWAITING_COMPLETION,
            "clerk leader",
            "supplement.before",
            turn=Who.CITIZEN,
        ),
        line(
            "complete",
            _("nộp lại"),
            [S.AWAITING_COMPLETION],
            S.SUBMITTED,
            "citizen partner clerk",
            "reception.online",
            turn=Who.CLERK,
        ),
        line(
            "refuse",
            _("từ chối"),
            [S.SUBMITTED],
            S.REFUSED,
            "clerk",
            "reception.refusal",
            clock=ENDS,
            turn=NOBODY,
        ),
        line("pay", _("thu phí, lệ phí"), [*OPEN, S.DONE], None, "clerk", "fees.payment"),
        line(
            "transfer",
            _("chuyển xử lý"),
            [S.RECEIVED],
            S.IN_PROCESS,
            "clerk",
            "reception.transfer",
            turn=STEP,
        ),
        line(
            "assign",
            _("phân công"),
            [S.IN_PROCESS],
            None,
            "clerk specialist leader",
            "process.internal",
        ),
        line(
            "do_step",
            _("hoàn thành bước"),
            [S.IN_PROCESS],
            None,
            "clerk specialist leader",
            "process.internal",
            turn=STEP,
        ),
        line(
            "hand_on",
            _("chuyển người khác"),
            [S.IN_PROCESS],
            None,
            "clerk specialist leader",
            "process.internal",
            turn=STEP,
        ),
        line(
            "return_step",
            _("trả lại bước trước"),
            [S.IN_PROCESS],
            None,
            "specialist leader",
            "process.internal",
            turn=STEP,
        ),
        line(
            "ask_supplement",
            _("yêu cầu bổ sung"),
            [S.IN_PROCESS],
            S.AWAITING_SUPPLEMENT,
            "specialist leader",
            "supplement.after",
            clock=PAUSES,
            turn=Who.CITIZEN,
        ),
        line(
            "supply",
            _("nhận bổ sung"),
            [S.AWAITING_SUPPLEMENT],
            S.IN_PROCESS,
            "citizen partner clerk",
            "supplement.after",
            clock=RESTARTS,
            turn=STEP,
        ),
        line(
            "issue_sheet",
            _("lập phiếu kiểm soát"),
            [S.RECEIVED, S.IN_PROCESS, S.AWAITING_SUPPLEMENT, S.DONE, S.RETURNED],
            None,
            "clerk specialist leader",
            "process.sheet",
        ),
        line(
            "undo",
            _("hoàn tác việc vừa làm"),
            [S.RECEIVED, S.IN_PROCESS, S.AWAITING_SUPPLEMENT, S.DONE],
            None,  # back to where it was
            "clerk specialist leader",
            "process.errors",
            turn=STEP,
        ),
        line(
            "consult",
            _("lấy ý kiến"),
            [S.IN_PROCESS],
            None,
            "specialist leader",
            "process.consultation",
        ),
        line(
            "answer_consultation",
            _("trả lời lấy ý kiến"),
            [S.IN_PROCESS, S.AWAITING_SUPPLEMENT],
            None,
            "specialist leader",
            "process.consultation",
            part=Part.CONSULTED,
        ),
        line(
            "record_silence",
            _("ghi nhận không trả lời"),
            [S.IN_PROCESS],
            None,
            "specialist leader",
            "process.consultation",
        ),
        line(
            "withdraw_consultation",
            _("thôi lấy ý kiến"),
            [S.IN_PROCESS],
            None,
            "specialist leader",
            "process.consultation",
        ),
        line(
            "extend",
            _("hẹn lại"),
            [S.IN_PROCESS],
            None,
            "leader",
            "appointment.again",
            clock=RESTARTS,
        ),
        line(
            "correct",
            _("sửa nội dung khai"),
            [S.RECEIVED, S.IN_PROCESS],
            None,
            "clerk specialist leader",
            "declaration.correction",
        ),
        line(
            "draft_result",
            _("dự thảo kết quả"),
            [S.IN_PROCESS],
            None,
            "specialist leader",
            "process.internal",
        ),
        line(
            "sign",
            _("ký kết quả"),
            [S.IN_PROCESS],
            S.DONE,
            "leader",
            "result.decision",
            clock=ENDS,
            turn=Who.CLERK,
        ),
        line("release", _("chuyển kết quả"), [S.DONE], None, "clerk", "result.return"),
        line(
            "hand_over",
            _("trả kết quả"),
            [S.DONE],
            S.RETURNED,
            "clerk citizen",
            "result.receiver",
            turn=NOBODY,
        ),
        line(
            "withdraw",
            _("rút hồ sơ"),
            OPEN,
            S.WITHDRAWN,
            "citizen partner clerk",
            "dossier.withdrawal",
            clock=ENDS,
            turn=NOBODY,
        ),
        line(
            "stop",
            _("dừng xử lý"),
            [S.IN_PROCESS],
            S.STOPPED,
            "leader",
            "dossier.stop",
            clock=ENDS,
            turn=NOBODY,
        ),
        line(
            "close",
            _("đóng hồ sơ"),
            [S.AWAITING_COMPLETION, S.AWAITING_SUPPLEMENT],
            S.CLOSED,
            "clerk system",
            "dossier.closing",
            clock=ENDS,
            turn=NOBODY,
        ),
    )
}


def is_open(state: str) -> bool:
    return state in OPEN


def clock_of(state: str) -> Clock:
    """The clock that goes with a business state."""
    if state in {S.SUBMITTED, S.AWAITING_COMPLETION}:
        return Clock.IDLE
    if state in {S.RECEIVED, S.IN_PROCESS}:
        return Clock.RUNNING
    return Clock.PAUSED if state == S.AWAITING_SUPPLEMENT else Clock.ENDED


DEGREES: Mapping[State, float] = {
    state: place / len(path)
    for path in [(S.SUBMITTED, S.RECEIVED, S.IN_PROCESS, S.DONE, S.RETURNED)]
    for place, state in enumerate(path, start=1)
}


def degree(state: str, done_share: float = 0) -> float:
    """How far a dossier has come, 0 to 1, for those who are not signed in. [TT01/2018 Đ16]"""
    reached = {
        S.AWAITING_COMPLETION: S.SUBMITTED,
        S.AWAITING_SUPPLEMENT: S.IN_PROCESS,
    }.get(State(state), State(state))
    if reached not in DEGREES:
        return 1
    base = DEGREES[reached]
    if reached != S.IN_PROCESS:
        return base
    return base + (DEGREES[S.DONE] - base) * done_share
