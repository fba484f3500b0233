"""Limits counted over a calendar's tables: due moments, time worked, time left."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime

from hoaban.core.workdays.facts import DayRule, DayRules, MissingYear, Moment, Unit, on_top
from hoaban.core.workdays.tables import HOUR, MINUTE, ONE_DAY, VIETNAM, Calendar, microseconds

# Looking a member up on its class costs more than the rest of a due moment.
WORKING_DAYS, WORKING_HOURS, CALENDAR_DAYS, MONTHS, FURTHER_DAYS = Unit
YEAR = 12  # months
PLAIN = frozenset({CALENDAR_DAYS, MONTHS})  # days off count, and the last one gives way


def due(
    start: datetime,
    amount: int,
    unit: Unit | str,
    calendar: Calendar,
    rules: DayRules | None = None,
) -> datetime:
    """The moment a limit ends, in UTC. `rules` are the calendar's own unless given.

    Refuses `MissingYear` where the start or the end lies outside the years the table covers.
    [BLDS2015 Đ147] [BLDS2015 Đ148]
    """
    if unit == FURTHER_DAYS and amount >= 0:
        return further_days(start, amount, calendar, rules)[0]
    if amount > 0 and unit != WORKING_HOURS:
        return _last_day(start, amount, unit, calendar)
    if amount < 0:
        raise ValueError("a limit is not negative")
    if unit == WORKING_HOURS:
        if amount == 0:
            return calendar.next_working_start(start)
        return calendar.at_position(calendar.position(start) + amount * HOUR)
    if unit not in (WORKING_DAYS, CALENDAR_DAYS, MONTHS):
        raise ValueError(f"no such unit: {unit}")
    return same_day(start, calendar, rules)[0]


def due_if_known(
    start: datetime, amount: int, unit: Unit | str, calendar: Calendar
) -> datetime | None:
    """The same; None where it ends in a year whose days off nobody knows yet."""
    try:
        return due(start, amount, unit, calendar)
    except MissingYear:
        return None


def transfer_due(received: datetime, calendar: Calendar, rules: DayRules | None = None) -> datetime:
    """Until when paper is forwarded: the same working day's close; received strictly after 15:00,
    the opening of the next working day [ND61/2018 Đ18]. From outside working time it counts from
    the next working start, so it is forwarded during that day."""
    counted, late = _is_late(received, calendar, rules, Moment.TRANSFER)
    return calendar.opening_of(counted + 1) if late else calendar.close_of(counted)


def days_off_before(on: date, calendar: Calendar) -> int:
    """How many days without work end with the day before this one; 0 outside the tables."""
    place = on.toordinal() - calendar.first
    worked = calendar.rank[place] if 0 < place < calendar.length else 0
    return place - calendar.working[worked - 1] - 1 if worked else 0


def last_day(start: datetime, amount: int, unit: Unit | str, calendar: Calendar) -> date:
    """The day with which a limit ends, before one that is off gives way to the next working day."""
    if amount > 0 and unit in PLAIN:
        begun = day_of(calendar.close_of(calendar.counted(start)))
        return months_later(begun, amount) if unit == MONTHS else begun + amount * ONE_DAY
    return day_of(due(start, amount, unit, calendar))


def day_of(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def resume_due(
    due_at: datetime,
    waited: Iterable[tuple[datetime, datetime]],
    unit: Unit | str,
    calendar: Calendar,
) -> datetime:
    """The due moment moved by the time waited in the intervals, in the limit's own unit; that of a
    limit in months by days.

    Overlapping intervals count once. Where the law lets the limit start again instead
    [ND61/2018 Đ19 k4], that is `due` from the moment the supplement came.
    """
    spans = _merged(waited)
    if unit == WORKING_HOURS:
        moved = sum(calendar.position(to) - calendar.position(begun) for begun, to in spans)
        return calendar.at_position(calendar.position(due_at) + moved) if moved else due_at
    days = waited_days(spans, unit, calendar)
    if not days:
        return due_at
    if unit in PLAIN:
        return calendar.close_on_or_after(day_of(due_at) + days * ONE_DAY)
    return due(due_at, days, on_top(unit), calendar)


def waited_days(
    waited: Iterable[tuple[datetime, datetime]], unit: Unit | str, calendar: Calendar
) -> int:
    """How many days of the limit's own unit the intervals took; of a limit in months plain days."""
    counted = CALENDAR_DAYS if unit == MONTHS else on_top(unit)
    return sum(worked_between(begun, to, calendar, counted) for begun, to in _merged(waited))


def worked_between(a: datetime, b: datetime, calendar: Calendar, unit: Unit | str) -> int:
    """How much of the unit lies between two moments: days, or for working hours whole MINUTES.

    The inverse of `due`: from a start to its due moment exactly the limit's days; additive over
    adjoining spans; negative where `b` is before `a`.
    """
    if unit == WORKING_HOURS:
        return (calendar.position(b) - calendar.position(a)) // MINUTE
    first, last = calendar.counted(a), calendar.counted(b)
    if on_top(unit) == WORKING_DAYS:
        return last - first
    calendar.close_of(max(first, last))
    return calendar.working[last] - calendar.working[first]


def _last_day(start: datetime, amount: int, unit: Unit | str, calendar: Calendar) -> datetime:
    """Close of the last day of a limit. Its look-ups stand in the open: lists ask it by the row."""
    day = (start - calendar.epoch).days
    if day >= 0:
        closes = calendar.closes
        try:
            counted = calendar.rank[day]
            counted += start > closes[counted]
            if unit == WORKING_DAYS:
                return closes[counted + amount]
            if unit == CALENDAR_DAYS:  # a last day off gives way to the next [BLDS2015 Đ148 k5]
                return calendar.closing[calendar.working[counted] + amount]
            if unit == MONTHS:
                begun = calendar.day_of(calendar.working[counted])
                return calendar.close_on_or_after(months_later(begun, amount))
        except IndexError:
            raise calendar.missing(start) from None
        raise ValueError(f"no such unit: {unit}")
    raise calendar.missing(start)


def months_later(on: date, months: int) -> date:
    """The day with the same number so many months on, or the last of a month that has none."""
    years, month = divmod(on.month - 1 + months, YEAR)
    year, month = on.year + years, month + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def _is_late(
    start: datetime, calendar: Calendar, rules: DayRules | None, moment: Moment
) -> tuple[int, DayRule | None]:
    """Rank of the counted day, and the day rule by which the start came too late on it."""
    day, clock = calendar.split(start)
    counted = calendar.counted(start)
    calendar.close_of(counted)
    if calendar.working[counted] != day:
        return counted, None
    rule = (calendar.rules if rules is None else rules).on(moment, calendar.day_of(day))
    return counted, rule if rule is not None and clock > microseconds(rule.after) else None


def same_day(
    start: datetime, calendar: Calendar, rules: DayRules | None
) -> tuple[datetime, DayRule | None]:
    return further_days(start, 0, calendar, rules)


def further_days(
    start: datetime, amount: int, calendar: Calendar, rules: DayRules | None
) -> tuple[datetime, DayRule | None]:
    """The close so many working days past the end of a limit of the same day, and the day rule by
    which that limit ends a day later [ND23/2015 Đ7] [ND23/2015 Đ21]."""
    counted, late = _is_late(start, calendar, rules, Moment.SAME_DAY)
    return calendar.close_of(counted + (late is not None) + amount), late


def _merged(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for begun, to in sorted(spans):
        if merged and begun <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], to))
        elif begun < to:
            merged.append((begun, to))
    return merged
