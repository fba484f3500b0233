"""Applies the state table: nothing else sets the state, the clock or the turn of a case."""

from dataclasses import dataclass
from datetime import datetime

from hoaban.casework.cases import actions as cases
from hoaban.casework.cases.models import Case
from hoaban.casework.cases.states import ENDS, NOBODY, STARTS, Line
from hoaban.casework.clocks import actions as clocks
from hoaban.casework.turns import actions as turns
from hoaban.casework.turns.enums import Ending, When
from hoaban.casework.turns.models import Turn

MOVED = [
    *("agency", "code", "state", "clock", "punctuality"),
    *("opened_at", "due_at", "held_to", "done_at", "closed_at"),
]


@dataclass(frozen=True, slots=True)
class Next:
    """Whose turn it is now: a role of an agency (primary key), until when, at which step.

    `post` is to whom it is assigned, `officer` who took it already (both primary keys).
    """

    role: str
    agency: int
    act_by: datetime
    task: str = ""
    post: int | None = None
    officer: int | None = None
    when: When = When.BY_TIME
    goes_on: bool = False


def move(
    case: Case,
    line: Line,
    *,
    at: datetime,
    turn: Next | None = None,
    officer: int | None = None,
    ending: Ending = Ending.DONE,
    note: str = "",
    reason: str = "",
) -> None:
    """Apply a line of the state table: state, clock, turn; moments are set on the case before.

    `turn` is who has it next, where the line changes the turn; `officer` (primary key of a post)
    ended the turn before in this `ending`, with this `note`. `reason` is that of the new stretch
    of the clock. Called inside the action of a room, which locks, asks and records.
    """
    if line.target is not None:
        case.state = line.target
    clocks.follow(case, line.clock, at=at, reason=reason)
    if line.turn:
        turns.end(case, at=at, ending=ending, officer=officer, note=note)
    if line.turn == NOBODY:
        turns.leave_beside(case, at=at)
        case.closed_at = case.closed_at if case.done_at else at
    elif line.turn and turn is not None:
        turns.begin(_begun(case, turn, at))
    if line.turn:
        is_open = turn is not None and case.done_at is None
        turns.show(case, turn.act_by if turn and is_open else None)
        if line.clock in {STARTS, ENDS} or line.turn == NOBODY:  # its moments change then alone
            cases.show_moments(case)
    elif line.target is not None:
        cases.show_state(case)
    case.save(update_fields=MOVED)


def _begun(case: Case, turn: Next, at: datetime) -> Turn:
    return Turn(
        case=case,
        agency_id=turn.agency,
        role=turn.role,
        post_id=turn.post,
        officer_id=turn.officer,
        task=turn.task,
        when=turn.when,
        act_by=turn.act_by,
        since=at,
        goes_on=turn.goes_on,
    )
