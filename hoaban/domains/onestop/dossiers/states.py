"""The state table: which act is possible in which state, for whom, by which topic of law."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.enums import Clock, State, Who
from hoaban.domains.onestop.dossiers.refused import WrongState
from hoaban.domains.onestop.dossiers.rules import Facts


def check(action: str, facts: Facts) -> None:
    """The part every action shares: the state, whose business it is, and who may."""
    line = TRANSITIONS[action]
    _check_who(line, facts)
    if facts.state not in line.sources:
        raise WrongState(code=facts.code, state=State(facts.state).label, action=line.words)


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the state table: who may do `action` from which states, leading where."""

    action: str
    words: str
    sources: frozenset[State]
    target: State | None  # none: the business state stays
    who: frozenset[Who]
    topic: str  # of law


def _check_who(line: Transition, facts: Facts) -> None:
    """The applicant acts on their own dossier, an official where the agency answers for it."""
    if facts.who in {Who.CITIZEN, Who.PARTNER}:
        if facts.who not in line.who or not facts.is_the_applicant:
            raise NotAllowed
    elif facts.who not in line.who or not facts.answers_for_it:
        raise NotAllowed


def _line(  # noqa: PLR0917 - a row of a table
    action: str, words: str, sources: Collection[State], target: State | None, who: str, topic: str
) -> Transition:
    actors = frozenset(Who(name) for name in who.split())
    return Transition(action, words, frozenset(sources), target, actors, topic)


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
TRANSITIONS: Mapping[str, Transition] = {
    line.action: line
    for line in (
        _line("receive", "tiếp nhận", [S.SUBMITTED], S.RECEIVED, "clerk", "reception.valid"),
        _line(
            "ask_completion",
            "yêu cầu hoàn thiện",
            [S.SUBMITTED],
            S.AWAITING_COMPLETION,
            "clerk leader",
            "supplement.before",
        ),
        _line(
            "complete",
            "nộp lại",
            [S.AWAITING_COMPLETION],
            S.SUBMITTED,
            "citizen partner clerk",
            "reception.online",
        ),
        _line("refuse", "từ chối", [S.SUBMITTED], S.REFUSED, "clerk", "reception.refusal"),
        _line("pay", "thu phí, lệ phí", [*OPEN, S.DONE], None, "clerk", "fees.payment"),
        _line(
            "transfer", "chuyển xử lý", [S.RECEIVED], S.IN_PROCESS, "clerk", "reception.transfer"
        ),
        _line(
            "assign",
            "phân công",
            [S.IN_PROCESS],
            None,
            "clerk specialist leader",
            "process.internal",
        ),
        _line(
            "do_step",
            "hoàn thành bước",
            [S.IN_PROCESS],
            None,
            "clerk specialist leader",
            "process.internal",
        ),
        _line(
            "hand_on",
            "chuyển người khác",
            [S.IN_PROCESS],
            None,
            "clerk specialist leader",
            "process.internal",
        ),
        _line(
            "return_step",
            "trả lại bước trước",
            [S.IN_PROCESS],
            None,
            "specialist leader",
            "process.internal",
        ),
        _line(
            "ask_supplement",
            "yêu cầu bổ sung",
            [S.IN_PROCESS],
            S.AWAITING_SUPPLEMENT,
            "specialist leader",
            "supplement.after",
        ),
        _line(
            "supply",
            "nhận bổ sung",
            [S.AWAITING_SUPPLEMENT],
            S.IN_PROCESS,
            "citizen partner clerk",
            "supplement.after",
        ),
        _line(
            "issue_sheet",
            "lập phiếu kiểm soát",
            [S.RECEIVED, S.IN_PROCESS, S.AWAITING_SUPPLEMENT, S.DONE, S.RETURNED],
            None,
            "clerk specialist leader",
            "process.sheet",
        ),
        _line(
            "undo",
            "hoàn tác việc vừa làm",
            [S.RECEIVED, S.IN_PROCESS, S.AWAITING_SUPPLEMENT, S.DONE],
            None,  # back to where it was
            "clerk specialist leader",
            "process.errors",
        ),
        _line("extend", "hẹn lại", [S.IN_PROCESS], None, "leader", "appointment.again"),
        _line(
            "draft_result",
            "dự thảo kết quả",
            [S.IN_PROCESS],
            None,
            "specialist leader",
            "process.internal",
        ),
        _line("sign", "ký kết quả", [S.IN_PROCESS], S.DONE, "leader", "result.decision"),
        _line("release", "chuyển kết quả", [S.DONE], None, "clerk", "result.return"),
        _line(
            "hand_over",
            "trả kết quả",
            [S.DONE],
            S.RETURNED,
            "clerk citizen",
            "result.receiver",
        ),
        _line(
            "withdraw",
            "rút hồ sơ",
            OPEN,
            S.WITHDRAWN,
            "citizen partner clerk",
            "dossier.withdrawal",
        ),
        _line("stop", "dừng xử lý", [S.IN_PROCESS], S.STOPPED, "leader", "dossier.stop"),
        _line(
            "close",
            "đóng hồ sơ",
            [S.AWAITING_COMPLETION, S.AWAITING_SUPPLEMENT],
            S.CLOSED,
            "clerk system",
            "dossier.closing",
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
