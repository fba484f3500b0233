"""Checks of the work inside the agency."""

from datetime import datetime, timedelta

from hoaban.casework.cases.states import STEP, line
from hoaban.core.refusals import NotAllowed
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import Event, State, Who
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_turn, moment
from hoaban.domains.onestop.steps.refused import (
    HandedToOneself,
    NobodyElse,
    NoDraftResult,
    NotAColleague,
    NothingBefore,
    NothingToUndo,
    SignInstead,
    UndoTooLate,
)

ASSIGN = line(
    "assign",
    "phân công",
    [State.IN_PROCESS],
    None,
    "clerk specialist leader",
    "process.internal",
    "dossiers.assigned",
)
DO_STEP = line(
    "do_step",
    "hoàn thành bước",
    [State.IN_PROCESS],
    None,
    "clerk specialist leader",
    "process.internal",
    Event.STEP_DONE,
    turn=STEP,
)
HAND_ON = line(
    "hand_on",
    "chuyển người khác",
    [State.IN_PROCESS],
    None,
    "clerk specialist leader",
    "process.internal",
    Event.HANDED_ON,
    turn=STEP,
)
RETURN_STEP = line(
    "return_step",
    "trả lại bước trước",
    [State.IN_PROCESS],
    None,
    "specialist leader",
    "process.internal",
    Event.STEP_RETURNED,
    turn=STEP,
)
ISSUE_SHEET = line(
    "issue_sheet",
    "lập phiếu kiểm soát",
    [
        *(State.RECEIVED, State.IN_PROCESS, State.SUPPLEMENT_PROPOSED),
        *(State.AWAITING_SUPPLEMENT, State.SUPPLEMENT_SENT, State.AWAITING_PAYMENT),
        *(State.DONE, State.RETURNED),
    ],
    None,
    "clerk specialist leader",
    "process.sheet",
    "dossiers.sheet_issued",
)
UNDO = line(
    "undo",
    "hoàn tác việc vừa làm",
    [
        *(State.RECEIVED, State.IN_PROCESS, State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT),
        State.DONE,
    ],
    None,  # back to where it was
    "clerk specialist leader",
    "process.errors",
    Event.UNDONE,
    turn=STEP,
)


# What may be taken back: nobody outside was told.
UNDOABLE = frozenset(
    {
        Event.TRANSFERRED,
        Event.STEP_DONE,
        Event.STEP_RETURNED,
        Event.HANDED_ON,
    }
)


def planned_end(start: datetime, due_at: datetime, share: float, calendar: Calendar) -> datetime:
    """When this share of the working time of a promise has passed; the whole of it is its end."""
    begins, ends = calendar.position(start), calendar.position(due_at)
    if ends <= begins or share >= 1:
        return due_at
    return calendar.at_position(begins + round(share * (ends - begins)))


def check_assign(facts: Facts) -> None:
    """A leader assigns any step of the agency; others only the step of their own role.

    Who leads and has the step names who has the next one by finishing it.
    """
    check(ASSIGN, facts)
    if facts.who != Who.LEADER:
        check_turn(facts)
    elif facts.gives_out:
        raise NotAllowed
    _check_others(facts)


def check_do_step(facts: Facts) -> None:
    """Whoever has the step finishes it; the signing step ends by signing. [TT01/2018 Đ8]

    What goes to signature has a draft.
    """
    check(DO_STEP, facts)
    check_turn(facts)
    if facts.signs:
        raise SignInstead(code=facts.code)
    if facts.next_signs and not facts.has_draft_result:
        raise NoDraftResult(code=facts.code)


def check_hand_on(facts: Facts) -> None:
    check(HAND_ON, facts)
    check_turn(facts)
    _check_others(facts)


def _check_others(facts: Facts) -> None:
    if not facts.has_others:
        raise NobodyElse(code=facts.code)


def check_return_step(facts: Facts) -> None:
    """Nothing goes back to the counter but by a request for supplement. [ND61/2018 Đ5]"""
    check(RETURN_STEP, facts)
    check_turn(facts)
    if facts.comes_from_counter:
        raise NothingBefore(code=facts.code)


def check_issue_sheet(facts: Facts) -> None:
    """Whoever gave the case to whom, and when, on one sheet. [TT01/2018 Đ9]"""
    check(ISSUE_SHEET, facts)


def check_undo(facts: Facts) -> None:
    """A wrong press is taken back soon by whoever pressed, later by the head. [ND61/2018 Đ21]"""
    check(UNDO, facts)
    last = facts.last
    if last is None:
        raise NothingToUndo(code=facts.code)
    if not (last.is_own or facts.is_head):
        raise NotAllowed
    if last.verb not in UNDOABLE:
        raise NothingToUndo(code=facts.code)
    until = last.at + timedelta(minutes=facts.windows.undo_minutes)
    if not facts.is_head and facts.at > until:
        raise UndoTooLate(code=facts.code, until=moment(until))


def check_colleague(is_one: bool) -> None:  # noqa: FBT001 - the only fact
    if not is_one:
        raise NotAColleague


def check_someone_else(facts: Facts, *, is_oneself: bool) -> None:
    """[TT01/2018 Đ8]"""
    if is_oneself:
        raise HandedToOneself(code=facts.code)
