"""How long somebody is waited for: a limit that no law counts."""

from datetime import datetime, timedelta

from hoaban.core.workdays.counting import due_if_known, worked_between
from hoaban.core.workdays.facts import Unit
from hoaban.core.workdays.tables import ONE_DAY, VIETNAM, Calendar

WEEKDAYS = range(5)


def ends(start: datetime, days: int, calendar: Calendar) -> datetime:
    """Until when somebody is waited for so many working days: a limit that no law counts.

    Past the years that the table covers it counts from Monday to Friday, as no days off are known
    there; what the law counts refuses instead (`due`).
    """
    known = due_if_known(start, days, Unit.WORKING_DAYS, calendar)
    last = calendar.closes[-1]
    left = days - worked_between(start, last, calendar, Unit.WORKING_DAYS)
    return known or _weekdays_later(last, left)


def moved(until: datetime, since: datetime, to: datetime, calendar: Calendar) -> datetime:
    """The same moved by the working days between two moments in which nobody was waited for."""
    days = worked_between(since, to, calendar, Unit.WORKING_DAYS)
    if days <= 0:
        return until
    if until > calendar.ends:
        return _weekdays_later(until, days)
    return ends(until, days, calendar)


def _weekdays_later(moment: datetime, days: int) -> datetime:
    weeks, rest = divmod(days, len(WEEKDAYS))
    moment += timedelta(weeks=weeks)
    while rest:
        moment += ONE_DAY
        rest -= moment.astimezone(VIETNAM).weekday() in WEEKDAYS
    return moment
