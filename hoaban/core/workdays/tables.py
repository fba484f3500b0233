"""The rank tables of a calendar: every question about a moment is one or two look-ups."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import Self
from zoneinfo import ZoneInfo

from hoaban.core.workdays.facts import DayOff, DayRules, MissingYear, OpenHours, Source

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)
SECOND = 1_000_000  # all inner arithmetic is in whole microseconds
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}
OFF = "Ngày cơ quan không làm việc"

Session = tuple[int, int]  # opens, closes: microseconds from local midnight


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rank tables of one agency over an unbroken run of years.

    `rank[d]` is the number of working days before day `d` (days from 1 January of the first year),
    so it is also the index of the first working day at or after it. `working[r]` is the day of
    working day `r`, `closes[r]` its closing moment, `worked[r]` the opening time before it;
    `closing[d]` is the close of the first working day at or after day `d`. Past the last working
    day the tables end.
    """

    digest: str
    source: Source
    years: tuple[int, ...]
    closed: Mapping[date, DayOff]
    epoch: datetime
    length: int
    first: int
    rank: tuple[int, ...]
    sessions: tuple[tuple[Session, ...], ...]
    working: tuple[int, ...]
    closes: tuple[datetime, ...]
    closing: tuple[datetime, ...]
    worked: tuple[int, ...]

    @classmethod
    def build(cls, source: Source) -> Self:
        """The tables of a source; years after a gap are left out, so that they are refused."""
        years = _unbroken(source.years)
        first = date(years[0], 1, 1)
        length = (date(years[-1] + 1, 1, 1) - first).days
        sessions = tuple(_sessions(source, first, length))
        working = tuple(day for day in range(length) if sessions[day])
        rank = tuple(accumulate((bool(held) for held in sessions), initial=0))
        epoch = _midnight(first)
        closes = tuple(
            epoch + timedelta(days=day, microseconds=sessions[day][-1][1]) for day in working
        )
        return cls(
            digest=hashlib.sha256(source.body().encode()).hexdigest(),
            source=source,
            years=years,
            closed=MappingProxyType({off.on: off for off in source.closed}),
            epoch=epoch,
            length=length,
            first=first.toordinal(),
            rank=rank,
            sessions=sessions,
            working=working,
            closes=closes,
            closing=tuple(closes[first_after] for first_after in rank if first_after < len(closes)),
            worked=tuple(accumulate((_length(sessions[day]) for day in working), initial=0)),
        )

    @property
    def hours(self) -> tuple[OpenHours, ...]:
        """The week this agency keeps: its own, or the default where it has none."""
        return self.source.own or self.source.hours

    @property
    def rules(self) -> DayRules:
        return self.source.rules

    @property
    def ends(self) -> datetime:
        """The last moment that the table covers."""
        return self.epoch + timedelta(days=self.length) - timedelta(microseconds=1)

    def missing(self, moment: datetime | None = None) -> MissingYear:
        """The refusal for a moment outside the years, or for what runs past the last of them."""
        year = self.years[-1] + 1 if moment is None else moment.astimezone(VIETNAM).year
        return MissingYear(year=self.years[-1] + 1 if year in self.years else year)

    def day_of(self, index: int) -> date:
        return date.fromordinal(self.first + index)

    def split(self, moment: datetime) -> tuple[int, int]:
        """Day index and microseconds since its midnight; refuses `MissingYear`."""
        since = moment - self.epoch
        if not 0 <= since.days < self.length:
            raise self.missing(moment)
        return since.days, since.seconds * SECOND + since.microseconds

    def counted(self, moment: datetime) -> int:
        """Rank of the working day a moment counts on: its own, or the next one after closing."""
        day = (moment - self.epoch).days
        if not 0 <= day < self.length:
            raise self.missing(moment)
        rank = self.rank[day]
        return rank + (rank < len(self.closes) and moment > self.closes[rank])

    def close_of(self, rank: int) -> datetime:
        """Closing moment of the working day of that rank; refuses `MissingYear`."""
        if rank >= len(self.working):
            raise self.missing()
        return self.closes[rank]

    def position(self, moment: datetime) -> int:
        """Opening microseconds from the first day of the table to the moment."""
        day, clock = self.split(moment)
        position = self.worked[self.rank[day]]
        for opens, closes in self.sessions[day]:
            if clock <= opens:
                break
            position += min(clock, closes) - opens
        return position

    def at_position(self, position: int) -> datetime:
        """The earliest moment by which that much opening time has passed: within or at a close."""
        rank = max(bisect_left(self.worked, position) - 1, 0)
        if rank >= len(self.working):
            raise self.missing()
        left = position - self.worked[rank]
        day = self.working[rank]
        for opens, closes in self.sessions[day]:
            if left <= closes - opens:
                return self.epoch + timedelta(days=day, microseconds=opens + left)
            left -= closes - opens
        raise self.missing()

    def close_on_or_after(self, on: date) -> datetime:
        """Closing moment of a day, or of the next working day where it is off [BLDS2015 Đ148]."""
        return self.close_of(self.rank[self.split(_midnight(on))[0]])

    def opening_of(self, rank: int) -> datetime:
        """Opening moment of the working day of that rank; refuses `MissingYear`."""
        self.close_of(rank)
        day = self.working[rank]
        return self.epoch + timedelta(days=day, microseconds=self.sessions[day][0][0])

    def is_working(self, moment: datetime) -> bool:
        """Whether the agency is open, opening and closing moments included."""
        day, clock = self.split(moment)
        return any(opens <= clock <= closes for opens, closes in self.sessions[day])

    def is_working_day(self, on: date) -> bool:
        return bool(self.sessions[self.split(_midnight(on))[0]])

    def next_working_start(self, moment: datetime) -> datetime:
        """The moment itself inside working time, else the next opening [BLDS2015 Đ148 k5]."""
        day, clock = self.split(moment)
        for opens, closes in self.sessions[day]:
            if clock <= closes:
                start = max(opens, clock)
                return self.epoch + timedelta(days=day, microseconds=start)
        return self.opening_of(self.counted(moment))

    def half_day(self, moment: datetime) -> datetime:
        """Start of the half-day that holds a moment, or of the next one outside working time."""
        day, clock = self.split(self.next_working_start(moment))
        opens = next(opens for opens, closes in self.sessions[day] if clock <= closes)
        return self.epoch + timedelta(days=day, microseconds=opens)

    def why_closed(self, on: date) -> str:
        """The Vietnamese reason a day is off: the holiday's name, or the weekday's."""
        if on in self.closed:
            return self.closed[on].name["vi"]
        return WEEKEND.get(on.weekday(), OFF)


