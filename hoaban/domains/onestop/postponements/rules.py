"""Checks of what moves by a day off that was decreed later."""

from datetime import date, datetime

from hoaban.casework.cases.states import RESTARTS, line
from hoaban.core.calendars import rules as calendars
from hoaban.core.calendars.rules import CalendarBasisMissing
from hoaban.core.workdays import counting, waits
from hoaban.core.workdays.facts import Unit
from hoaban.core.workdays.tables import VIETNAM, Calendar
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.rules import Facts, check
from hoaban.domains.onestop.postponements.refused import NoDayOffThen

POSTPONE = line(  # no button: an announced change of the calendar does it to many at once
    "postpone",
    "dời ngày hẹn theo lịch nghỉ",
    [State.RECEIVED, State.IN_PROCESS, State.SUPPLEMENT_PROPOSED],
    None,
    "system",
    "calendar.holidays",
    Event.POSTPONED,
    clock=RESTARTS,
)


WAIT_LONGER = line(  # no button either
    "wait_longer",
    "dời hạn chờ người nộp theo lịch nghỉ",
    [State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT],
    None,
    "system",
    "calendar.holidays",
    "dossiers.wait_moved",
)


def check_wait_longer(facts: Facts) -> None:
    """So does the day until which the applicant is waited for."""
    check(WAIT_LONGER, facts)


def waits_anew(since: datetime, until: datetime, on: date, calendar: Calendar) -> datetime:
    """Until when somebody is waited for, as many working days as before, now that a day is off.

    `calendar` knows of the day off. The same moment where the day does not fall between.
    """
    first, last = (moment.astimezone(VIETNAM).date() for moment in (since, until))
    if not first < on <= last or until > calendar.ends:
        return until
    days = counting.worked_between(since, until, calendar, Unit.WORKING_DAYS) + (on < last)
    return waits.ends(since, days, calendar)


def check_postpone(facts: Facts) -> None:
    """What is promised moves by a day off that was decreed since [BLLĐ2019 Đ112]."""
    check(POSTPONE, facts)


def check_announce(role: str, basis: str, *, is_off: bool, on: date) -> None:
    """Who keeps the calendar says by which decision open promises move."""
    calendars.may_keep(role)
    if not basis.strip():
        raise CalendarBasisMissing
    if not is_off:
        raise NoDayOffThen(on=f"{on:%d/%m/%Y}")
