"""The due moment: a pure function of the promise, the calendar and what moved it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hoaban.casework.clocks.enums import OnSupply
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.core.workdays.tables import Calendar


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised at reception: the valid moment and the limit."""

    received_at: datetime
    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Supplied:
    """A supplement that was asked and supplied, and what the clock does then."""

    asked_at: datetime
    supplied_at: datetime
    on_supply: str


@dataclass(frozen=True, slots=True)
class Extended:
    """The one new appointment."""

    due_at: datetime


def due_moment(
    promise: Promise, calendar: Calendar, moved: Sequence[Supplied | Extended] = ()
) -> datetime:
    """The due moment, a pure function of what the journal knows, in the order it happened.

    A supplement restarts the limit from the moment it was supplied [ND61/2018 Đ19 k4], or moves
    the due moment by the working time waited where the procedure's own law says so. A new
    appointment replaces it [ND61/2018 Đ19 k9].
    """
    unit = Unit(promise.unit)
    due = counting.due(promise.received_at, promise.amount, unit, calendar)
    for event in moved:
        if isinstance(event, Extended):
            due = event.due_at
        elif event.on_supply == OnSupply.RESTARTS:
            due = counting.due(event.supplied_at, promise.amount, unit, calendar)
        else:
            span = (event.asked_at, event.supplied_at)
            due = counting.resume_due(due, [span], unit, calendar)
    return due


def punctuality(done_at: datetime, due_at: datetime, half_day: datetime) -> str:
    """`before`, `on` or `late`: compared as instants; before = before the half-day of the due."""
    if done_at > due_at:
        return "late"
    return "before" if done_at < half_day else "on"