def microseconds(clock: time) -> int:
    return (clock.hour * 60 + clock.minute) * MINUTE + clock.second * SECOND


def _length(sessions: Sequence[Session]) -> int:
    return sum(closes - opens for opens, closes in sessions)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time.min, VIETNAM).astimezone(UTC)


def _unbroken(years: Sequence[int]) -> tuple[int, ...]:
    """The run of years from the first on, without a gap; the zone's offset holds all through it."""
    run = tuple(year for place, year in enumerate(sorted(years)) if year == min(years) + place)
    if not run:
        raise MissingYear(year="—")
    ends = [_midnight(date(year, month, 1)) for year in run for month in (1, 7)]
    if any((end - ends[0]) % ONE_DAY for end in ends):
        raise ValueError("the zone changes its offset within these years")
    return run


def _sessions(source: Source, first: date, length: int) -> Iterable[tuple[Session, ...]]:
    """Every day's half-days; none on a day off. Equal weeks share their tuples."""
    closed = {off.on for off in source.closed}
    extra = {day.on: day.weekday for day in source.extra}
    for number in range(length):
        on = first + number * ONE_DAY
        if on in closed and on not in extra:
            yield ()
            continue
        own = [row for row in source.own if row.applies(on)]
        week = own or [row for row in source.hours if row.applies(on)]
        weekday = extra.get(on, on.weekday())
        yield tuple(
            sorted(
                (microseconds(row.opens), microseconds(row.closes))
                for row in week
                if row.weekday == weekday
            )
        )
