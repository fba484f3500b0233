"""Checks of the work inside the agency."""

from datetime import timedelta

from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.enums import UNDOABLE, Who
from hoaban.domains.onestop.dossiers.rules import Facts, Last, check_turn, moment
from hoaban.domains.onestop.dossiers.states import check
from hoaban.domains.onestop.steps.refused import (
    HandedToOneself,
    NoDraftResult,
    NotAColleague,
    NothingBefore,
    NothingToUndo,
    SignInstead,
    UndoTooLate,
)


def check_assign(facts: Facts) -> None:
    """A leader assigns any step of the agency; others only the step of their own role."""
    check("assign", facts)
    if facts.who != Who.LEADER:
        check_turn(facts)


def check_do_step(facts: Facts) -> None:
    """Whoever has the step finishes it. [TT01/2018 Đ8]"""
    check("do_step", facts)
    check_turn(facts)


def check_hand_on(facts: Facts) -> None:
    check("hand_on", facts)
    check_turn(facts)


def check_return_step(facts: Facts) -> None:
    check("return_step", facts)
    check_turn(facts)


def check_issue_sheet(facts: Facts) -> None:
    """Whoever gave the case to whom, and when, on one sheet. [TT01/2018 Đ9]"""
    check("issue_sheet", facts)


def check_undo(facts: Facts, last: Last) -> None:
    """A wrong press is taken back soon by whoever pressed, later by the head. [ND61/2018 Đ21]"""
    check("undo", facts)
    if not (last.is_own or facts.is_head):
        raise NotAllowed
    if last.verb not in UNDOABLE:
        raise NothingToUndo(code=facts.code)
    until = last.at + timedelta(minutes=facts.windows.undo_minutes)
    if not facts.is_head and facts.at > until:
        raise UndoTooLate(code=facts.code, until=moment(until))


def check_next_step(facts: Facts, *, signs: bool, next_signs: bool) -> None:
    """The signing step ends by signing; what goes to signature has a draft. [TT01/2018 Đ8]"""
    if signs:
        raise SignInstead(code=facts.code)
    if next_signs and not facts.has_draft_result:
        raise NoDraftResult(code=facts.code)


def check_step_before(code: str, *, back_is_counter: bool) -> None:
    """Nothing goes back to the counter but by a request for supplement. [ND61/2018 Đ5]"""
    if back_is_counter:
        raise NothingBefore(code=code)


def check_colleague(is_one: bool) -> None:  # noqa: FBT001 - the only fact
    if not is_one:
        raise NotAColleague


def check_someone_else(facts: Facts, *, is_oneself: bool) -> None:
    """[TT01/2018 Đ8]"""
    if is_oneself:
        raise HandedToOneself(code=facts.code)
