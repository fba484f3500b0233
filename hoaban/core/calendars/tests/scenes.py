"""Calendars for the tests: the content's, without a database, and one with changing hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from hoaban.core.calendars.enums import Kind
from hoaban.core.workdays.facts import (
    DayOff,
    DayRule,
    DayRules,
    ExtraDay,
    Moment,
    OpenHours,
    Source,
)
from hoaban.core.workdays.tables import VIETNAM, Calendar
from tests.world import loading

CONTENT = Path(__file__).parents[4] / "content"


def at(on: str, hour: str = "10:00") -> datetime:
    """A Vietnamese wall-clock moment, in UTC as the house keeps it."""
    return datetime.combine(date.fromisoformat(on), time.fromisoformat(hour), VIETNAM).astimezone(
        UTC
    )


def shown(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}".removesuffix(":00")


@cache
def source() -> Source:
    """What the content files say, read without a database."""
    found = loading.read_calendars(CONTENT)
    days = sorted(found.holidays, key=lambda row: (row.on, row.kind))
    return Source(
        years=tuple(row.year for row in found.years),
        closed=tuple(DayOff(row.on, row.name) for row in days if row.kind != Kind.WORKING_SATURDAY),
        extra=tuple(
            ExtraDay(row.on, row.name, row.paired_on.weekday())
            for row in days
            if row.kind == Kind.WORKING_SATURDAY and row.paired_on
        ),
        hours=tuple(
            OpenHours(row.weekday, row.opens, row.closes, row.valid_from, row.valid_to)
            for row in found.hours
        ),
        rules=DayRules(
            tuple(
                DayRule(Moment(row.moment), row.after, row.valid_from, row.valid_to, row.article)
                for row in found.rules
            )
        ),
    )


@cache
def province() -> Calendar:
    return Calendar.build(source())


def _half(weekday: int, hours: str, since: str, until: str = "") -> OpenHours:
    opens, closes = (time.fromisoformat(part) for part in hours.split("-"))
    end = date.fromisoformat(until) if until else None
    return OpenHours(weekday, opens, closes, date.fromisoformat(since), end)


@cache
def commune() -> Calendar:
    """Opens at 07:00 in the summers of 2019 and 2020, then keeps Saturday mornings from 2021."""
    summer = [
        _half(day, hours, f"{year}-04-16", f"{year}-10-16")
        for year in (2019, 2020)
        for day in range(5)
        for hours in ("07:00-11:30", "14:00-17:00")
    ]
    later = [
        _half(day, hours, "2021-01-01")
        for day in range(6)
        for hours in (("07:30-11:30",) if day == 5 else ("07:30-11:30", "13:30-16:30"))
    ]
    return Calendar.build(replace(source(), own=(*summer, *later)))
