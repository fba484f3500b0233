"""The plain way to count, one day after another: what the rank tables are compared with."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from hoaban.core.workdays.facts import Moment, Source, Unit

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)
Sessions = list[tuple[time, time]]


class Loop:
    """A calendar that looks at each day in turn. Same facts, same rules, no tables."""

    def __init__(self, source: Source) -> None:
        self.closed = frozenset(day.on for day in source.closed)
        self.extra = {day.on: day.weekday for day in source.extra}
        self.rules = source.rules
        rows = [*source.hours, *source.own]
        edges = sorted({day for row in rows for day in (row.valid_from, row.valid_to) if day})
        self.weeks = [(edge, self._week(source, edge)) for edge in reversed(edges)]

    @staticmethod
    def _week(source: Source, on: date) -> dict[int, Sessions]:
        own = [row for row in source.own if row.applies(on)]
        week: dict[int, Sessions] = {}
        for row in sorted(own or [row for row in source.hours if row.applies(on)]):
            week.setdefault(row.weekday, []).append((row.opens, row.closes))
        return week

    def sessions(self, on: date) -> Sessions:
        weekday = on.weekday()
        if on in self.extra:
            weekday = self.extra[on]
        elif on in self.closed:
            return []
        for begun, week in self.weeks:
            if begun <= on:
                return week.get(weekday, [])
        return []

    def counted(self, moment: datetime) -> date:
        """The working day a moment counts on."""
        local = moment.astimezone(VIETNAM)
        day = local.date()
        sessions = self.sessions(day)
        if sessions and local.time() > sessions[-1][1]:
            day += ONE_DAY
            sessions = self.sessions(day)
        while not sessions:
            day += ONE_DAY
            sessions = self.sessions(day)
        return day

    def close(self, on: date) -> datetime:
        return datetime.combine(on, self.sessions(on)[-1][1], VIETNAM).astimezone(UTC)

    def next_working_day(self, on: date) -> date:
        on += ONE_DAY
        while not self.sessions(on):
            on += ONE_DAY
        return on

    def due(self, start: datetime, amount: int, unit: Unit) -> datetime:
        if unit == Unit.WORKING_HOURS:
            return self._hours(start, timedelta(hours=amount))
        day = self.counted(start)
        if amount == 0 or unit == Unit.FURTHER_DAYS:
            local = start.astimezone(VIETNAM)
            rule = self.rules.on(Moment.SAME_DAY, day)
            if rule and local.date() == day and local.time() > rule.after:
                day = self.next_working_day(day)
            for _ in range(amount):
                day = self.next_working_day(day)
            return self.close(day)
        if unit == Unit.WORKING_DAYS:
            while amount:
                day += ONE_DAY
                amount -= bool(self.sessions(day))
            return self.close(day)
        if unit == Unit.MONTHS:
            day += relativedelta(months=amount)
        else:
            for _ in range(amount):
                day += ONE_DAY
        while not self.sessions(day):
            day += ONE_DAY
        return self.close(day)

    def _hours(self, start: datetime, left: timedelta) -> datetime:
        local = start.astimezone(VIETNAM)
        day = local.date()
        while True:
            for opens, closes in self.sessions(day):
                begun = max(local, datetime.combine(day, opens, VIETNAM))
                ends = datetime.combine(day, closes, VIETNAM)
                if begun <= ends and begun + left <= ends:
                    return (begun + left).astimezone(UTC)
                left -= max(ends - begun, timedelta())
            day += ONE_DAY

    def working_days_between(self, a: datetime, b: datetime) -> int:
        day, last, count = self.counted(a), self.counted(b), 0
        while day < last:
            day += ONE_DAY
            count += bool(self.sessions(day))
        return count
