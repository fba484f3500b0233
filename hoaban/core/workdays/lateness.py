"""What is left until a due moment, or by how much it is late."""

from dataclasses import dataclass
from datetime import datetime

from hoaban.core.workdays.counting import worked_between
from hoaban.core.workdays.facts import Unit
from hoaban.core.workdays.tables import Calendar


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left until a due moment, or by how much it is late. `minutes` are of opening time.

    `days` are working days after today up to the due day: on Tuesday, due on Thursday, two.
    """

    days: int
    minutes: int
    is_late: bool


def remaining(now: datetime, due_at: datetime, calendar: Calendar) -> Remaining:
    """For "còn 2 ngày làm việc" and "quá 3 ngày làm việc"; due at this very moment is not late.

    It is counted up to the end of the years the table covers: a case is read also in a year whose
    days off are not loaded yet, and one may wait into it.
    """
    late = now > due_at
    first, last = sorted((min(now, calendar.ends), min(due_at, calendar.ends)))
    days = calendar.rank[calendar.split(last)[0] + 1] - calendar.rank[calendar.split(first)[0] + 1]
    minutes = worked_between(first, last, calendar, Unit.WORKING_HOURS)
    return Remaining(days=days, minutes=minutes, is_late=late)


@dataclass(frozen=True, slots=True)
class Left:
    """Working days left, below zero when late; late within the day counts as one.

    What is late by less than a working day says in `minutes` how much opening time has passed.
    """

    days: int
    minutes: int | None = None


def left(now: datetime, due_at: datetime, calendar: Calendar) -> Left:
    """What is left until a due moment, as lists and pages tell it."""
    found = remaining(now, due_at, calendar)
    if not found.is_late:
        return Left(found.days)
    days = max(found.days, 1)
    is_short = days == 1 and found.minutes < _minutes_of_day(due_at, calendar)
    return Left(-days, found.minutes if is_short else None)


def _minutes_of_day(moment: datetime, calendar: Calendar) -> int:
    """The opening time of the working day that a moment counts to."""
    day = calendar.counted(moment)
    opens, closes = calendar.opening_of(day), calendar.close_of(day)
    return worked_between(opens, closes, calendar, Unit.WORKING_HOURS)
