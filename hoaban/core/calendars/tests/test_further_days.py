"""Working days past a limit of the same day: many papers. [ND23/2015 Đ7] [ND23/2015 Đ21]"""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoaban.core.calendars.tests.scenes import at, province, shown
from hoaban.core.workdays import counting
from hoaban.core.workdays import why as workdays_why
from hoaban.core.workdays.facts import Rule, Unit
from hoaban.core.workdays.tables import VIETNAM
from tests.world.chance import cases

FURTHER = Unit.FURTHER_DAYS
OFF_2020 = {date(2020, 1, 1), *(date(2020, 1, day) for day in range(23, 30)), date(2020, 4, 2)}
OFF_2020 |= {date(2020, 4, 30), date(2020, 5, 1), date(2020, 9, 2)}
MINUTES = 250 * 24 * 60


@pytest.mark.parametrize(
    ("start", "amount", "ends"),
    [
        (("2020-03-16", "09:00"), 2, "2020-03-18 17:00"),
        (("2020-03-16", "15:00"), 2, "2020-03-18 17:00"),
        (("2020-03-16", "15:01"), 2, "2020-03-19 17:00"),
        (("2020-03-16", "15:30"), 2, "2020-03-19 17:00"),
        (("2020-03-16", "17:00"), 2, "2020-03-19 17:00"),
        (("2020-03-16", "17:01"), 2, "2020-03-19 17:00"),  # counts as received on Tuesday
        (("2020-03-20", "15:30"), 2, "2020-03-25 17:00"),  # Friday
        (("2020-03-21", "15:30"), 2, "2020-03-25 17:00"),  # Saturday: received on Monday at opening
        (("2020-03-31", "15:30"), 1, "2020-04-03 17:00"),  # over a day off
        (("2020-03-16", "15:30"), 0, "2020-03-17 17:00"),
    ],
)
def test_they_count_from_the_end_of_the_limit_of_the_same_day(
    start: tuple[str, str], amount: int, ends: str
) -> None:
    assert shown(counting.due(at(*start), amount, FURTHER, province())) == ends


def by_hand(received: datetime, amount: int) -> datetime:
    """Counted on the fingers: open from Monday to Friday until 17:00."""
    day = received.date()
    late = received.time() > time(15) and day.weekday() < 5 and day not in OFF_2020
    while day.weekday() > 4 or day in OFF_2020:
        day += timedelta(days=1)
    left = amount + late  # after 17:00 it counts to the next day, and not as late on that one
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in OFF_2020
    return datetime.combine(day, time(17), VIETNAM)


@settings(max_examples=cases(400), deadline=None, derandomize=True)
@given(st.integers(0, MINUTES), st.integers(0, 12))
def test_they_end_where_a_count_on_the_fingers_ends(minutes: int, amount: int) -> None:
    received = datetime(2020, 1, 1, tzinfo=VIETNAM) + timedelta(minutes=minutes)

    assert counting.due(received, amount, FURTHER, province()) == by_hand(received, amount)


def test_what_comes_on_top_of_the_due_moment_is_working_days() -> None:
    due, table = at("2020-03-18", "17:00"), province()
    waited = [(at("2020-03-17", "09:00"), at("2020-03-19", "16:30"))]

    assert shown(counting.resume_due(due, waited, FURTHER, table)) == "2020-03-20 17:00"
    assert counting.worked_between(*waited[0], table, FURTHER) == 2


def test_the_page_says_by_which_articles() -> None:
    why = workdays_why.explain(at("2020-03-20", "15:30"), 2, FURTHER, province())

    assert (why.rule, why.article) == (Rule.FURTHER_DAYS, "ND23/2015 Đ7, Đ21")
    assert [f"{on:%d/%m}" for on, _reason in why.skipped] == ["21/03", "22/03"]
