"""Reads the calendar's content files into rows not yet saved, and says what is wrong in them."""

import csv
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from hoaban.core.calendars.enums import Certainty, Kind, Weekday
from hoaban.core.calendars.models import Holiday, HourRule, WorkTime, Year
from hoaban.core.workdays.facts import Moment
from hoaban.engines.content.places import Problem

COLUMNS = ("on", "kind", "code", "name", "name_en", "paired_on", "certainty", "basis")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Row = TypeVar("Row")


@dataclass
class Found:
    """What the files say: rows, and problems that forbid loading them."""

    years: list[Year] = field(default_factory=list)
    holidays: list[Holiday] = field(default_factory=list)
    hours: list[WorkTime] = field(default_factory=list)
    rules: list[HourRule] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Wrong(Exception):
    """A value that does not fit, and the column it stands in (1 where there are none)."""

    def __init__(self, column: int, message: str) -> None:
        self.column, self.message = column, message
        super().__init__(message)


def read(root: Path) -> Found:
    """All files of the calendar under `content/`: the nation's years, provinces' hours."""
    found = Found()
    years = root / settings.HOABAN_COUNTRY / "calendar"
    for path in sorted(years.glob("*.csv")):
        _read_year(path, found)
    if not found.years:
        found.problems.append(Problem(str(years), 1, 1, "no year at all"))
    _check_days(root, found)
    hours = root / settings.HOABAN_PROVINCE / "hours.toml"
    found.hours += _tables(hours, "week", _week, found.problems)
    if not found.hours:
        found.problems.append(Problem(str(root), 1, 1, "no hours.toml with a week"))
    rules = root / settings.HOABAN_COUNTRY / "day_rules.toml"
    found.rules += _tables(rules, "rule", _rule, found.problems)
    return found


def _read_year(path: Path, found: Found) -> None:
    if not re.fullmatch(r"\d{4}", path.stem):
        found.problems.append(Problem(str(path), 1, 1, "the file is named for its year: 2020.csv"))
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or tuple(rows[0]) != COLUMNS:
        found.problems.append(Problem(str(path), 1, 1, f"the columns must be {','.join(COLUMNS)}"))
        return
    found.years.append(Year(year=int(path.stem), basis="BLLĐ2019 Đ112"))
    seen: dict[tuple[date, str], int] = {}
    for number, cells in enumerate(rows[1:], 2):
        try:
            holiday = _holiday(cells, int(path.stem))
        except Wrong as wrong:
            found.problems.append(Problem(str(path), number, wrong.column, wrong.message))
            continue
        first = seen.setdefault((holiday.on, holiday.kind), number)
        if first != number:
            found.problems.append(Problem(str(path), number, 1, f"the same day as on line {first}"))
        found.holidays.append(holiday)


def _holiday(cells: list[str], year: int) -> Holiday:
    if len(cells) != len(COLUMNS):
        raise Wrong(len(cells), f"{len(COLUMNS)} cells wanted")
    line = dict(zip(COLUMNS, cells, strict=True))
    on, paired = _day(line["on"], 1), line["paired_on"]
    if on.year != year:
        raise Wrong(1, f"not in {year}: {on}")
    for column, known in (("kind", Kind), ("certainty", Certainty)):
        if line[column] not in known.values:
            raise Wrong(COLUMNS.index(column) + 1, f"unknown {column}: {line[column]}")
    for column in ("name", "basis"):
        if not line[column]:
            raise Wrong(COLUMNS.index(column) + 1, "must not be empty")
    is_weekend = on.weekday() >= Weekday.SATURDAY
    if line["kind"] == Kind.WORKING_SATURDAY and not is_weekend:
        raise Wrong(1, "an extra working day falls on a weekend")
    if line["kind"] in {Kind.COMPENSATORY, Kind.SWAPPED} and is_weekend:
        raise Wrong(1, "a day off in exchange is a weekday")
    if line["kind"] != Kind.HOLIDAY and not paired:
        raise Wrong(COLUMNS.index("paired_on") + 1, "must name the other day")
    return Holiday(**line | {"on": on, "paired_on": _day(paired, 6) if paired else None})


