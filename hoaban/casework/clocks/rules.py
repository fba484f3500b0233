"""The due moment: a pure function of the promise, the calendar and what moved it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hoaban.casework.clocks.enums import AfterWait
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.core.workdays.tables import Calendar


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised at the beginning: the valid moment and the limit."""

    received_at: datetime
    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Waited:
    """From when to when the case waited for an answer, and what the clock does then."""

    since: datetime
    until: datetime
    then: str


@dataclass(frozen=True, slots=True)
class Extended:
    """Another due moment that was promised in its place."""

    due_at: datetime


def due_moment(
    promise: Promise, calendar: Calendar, moved: Sequence[Waited | Extended] = ()
) -> datetime:
    """The due moment, a pure function of what the journal knows, in the order it happened.

    A wait restarts the limit from the moment it was over, or moves the due moment by the working
    time waited, whichever the law of the case says. Another promise replaces it.
    """
    unit = Unit(promise.unit)
    due = counting.due(promise.received_at, promise.amount, unit, calendar)
    for event in moved:
        if isinstance(event, Extended):
            due = event.due_at
        elif event.then == AfterWait.RESTARTS:
            due = counting.due(event.until, promise.amount, unit, calendar)
        else:
            span = (event.since, event.until)
            due = counting.resume_due(due, [span], unit, calendar)
    return due


def punctuality(done_at: datetime, due_at: datetime, half_day: datetime) -> str:
    """`before`, `on` or `late`: compared as instants; before = before the half-day of the due."""
    if done_at > due_at:
        return "late"
    return "before" if done_at < half_day else "on"
