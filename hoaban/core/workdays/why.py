"""Why a due moment is what it is, for the page that explains it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from types import MappingProxyType

from hoaban.core.workdays.counting import due, months_later, same_day
from hoaban.core.workdays.facts import DayRules, Rule, Unit
from hoaban.core.workdays.tables import ONE_DAY, Calendar


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why this date: where counting began, which days do not count and why, and by which rule."""

    start: datetime
    amount: int
    unit: Unit
    counted_from: datetime
    skipped: tuple[tuple[date, str], ...]
    ends_at: datetime
    rule: Rule
    article: str


ARTICLES: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.WORKING_DAYS: "BLDS2015 Đ147, Đ148",
        Rule.WORKING_HOURS: "BLDS2015 Đ147",
        Rule.CALENDAR_DAYS: "BLDS2015 Đ147, Đ148 k5",
        Rule.MONTHS: "BLDS2015 Đ147, Đ148",
        Rule.FURTHER_DAYS: "ND23/2015 Đ7, Đ21",
        Rule.SAME_DAY: "BLDS2015 Đ148",
    }
)


def explain(
    start: datetime,
    amount: int,
    unit: Unit | str,
    calendar: Calendar,
    rules: DayRules | None = None,
) -> Explanation:
    """The due moment with its reasons. `skipped` are the days off that moved it: all of them for
    working time, for calendar days and months those before counting began and those the last
    day fell on."""
    ends_at = due(start, amount, unit, calendar, rules)
    counted_from = calendar.next_working_start(start)
    begun, last = calendar.split(counted_from)[0], calendar.split(ends_at)[0]
    first = calendar.split(start)[0]
    days: Iterable[int] = range(first, last)
    if unit in {Unit.CALENDAR_DAYS, Unit.MONTHS} and amount:
        ended = calendar.day_of(begun) + amount * ONE_DAY
        if unit == Unit.MONTHS:
            ended = months_later(calendar.day_of(begun), amount)
        days = chain(range(first, begun), range(ended.toordinal() - calendar.first, last))
    rule, article = Rule(unit), ARTICLES[Rule(unit)]
    if amount == 0 and unit != Unit.WORKING_HOURS:
        _, late = same_day(start, calendar, rules)
        rule = Rule.SAME_DAY_LATE if late else Rule.SAME_DAY
        article = late.article if late else ARTICLES[rule]
    return Explanation(
        start=start.astimezone(UTC),
        amount=amount,
        unit=Unit(unit),
        counted_from=counted_from,
        skipped=tuple(
            (calendar.day_of(day), calendar.why_closed(calendar.day_of(day)))
            for day in days
            if not calendar.sessions[day]
        ),
        ends_at=ends_at,
        rule=rule,
        article=article,
    )
