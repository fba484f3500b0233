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
    """From when to when the case waited for an answer, and what the clock does then.

    `calendar` is the one in force when the answer came: what is promised then is counted by it.
    """

    since: datetime
    until: datetime
    then: str
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Extended:
    """Another due moment that was promised in its place."""

    due_at: datetime


def due_moment(
    promise: Promise, calendar: Calendar, moved: Sequence[Waited | Extended] = ()
) -> datetime:
    """The due moment, a pure function of what the journal knows, in the order it happened.

    Each promise is counted by the calendar of its own moment. Another promise replaces it.
    """
    due = counting.due(promise.received_at, promise.amount, Unit(promise.unit), calendar)
    for event in moved:
        due = event.due_at if isinstance(event, Extended) else after_wait(due, promise, event)
    return due


def after_wait(due_at: datetime, promise: Promise, waited: Waited) -> datetime:
    """The due moment after a wait: the limit restarts from the moment it was over, or the due
    moment moves by the working time waited, whichever the law of the case says.
    """
    unit = Unit(promise.unit)
    if waited.then == AfterWait.RESTARTS:
        return counting.due(waited.until, promise.amount, unit, waited.calendar)
    return counting.resume_due(due_at, [(waited.since, waited.until)], unit, waited.calendar)


def held_after_wait(held_to: datetime, promise: Promise, waited: Waited) -> datetime:
    """What the case is held to after a wait: what was late before it began stays late."""
    if waited.since > held_to:
        return held_to
    return after_wait(held_to, promise, waited)


def punctuality(done_at: datetime, held_to: datetime, half_day: datetime) -> str:
    """`before`, `on` or `late`: compared as instants; before = before the half-day of the due."""
    if done_at > held_to:
        return "late"
    return "before" if done_at < half_day else "on"
