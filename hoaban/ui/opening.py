"""Opening hours in words: those of a week, and whether it is open now."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.calendars.enums import Weekday
from hoaban.core.language import current
from hoaban.core.workdays.facts import MissingYear
from hoaban.core.workdays.tables import Calendar
from hoaban.ui import dates


def week(calendar: Calendar, on: date) -> Iterator[tuple[str, str]]:
    """("Thứ Hai – Thứ Sáu", "07:30–11:30, 13:30–17:00"), closed days left out."""
    held = sorted(row for row in calendar.hours if row.applies(on))
    days = [
        (day, ", ".join(f"{row.opens:%H:%M}–{row.closes:%H:%M}" for row in rows))
        for day, rows in groupby(held, key=lambda row: row.weekday)
    ]
    for (_gap, hours), run in groupby(enumerate(days), key=_run):
        run_of = [str(Weekday(day).label) for _place, (day, _hours) in run]
        yield " – ".join(dict.fromkeys([run_of[0], run_of[-1]])), hours


def _run(one: tuple[int, tuple[int, str]]) -> tuple[int, str]:
    """Equal for days that follow each other with the same hours."""
    place, (day, hours) = one
    return place - day, hours


def today(calendar: Calendar | None, at: datetime) -> tuple[str, bool]:
    """Whether it is open now, until when, or from when again and why not today."""
    if calendar is None:
        return "", False
    try:
        opens = calendar.next_working_start(at)
        on = clock.day(at)
        if opens == at:
            shuts = _shuts(calendar, at)
            return gettext("Đang mở cửa, đến %(at)s.") % {"at": dates.clock_time(shuts)}, True
        again = {"at": dates.moment(opens)}
        if not calendar.is_working_day(on):
            again["why"] = _why(calendar, on)
            return gettext("Hôm nay nghỉ (%(why)s). Mở cửa lại %(at)s.") % again, False
        return gettext("Đang đóng cửa. Mở cửa lại %(at)s.") % again, False
    except MissingYear:
        return "", False


def _why(calendar: Calendar, on: date) -> str:
    off = calendar.closed.get(on)
    return off.name.get(current(), off.name["vi"]) if off else str(Weekday(on.weekday()).label)


def _shuts(calendar: Calendar, at: datetime) -> datetime:
    """The end of the half-day that is running."""
    local = clock.local(at)
    ends = [
        row.closes
        for row in calendar.hours
        if row.applies(local.date()) and row.opens <= local.time() <= row.closes
    ]
    if not ends:  # a Saturday that is worked has the hours of another day
        return calendar.close_on_or_after(local.date())
    return datetime.combine(local.date(), min(ends), local.tzinfo)
