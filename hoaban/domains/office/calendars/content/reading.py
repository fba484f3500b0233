"""Reads the calendar's content files into rows not yet saved, and says what is wrong in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from django.conf import settings
from pydantic import AfterValidator, BeforeValidator

from hoaban.core.calendars.enums import Certainty, Kind, Weekday
from hoaban.core.calendars.models import Holiday, HourRule, WorkTime, Year
from hoaban.core.workdays.facts import Moment
from hoaban.engines.content.places import Place, Problem
from hoaban.engines.content.shapes import (
    Dated,
    Day,
    DayOrNone,
    Filled,
    Flag,
    Found,
    FullText,
    Hour,
    Shape,
    Text,
    table,
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = re.compile(r"^(\d{2}:\d{2})-(\d{2}:\d{2})$")
Hours = tuple[time, time]


class DayLine(Shape):
    """A day that differs from its weekday: a line of `calendar/<year>.csv`."""

    on: Day
    kind: Kind
    code: str
    name: Text
    paired_on: DayOrNone
    certainty: Certainty
    basis: Filled


def _span(value: object) -> Hours:
    try:
        opens, closes = (time.fromisoformat(part) for part in SPAN.findall(str(value))[0])
    except (IndexError, ValueError):
        raise ValueError(f"cần giờ dạng 07:30-11:30: {value}") from None
    if closes <= opens:
        raise ValueError(f"đóng cửa trước khi mở: {value}")
    return opens, closes


def _apart(spans: list[Hours]) -> list[Hours]:
    ordered = sorted(spans)
    if any(before[1] >= after[0] for before, after in pairwise(ordered)):
        raise ValueError("các khoảng giờ trong ngày chồng lên nhau")
    return ordered


class WeekLine(Dated):
    """The hours of some weekdays: a `[[week]]` of `hours.toml`."""

    agency: str = ""  # empty: every agency without hours of its own
    days: list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]]
    hours: Annotated[list[Annotated[Hours, BeforeValidator(_span)]], AfterValidator(_apart)]
    basis: Filled

    def rows(self) -> Iterator[WorkTime]:
        for day in self.days:
            for opens, closes in self.hours:
                yield WorkTime(
                    agency=self.agency,
                    weekday=DAYS.index(day),
                    opens=opens,
                    closes=closes,
                    valid_from=self.valid_from,
                    valid_to=self.valid_to,
                    basis=self.basis,
                )


class RuleLine(Dated):
    """An hour that decides: a `[[rule]]` of `day_rules.toml`."""

    moment: Moment
    after: Hour
    article: Filled
    note: FullText = {}
    illustrative: Flag = False


@dataclass
class Calendars:
    """What the files say: rows, and problems that forbid loading them."""

    years: list[Year] = field(default_factory=list)
    holidays: list[Holiday] = field(default_factory=list)
    hours: list[WorkTime] = field(default_factory=list)
    rules: list[HourRule] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(root: Path) -> Calendars:
    """All files of the calendar under `content/`: the nation's years, the province's hours."""
    country, province = root / settings.HOABAN_COUNTRY, root / settings.HOABAN_PROVINCE
    years, days = _years(country / "calendar")
    weeks: Found[WeekLine] = table(province / "hours.toml", WeekLine, name="week")
    rules: Found[RuleLine] = table(country / "day_rules.toml", RuleLine, name="rule")
    return Calendars(
        years=[Year(year=int(path.stem), basis="BLLĐ2019 Đ112") for path in years],
        holidays=[Holiday(**line.model_dump()) for line in days.shapes()],
        hours=[row for week in weeks.shapes() for row in week.rows()],
        rules=[HourRule(**line.model_dump()) for line in rules.shapes()],
        problems=[*days.problems, *weeks.problems, *rules.problems],
    )


def _years(folder: Path) -> tuple[list[Path], Found[DayLine]]:
    """The files named for a year, and all their days."""
    years: list[Path] = []
    days: Found[DayLine] = Found()
    for path in sorted(folder.glob("*.csv")):
        if not re.fullmatch(r"\d{4}", path.stem):
            days.problems.append(Problem(path.name, 1, 1, "tên tệp phải là năm: 2020.csv"))
            continue
        if years and int(path.stem) != int(years[-1].stem) + 1:
            days.problems.append(Problem(path.name, 1, 1, f"thiếu năm {int(path.stem) - 1}"))
        years.append(path)
        found: Found[DayLine] = table(path, DayLine, key=("on", "kind"))
        days.rows += found.rows
        days.problems += found.problems
        for place, line in found.rows:
            days.problems += _misplaced(place, line, int(path.stem))
    if not years:
        days.problems.append(Problem(folder.name, 1, 1, "chưa có năm nào"))
    days.problems += _unpaired(days)
    return years, days


def _misplaced(place: Place, line: DayLine, year: int) -> Iterator[Problem]:
    """A day stands in the table of its year, and on a weekday that fits its kind."""
    on, is_weekend = place.need("on"), line.on.weekday() >= Weekday.SATURDAY
    if line.on.year != year:
        yield on.wrong(f"không thuộc năm {year}: {line.on}").problem
    if line.kind == Kind.WORKING_SATURDAY and not is_weekend:
        yield on.wrong("ngày làm bù phải rơi vào cuối tuần").problem
    if line.kind in {Kind.COMPENSATORY, Kind.SWAPPED} and is_weekend:
        yield on.wrong("ngày nghỉ bù, nghỉ hoán đổi phải là ngày trong tuần").problem
    if line.kind != Kind.HOLIDAY and not line.paired_on:
        yield place.need("paired_on").wrong("phải nêu ngày kia").problem


PARTNER = {
    Kind.SWAPPED: Kind.WORKING_SATURDAY,
    Kind.WORKING_SATURDAY: Kind.SWAPPED,
    Kind.COMPENSATORY: Kind.HOLIDAY,
}


def _unpaired(days: Found[DayLine]) -> Iterator[Problem]:
    """Swaps name each other, and a substitute stands for a holiday."""
    there: set[tuple[date, Kind]] = {(line.on, line.kind) for line in days.shapes()}
    for place, line in days.rows:
        wanted = PARTNER.get(line.kind)
        if wanted and line.paired_on and (line.paired_on, wanted) not in there:
            words = f"không có ngày {wanted.value} vào {line.paired_on}"
            yield place.need("paired_on").wrong(words).problem
