"""Starts and ends stretches of the legal clock. Called inside the actions of rooms."""

from datetime import datetime

from hoaban.casework.cases.enums import Clock
from hoaban.casework.cases.models import Case
from hoaban.casework.cases.states import ENDS, PAUSES
from hoaban.casework.clocks.models import ClockInterval

AFTER = {ENDS: Clock.ENDED, PAUSES: Clock.PAUSED}  # what starts or restarts runs


def follow(case: Case, change: str, *, at: datetime, reason: str = "") -> None:
    """Do what a line of the state table says of the clock: the stretch at hand ends, one begins.

    Sets the clock of the case without saving it.
    """
    if not change:
        return
    end(case, at=at)
    clock = AFTER.get(change, Clock.RUNNING)
    if clock != Clock.ENDED:
        start(case, clock, at=at, reason=reason)
    case.clock = clock


def start(case: Case, kind: Clock, *, at: datetime, reason: str = "") -> None:
    """The clock enters a stretch, with the due moment as it is promised now."""
    ClockInterval.objects.create(
        case=case,
        kind=kind,
        reason=reason,
        started_at=at,
        due_before=case.due_at,
        held_to=case.held_to,
    )


def end(case: Case, *, at: datetime) -> None:
    """The clock leaves the stretch it is in."""
    ClockInterval.objects.filter(case=case, ended_at=None).update(
        ended_at=at, due_after=case.due_at
    )
