"""Where a one-stop shop is, how it is reached, when it is open: from the province's `shops.csv`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.calendars.enums import Weekday
from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.language import current, text
from hoaban.core.people import agencies, areas, names, searching
from hoaban.core.people.models import Agency
from hoaban.core.workdays.facts import MissingYear
from hoaban.core.workdays.tables import Calendar
from hoaban.engines.content.shapes import Dated, Filled, Found, Text, Yes, table
from hoaban.engines.law import lookup
from hoaban.ui import dates

OPEN, SHUT = "open", "shut"


class ShopLine(Dated):
    """A line: the shop of an agency from a day on. `synthetic` is what was made up."""

    agency: Filled
    address: Text
    phone: str
    email: str
    synthetic: Yes
    note: str


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop as pages show it on a day, in the reader's language; "" where content has nothing.

    `hours` are lines (days, hours); `today` says whether it is open now and until or from when.
    """

    agency: str
    name: str
    district: str
    address: str
    phone: str
    email: str
    is_synthetic: bool
    hours: tuple[tuple[str, str], ...]
    today: str
    is_open: bool


def path() -> Path:
    """The province's `shops.csv`."""
    return folders.province() / "shops.csv"


def read() -> Found[ShopLine]:
    """What the file says, and what is wrong in it. A province need not have one."""
    return table(path(), ShopLine, key=("agency", "valid_from")) if path().exists() else Found()


def _read() -> dict[str, list[ShopLine]]:
    lines = sorted(read().all(), key=lambda line: line.agency)
    return {code: list(found) for code, found in groupby(lines, key=lambda line: line.agency)}


_lines = KeptFiles(lambda: [path()], _read)


def shop(of: Agency, at: datetime) -> Shop:
    """The shop of an agency at a moment. One query for its calendar."""
    return _shop(of, _calendar(of.code), at)


def shops(at: datetime, *, asked: str = "") -> list[Shop]:
    """Every shop of the day in the order of the units; with `asked` those that answer to it."""
    tree = agencies.at(clock.day(at))
    wanted = searching.words(asked)
    on = clock.day(at)
    found = [row for row in tree.taking_part() if all(one in _said(row, on) for one in wanted)]
    try:
        held = calendars.calendars(row.code for row in found)
    except MissingYear:
        held = {}
    return [_shop(row, held.get(row.code), at) for row in found]


def _said(row: Agency, on: date) -> str:
    """The words it is found by: its own and those of the agencies that it answers for."""
    codes = agencies.answered_for(row.code, on) if row.level == "commune" else {row.code}
    held = [agencies.versions(code)[-1] for code in codes]
    return " ".join(f"{one.search_text} {names.fold(_district(one, _last(one)))}" for one in held)


def _last(row: Agency) -> date:
    return row.valid_to - timedelta(days=1) if row.valid_to else row.valid_from


def _calendar(code: str) -> Calendar | None:
    try:
        return calendars.calendar(code)
    except MissingYear:
        return None


def _shop(of: Agency, calendar: Calendar | None, at: datetime) -> Shop:
    on = clock.day(at)
    line = line_of(of.code, on)
    today, is_open = _today(calendar, at)
    return Shop(
        agency=of.code,
        name=f"{lookup.term('counter', on)}, {text(of.name)}",
        district=_district(of, on),
        address=text(line.address) if line else "",
        phone=line.phone if line else "",
        email=line.email if line else "",
        is_synthetic=bool(line and line.synthetic),
        hours=tuple(_week(calendar, on)) if calendar else (),
        today=today,
        is_open=is_open,
    )


def line_of(agency_code: str, on: date) -> ShopLine | None:
    """How the shop of an agency is reached on a day, as content has it."""
    return next((one for one in _lines.get().get(agency_code, ()) if _holds(one, on)), None)


def _holds(line: ShopLine, on: date) -> bool:
    return line.valid_from <= on and (line.valid_to is None or on < line.valid_to)


def _district(of: Agency, on: date) -> str:
    """The district of a commune's shop, which tells two communes of one name apart."""
    above = agencies.at(on).get(of.parent_code)
    if of.level != "commune" or above is None or above.level != "district":
        return ""
    return areas.row(above.area_code, on).name


def _week(calendar: Calendar, on: date) -> Iterator[tuple[str, str]]:
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


def _today(calendar: Calendar | None, at: datetime) -> tuple[str, bool]:
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
