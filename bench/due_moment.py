"""A due moment from the rank tables, against the loop over days one by one.

Both sides take an aware start and give the aware moment in UTC; both know holidays, substituted
and swapped days, dated hours of the agency and the 15:00 rule. Unequal once, and no figure counts.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from bench import house, measuring
from bench.measuring import SHORT, Ratios
from hoaban.core.calendars.tests.day_by_day import Loop
from hoaban.core.calendars.tests.scenes import province
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.core.workdays.tables import Calendar

assert house
LIMIT = 20.0
CASES = 10_000
LONGEST = 60  # random limits are of 1 to 60 days or hours
# The published catalogue, beside it: of 100 limits with a unit 71 count working days (ten on
# average), 27 plain days (24), two hours (five). Short limits cost the loop less.
MIX = (Unit.WORKING_DAYS,) * 71 + (Unit.CALENDAR_DAYS,) * 27 + (Unit.WORKING_HOURS,) * 2
AMOUNTS = {
    Unit.WORKING_DAYS: (1, 2, 2, 3, 3, 3, 3, 5, 5, 5, 5, 7, 7, 7, 10, 10, 15, 20, 25, 30, 45),
    Unit.CALENDAR_DAYS: (5, 7, 10, 10, 15, 15, 20, 25, 30, 30, 30, 45, 60),
    Unit.WORKING_HOURS: (1, 1, 1, 1, 2, 8, 8, 24),
}
FIRST = datetime(2017, 12, 31, 17, tzinfo=UTC)  # 1 January 2018 in Vietnam
Case = tuple[datetime, int, Unit]


def cases(amounts: Mapping[Unit, Sequence[int]]) -> list[Case]:
    """Ten thousand random receptions of 2018-2027, at any second of the day, from one seed."""
    chance = random.Random(2020)  # noqa: S311 - a fixed seed, no secret
    span = (date(2027, 6, 1) - date(2018, 1, 1)).days * 86_400
    drawn = []
    for _ in range(CASES):
        unit = chance.choice(MIX)
        start = FIRST + timedelta(seconds=chance.randrange(span))
        drawn.append((start, chance.choice(amounts[unit]), unit))
    return drawn


def every_day() -> Iterator[Case]:
    """Every day of 2018-2027 whose limits end in the table: each unit, and the same day."""
    for day in range((date(2027, 12, 25) - date(2018, 1, 1)).days):
        start = FIRST + timedelta(days=day, hours=9)
        yield start, 0, Unit.WORKING_DAYS
        yield start, 1, Unit.WORKING_DAYS
        yield start, 5, Unit.CALENDAR_DAYS
        yield start, 8, Unit.WORKING_HOURS


def run() -> dict[str, object]:
    """Equality first, then the ratio over random limits, by unit, and over the catalogue's."""
    table = province()
    loop = Loop(table.source)
    drawn = cases(dict.fromkeys(Unit, range(1, LONGEST + 1)))
    published = cases(AMOUNTS)
    compared = [*drawn, *published, *every_day()]
    unequal = sum(
        counting.due(s, n, unit, table) != loop.due(s, n, unit) for s, n, unit in compared
    )
    ratios = _ratio(drawn, table, loop)
    units = {unit: _ratio([c for c in drawn if c[2] == unit], table, loop) for unit in Unit}
    return {
        "name": "due moment: rank tables against the loop over days",
        "limit": f"at least {LIMIT:.0f}",
        "equal": unequal == 0,
        "compared": len(compared),
        "ratio": str(ratios),
        "by_unit": {str(unit): str(found) for unit, found in units.items()},
        "limits_as_published": str(_ratio(published, table, loop)),
        "microseconds": round(ratios.product_seconds / len(drawn) * 1e6, 3),
        "microseconds_cpu": round(ratios.product_cpu / len(drawn) * 1e6, 3),
        "microseconds_reference": round(ratios.reference_seconds / len(drawn) * 1e6, 3),
        "verdict": measuring.verdict(ratios, LIMIT) if unequal == 0 else SHORT,
    }


def _ratio(drawn: list[Case], table: Calendar, loop: Loop) -> Ratios:
    def product() -> None:
        for start, amount, unit in drawn:
            counting.due(start, amount, unit, table)

    def reference() -> None:
        for start, amount, unit in drawn:
            loop.due(start, amount, unit)

    return measuring.ratio(product, reference, rounds=10)


if __name__ == "__main__":
    for name, value in run().items():
        print(f"{name}: {value}")
