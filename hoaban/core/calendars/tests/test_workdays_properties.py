"""What holds for every moment: compared with counting day by day, and by its own laws."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoaban.core.calendars.tests.day_by_day import Loop
from hoaban.core.calendars.tests.scenes import at, commune, province
from hoaban.core.workdays import counting
from hoaban.core.workdays import why as workdays_why
from hoaban.core.workdays.facts import Unit
from hoaban.core.workdays.tables import Calendar
from tests.world.chance import cases

FIRST, LAST = at("2018-01-01", "00:00"), at("2026-12-31", "23:59")
MINUTES = int((LAST - FIRST).total_seconds()) // 60
CALENDARS = st.sampled_from([province(), commune()])
DAYS_AND_HOURS = [unit for unit in Unit if unit != Unit.MONTHS]
UNITS = st.sampled_from(DAYS_AND_HOURS)
ADDITIVE = st.sampled_from([Unit.WORKING_DAYS, Unit.WORKING_HOURS])
AMOUNTS = st.integers(0, 120)
POSITIVE = st.integers(1, 60)
MOMENTS = st.one_of(
    st.integers(0, MINUTES).map(lambda minutes: FIRST + timedelta(minutes=minutes)),
    st.integers(0, MINUTES * 60).map(lambda seconds: FIRST + timedelta(seconds=seconds)),
)
often = settings(max_examples=cases(200), deadline=None, derandomize=True)


@often
@given(MOMENTS, st.integers(0, 10_000), AMOUNTS, UNITS, CALENDARS)
def test_a_later_start_is_never_due_earlier(
    start: datetime, minutes: int, amount: int, unit: Unit, table: Calendar
) -> None:
    later = min(start + timedelta(minutes=minutes), LAST)

    assert counting.due(start, amount, unit, table) <= counting.due(later, amount, unit, table)


@often
@given(MOMENTS, AMOUNTS, st.integers(0, 60), UNITS, CALENDARS)
def test_a_longer_limit_is_never_due_earlier(
    start: datetime, amount: int, more: int, unit: Unit, table: Calendar
) -> None:
    longer = counting.due(start, amount + more, unit, table)

    assert counting.due(start, amount, unit, table) <= longer


@often
@given(MOMENTS, POSITIVE, POSITIVE, ADDITIVE, CALENDARS)
def test_working_days_and_hours_add_up(
    start: datetime, one: int, two: int, unit: Unit, table: Calendar
) -> None:
    halfway = counting.due(start, one, unit, table)

    assert counting.due(halfway, two, unit, table) == counting.due(start, one + two, unit, table)


@often
@given(MOMENTS, AMOUNTS, UNITS, CALENDARS)
def test_a_limit_never_ends_outside_working_time_nor_before_it_began(
    start: datetime, amount: int, unit: Unit, table: Calendar
) -> None:
    ends = counting.due(start, amount, unit, table)

    assert table.is_working(ends)
    assert table.next_working_start(start) <= ends


@often
@given(MOMENTS, POSITIVE, ADDITIVE, CALENDARS)
def test_from_a_start_to_its_due_moment_lies_exactly_the_limit(
    start: datetime, amount: int, unit: Unit, table: Calendar
) -> None:
    ends = counting.due(start, amount, unit, table)
    limit = amount * 60 if unit == Unit.WORKING_HOURS else amount

    assert counting.worked_between(start, ends, table, unit) == limit


@often
@given(MOMENTS, MOMENTS, MOMENTS, CALENDARS)
def test_working_days_between_moments_add_up_and_turn_round(
    a: datetime, b: datetime, c: datetime, table: Calendar
) -> None:
    def between(x: datetime, y: datetime) -> int:
        return counting.worked_between(x, y, table, Unit.WORKING_DAYS)

    assert between(a, b) + between(b, c) == between(a, c)
    assert between(a, b) == -between(b, a)


@often
@given(MOMENTS, MOMENTS, CALENDARS)
def test_working_days_between_are_those_counted_one_by_one(
    a: datetime, b: datetime, table: Calendar
) -> None:
    first, last = min(a, b), max(a, b)
    last = min(last, first + timedelta(days=120))
    loop = Loop(table.source)

    found = counting.worked_between(first, last, table, Unit.WORKING_DAYS)
    assert found == loop.working_days_between(first, last)


@often
@given(MOMENTS, AMOUNTS, UNITS, CALENDARS)
def test_an_explanation_ends_where_the_limit_does_and_skips_only_days_off(
    start: datetime, amount: int, unit: Unit, table: Calendar
) -> None:
    why = workdays_why.explain(start, amount, unit, table)

    assert why.ends_at == counting.due(start, amount, unit, table)
    assert not any(table.is_working_day(on) for on, _ in why.skipped)
    assert all(reason for _, reason in why.skipped)


@often
@given(MOMENTS, POSITIVE, ADDITIVE, MOMENTS, CALENDARS)
def test_a_resumed_limit_leaves_as_much_as_was_left_when_it_stopped(
    start: datetime, amount: int, unit: Unit, stopped: datetime, table: Calendar
) -> None:
    due = counting.due(start, amount, unit, table)
    resumed = min(stopped + timedelta(days=40), LAST)
    moved = counting.resume_due(due, [(stopped, resumed)], unit, table)

    waited = counting.worked_between(stopped, resumed, table, unit)
    assert counting.worked_between(due, moved, table, unit) == waited


@pytest.mark.parametrize("table", [province(), commune()], ids=["province", "commune"])
def test_ten_thousand_random_limits_end_where_counting_day_by_day_does(table: Calendar) -> None:
    chance = random.Random(2020)  # noqa: S311 - a fixed seed, no secret
    loop = Loop(table.source)
    span = int((LAST - FIRST).total_seconds())

    def differing() -> Iterator[tuple[datetime, int, Unit]]:
        for _ in range(10_000):
            start = FIRST + timedelta(seconds=chance.randrange(span))
            amount, unit = chance.randrange(61), chance.choice(DAYS_AND_HOURS)
            if counting.due(start, amount, unit, table) != loop.due(start, amount, unit):
                yield start, amount, unit

    assert list(differing()) == []


def test_on_every_day_of_2018_to_2027_a_limit_ends_where_counting_day_by_day_does() -> None:
    table, loop = province(), Loop(province().source)
    days = (date(2027, 10, 20) - date(2018, 1, 1)).days
    hours = (timedelta(hours=8, minutes=15), timedelta(hours=15, seconds=1), timedelta(hours=20))
    midnight = at("2018-01-01", "00:00")

    differing = [
        (start, amount, unit)
        for day in range(days)
        for start in (midnight + timedelta(days=day) + hour for hour in hours)
        for amount, unit in (
            (0, Unit.WORKING_DAYS),
            (1, Unit.WORKING_DAYS),
            (5, Unit.CALENDAR_DAYS),
            (2, Unit.MONTHS),
            (8, Unit.WORKING_HOURS),
        )
        if counting.due(start, amount, unit, table) != loop.due(start, amount, unit)
    ]

    assert differing == []


MONTHS = st.integers(0, 8)


@often
@given(MOMENTS, st.integers(0, 100_000), MONTHS, CALENDARS)
def test_months_end_where_another_library_counts_them_and_keep_the_laws_of_limits(
    start: datetime, minutes: int, amount: int, table: Calendar
) -> None:
    ends = counting.due(start, amount, Unit.MONTHS, table)
    later = counting.due(min(start + timedelta(minutes=minutes), LAST), amount, Unit.MONTHS, table)
    why = workdays_why.explain(start, amount, Unit.MONTHS, table)

    assert ends == Loop(table.source).due(start, amount, Unit.MONTHS) == why.ends_at
    assert table.is_working(ends)
    assert ends <= later
    assert ends <= counting.due(start, amount + 1, Unit.MONTHS, table)
    assert not any(table.is_working_day(on) for on, _ in why.skipped)


def test_every_answer_is_in_utc() -> None:
    assert counting.due(at("2020-03-10"), 3, Unit.CALENDAR_DAYS, province()).tzinfo is UTC