def _check_days(root: Path, found: Found) -> None:
    """Years follow one another, swaps name each other, a substitute stands for a holiday."""
    folder = root / settings.HOABAN_COUNTRY / "calendar"
    years = sorted(row.year for row in found.years)
    for before, year in pairwise(years):
        if year != before + 1:
            words = f"{before + 1} is missing"
            found.problems.append(Problem(str(folder / f"{year}.csv"), 1, 1, words))
    kinds = {(row.on, row.kind): row for row in found.holidays}
    partner = {
        Kind.SWAPPED: Kind.WORKING_SATURDAY,
        Kind.WORKING_SATURDAY: Kind.SWAPPED,
        Kind.COMPENSATORY: Kind.HOLIDAY,
    }
    for row in found.holidays:
        wanted = partner.get(Kind(row.kind))
        if wanted and row.paired_on and (row.paired_on, wanted) not in kinds:
            path = folder / f"{row.on.year}.csv"
            found.problems.append(
                Problem(str(path), _line_of(path, row.on), 6, f"no {wanted} on {row.paired_on}")
            )


def _line_of(path: Path, on: date) -> int:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(on.isoformat()))


def _tables(
    path: Path,
    name: str,
    make: Callable[[dict[str, Any]], Iterator[Row]],  # Any: TOML values
    problems: list[Problem],
) -> list[Row]:
    """Every `[[name]]` of a TOML file made into rows; problems point at the table's first line."""
    if not path.exists():
        problems.append(Problem(str(path), 1, 1, "the file is missing"))
        return []
    text = path.read_text(encoding="utf-8-sig")
    try:
        tables = tomllib.loads(text).get(name, [])
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        problems.append(Problem(str(path), line, column, str(error)))
        return []
    heads = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith(f"[[{name}]]")]
    rows: list[Row] = []
    for head, table in zip(heads, tables, strict=True):
        try:
            rows += make(table)
        except Wrong as wrong:
            problems.append(Problem(str(path), head, wrong.column, wrong.message))
        except KeyError as missing:
            problems.append(Problem(str(path), head, 1, f"{missing.args[0]} is missing"))
    return rows


def _week(table: dict[str, Any]) -> Iterator[WorkTime]:  # Any: TOML values
    since, until = _period(table)
    spans = sorted(_span(text) for text in table["hours"])
    if any(before[1] >= after[0] for before, after in pairwise(spans)):
        raise Wrong(1, "hours of a day cross")
    for name in table["days"]:
        if name not in DAYS:
            raise Wrong(1, f"unknown day: {name} (one of {' '.join(DAYS)})")
        for opens, closes in spans:
            yield WorkTime(
                agency=table.get("agency", ""),
                weekday=DAYS.index(name),
                opens=opens,
                closes=closes,
                valid_from=since,
                valid_to=until,
                basis=table["basis"],
            )


def _rule(table: dict[str, Any]) -> Iterator[HourRule]:  # Any: TOML values
    since, until = _period(table)
    if table["moment"] not in list(Moment):
        raise Wrong(1, f"unknown moment: {table['moment']} (one of {' '.join(Moment)})")
    if not isinstance(table["after"], time):
        raise Wrong(1, f"not an hour (15:00:00): {table['after']}")
    yield HourRule(
        moment=table["moment"],
        after=table["after"],
        valid_from=since,
        valid_to=until,
        article=table["article"],
        note=table.get("note", ""),
        illustrative=table.get("illustrative", False),
    )


def _period(table: dict[str, Any]) -> tuple[date, date | None]:  # Any: TOML values
    since, until = table["valid_from"], table.get("valid_to")
    if not isinstance(since, date) or not isinstance(until, date | None):
        raise Wrong(1, "valid_from and valid_to are days (2020-01-31)")
    if until is not None and until <= since:
        raise Wrong(1, "ends before it begins")
    return since, until


def _span(text: str) -> tuple[time, time]:
    try:
        opens, closes = (time.fromisoformat(part) for part in text.split("-"))
    except ValueError as error:
        raise Wrong(1, f"not hours (07:30-11:30): {text}") from error
    if closes <= opens:
        raise Wrong(1, f"closes before it opens: {text}")
    return opens, closes


def _day(text: str, column: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Wrong(column, f"not a day (YYYY-MM-DD): {text}") from error
