"""Checks of what moves by a day off that was decreed later."""

from datetime import date

from hoaban.casework.cases.states import RESTARTS, line
from hoaban.core.calendars import rules as calendars
from hoaban.core.calendars.rules import CalendarBasisMissing
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.rules import Facts, check
from hoaban.domains.onestop.postponements.refused import NoDayOffThen

POSTPONE = line(  # no button: an announced change of the calendar does it to many at once
    "postpone",
    "dời ngày hẹn theo lịch nghỉ",
    [State.RECEIVED, State.IN_PROCESS],
    None,
    "system",
    "calendar.holidays",
    Event.POSTPONED,
    clock=RESTARTS,
)


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
