"""The due moment: a pure function of the promise, the calendar and what moved it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

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
    """Another due moment that was promised in its place; told too late it excuses nothing."""

    due_at: datetime
    is_in_time: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment, and the day with which the limit ends: a day off gives way to the next working
    day, but what is waited later is added to the day itself.
    """

    at: datetime
    ends_on: date

    @classmethod
    def told(cls, at: datetime) -> Self:
        """A moment that was told as such, and not counted."""
        return cls(at, counting.day_of(at))


@dataclass(frozen=True, slots=True)
class Promised:
    """What is promised, and what the case is held to."""

    due: Due
    held: Due


def counted(start: datetime, promise: Promise, calendar: Calendar) -> Due:
    """The limit counted from a moment."""
    limit = promise.amount, Unit(promise.unit)
    due_at = counting.due(start, *limit, calendar)
    return Due(due_at, counting.last_day(start, *limit, calendar))


def promised(
    promise: Promise, calendar: Calendar, moved: Sequence[Waited | Extended] = ()
) -> Promised:
    """What is promised by all that the journal knows, in the order it happened.

    Each promise is counted by the calendar of its own moment. Another promise replaces it.
    """
    due = counted(promise.received_at, promise, calendar)
    found = Promised(due, due)
    for event in moved:
        found = after(found, promise, event)
    return found


def after(found: Promised, promise: Promise, event: Waited | Extended) -> Promised:
    """What is promised after one more wait, or another promise."""
    if isinstance(event, Extended):
        told = Due.told(event.due_at)
        return Promised(told, told if event.is_in_time else found.held)
    return Promised(
        after_wait(found.due, promise, event), held_after_wait(found.held, promise, event)
    )


def due_moment(
    promise: Promise, calendar: Calendar, moved: Sequence[Waited | Extended] = ()
) -> datetime:
    """The due moment alone."""
    return promised(promise, calendar, moved).due.at


def after_wait(due: Due, promise: Promise, waited: Waited) -> Due:
    """The due moment after a wait: the limit restarts from the moment it was over, or the due
    moment moves by the working time waited, whichever the law of the case says.

    Plain days are added to the day with which the limit ended: only where it ends at last does a
    day off give way to the next working day [BLDS2015 Đ148 k5].
    """
    if waited.then == AfterWait.RESTARTS:
        return counted(waited.until, promise, waited.calendar)
    spans, unit = [(waited.since, waited.until)], Unit(promise.unit)
    if unit not in counting.PLAIN:
        return Due.told(counting.resume_due(due.at, spans, unit, waited.calendar))
    days = counting.waited_days(spans, unit, waited.calendar)
    if not days:
        return due
    ends_on = due.ends_on + timedelta(days=days)
    return Due(waited.calendar.close_on_or_after(ends_on), ends_on)


def held_after_wait(held: Due, promise: Promise, waited: Waited) -> Due:
    """What the case is held to after a wait: what was late before it began stays late."""
    if waited.since > held.at:
        return held
    return after_wait(held, promise, waited)


def punctuality(done_at: datetime, held_to: datetime, half_day: datetime) -> str:
    """`before`, `on` or `late`: compared as instants; before = before the half-day of the due."""
    if done_at > held_to:
        return "late"
    return "before" if done_at < half_day else "on"
