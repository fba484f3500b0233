"""Cases of sections 8.3 and 10.2: each line a reception, a limit and the moment it ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hoaban.core.calendars.tests.scenes import at, commune, province, shown, source
from hoaban.core.workdays import counting, lateness
from hoaban.core.workdays import why as workdays_why
from hoaban.core.workdays.facts import DayRules, MissingYear, Rule, Unit
from hoaban.core.workdays.tables import Calendar

DAYS, HOURS, PLAIN = Unit.WORKING_DAYS, Unit.WORKING_HOURS, Unit.CALENDAR_DAYS

CASES = [
    # the day of reception is not counted; the limit ends at closing time
    ("2020-03-10 07:30", 1, DAYS, "2020-03-11 17:00"),
    ("2020-03-10 14:59", 15, DAYS, "2020-03-31 17:00"),
    ("2020-03-10 15:01", 15, DAYS, "2020-03-31 17:00"),
    ("2020-03-10 16:59", 1, DAYS, "2020-03-11 17:00"),
    ("2020-03-10 17:00", 1, DAYS, "2020-03-11 17:00"),
    # outside working time counts from the next working start
    ("2020-03-10 17:01", 1, DAYS, "2020-03-12 17:00"),
    ("2020-03-10 05:00", 1, DAYS, "2020-03-11 17:00"),
    ("2020-03-10 12:15", 1, DAYS, "2020-03-11 17:00"),
    ("2020-03-13 18:00", 1, DAYS, "2020-03-17 17:00"),  # Friday evening: Tuesday
    ("2020-03-14 09:00", 1, DAYS, "2020-03-17 17:00"),  # Saturday: Monday counts as reception
    ("2020-03-15 09:00", 1, DAYS, "2020-03-17 17:00"),
    # the eve of Tết, and Tết itself
    ("2020-01-22 10:00", 1, DAYS, "2020-01-30 17:00"),
    ("2020-01-22 17:01", 1, DAYS, "2020-01-31 17:00"),
    ("2020-01-25 10:00", 1, DAYS, "2020-01-31 17:00"),
    ("2020-01-20 10:00", 5, DAYS, "2020-02-03 17:00"),
    # over the end of the year, between New Year and Tết
    ("2019-12-30 10:00", 3, DAYS, "2020-01-03 17:00"),
    ("2019-12-31 10:00", 20, DAYS, "2020-02-05 17:00"),
    ("2018-12-28 10:00", 1, DAYS, "2019-01-02 17:00"),
    # a Saturday worked in exchange is a working day, the day it pays for is not
    ("2026-08-21 10:00", 1, DAYS, "2026-08-22 17:00"),
    ("2026-08-22 10:00", 1, DAYS, "2026-08-24 17:00"),
    ("2026-08-28 10:00", 1, DAYS, "2026-09-03 17:00"),
    ("2026-01-01 10:00", 1, DAYS, "2026-01-06 17:00"),
    ("2026-01-09 10:00", 1, DAYS, "2026-01-10 17:00"),
    ("2019-01-04 10:00", 1, DAYS, "2019-01-05 17:00"),
    # no day at all: the same day, after 15:00 the next working day
    ("2020-03-10 14:59", 0, DAYS, "2020-03-10 17:00"),
    ("2020-03-10 15:00", 0, DAYS, "2020-03-10 17:00"),
    ("2020-03-10 15:00:01", 0, DAYS, "2020-03-11 17:00"),
    ("2020-03-10 15:01", 0, DAYS, "2020-03-11 17:00"),
    ("2020-03-10 16:59", 0, DAYS, "2020-03-11 17:00"),
    ("2020-03-10 17:00", 0, DAYS, "2020-03-11 17:00"),
    ("2020-03-10 17:01", 0, DAYS, "2020-03-11 17:00"),
    ("2020-03-13 15:01", 0, DAYS, "2020-03-16 17:00"),
    ("2020-03-14 16:00", 0, DAYS, "2020-03-16 17:00"),
    ("2020-01-22 15:01", 0, DAYS, "2020-01-30 17:00"),
    ("2020-03-10 12:00", 0, PLAIN, "2020-03-10 17:00"),
    # hours count opening time, across lunch, nights and days off
    ("2020-03-10 10:00", 1, HOURS, "2020-03-10 11:00"),
    ("2020-03-10 10:30", 1, HOURS, "2020-03-10 11:30"),
    ("2020-03-10 10:30", 2, HOURS, "2020-03-10 14:30"),
    ("2020-03-10 12:00", 1, HOURS, "2020-03-10 14:30"),
    ("2020-03-10 10:00", 5, HOURS, "2020-03-10 17:00"),
    ("2020-03-10 07:30", 8, HOURS, "2020-03-11 08:00"),  # a real day has seven and a half hours
    ("2020-03-13 16:00", 2, HOURS, "2020-03-16 08:30"),
    ("2020-01-22 16:30", 1, HOURS, "2020-01-30 08:00"),
    ("2020-03-14 09:00", 4, HOURS, "2020-03-16 11:30"),
    ("2020-03-14 09:00", 0, HOURS, "2020-03-16 07:30"),
    ("2020-03-10 10:00", 0, HOURS, "2020-03-10 10:00"),
    # plain days: a last day that is off gives way to the next working day
    ("2020-04-21 10:00", 10, PLAIN, "2020-05-04 17:00"),  # ends on 1/5, a Friday
    ("2020-03-10 10:00", 3, PLAIN, "2020-03-13 17:00"),
    ("2020-03-10 10:00", 4, PLAIN, "2020-03-16 17:00"),
    ("2020-03-14 10:00", 1, PLAIN, "2020-03-17 17:00"),
    ("2026-08-12 10:00", 10, PLAIN, "2026-08-22 17:00"),  # ends on a Saturday that is worked
    ("2019-12-30 10:00", 30, PLAIN, "2020-01-30 17:00"),
]


@pytest.mark.parametrize(("received", "amount", "unit", "ends"), CASES)
def test_a_limit_ends_when_the_law_says(received: str, amount: int, unit: Unit, ends: str) -> None:
    day, hour = received.split()

    assert shown(counting.due(at(day, hour), amount, unit, province())) == ends


def test_a_limit_ends_at_the_closing_time_of_the_agency_and_of_the_season() -> None:
    assert shown(counting.due(at("2020-04-14"), 1, DAYS, commune())) == "2020-04-15 17:00"
    assert shown(counting.due(at("2020-04-14"), 9, HOURS, commune())) == "2020-04-15 11:30"
    assert shown(counting.due(at("2020-04-15", "16:00"), 2, HOURS, commune())) == (
        "2020-04-16 08:00"
    )
    assert shown(counting.due(at("2021-03-04"), 1, DAYS, commune())) == "2021-03-05 16:30"
    assert shown(counting.due(at("2021-03-05"), 1, DAYS, commune())) == "2021-03-06 11:30"


def test_a_moment_of_any_zone_counts_by_the_clocks_of_vietnam() -> None:
    utc = datetime(2020, 3, 10, 9, 59, tzinfo=UTC)

    assert shown(counting.due(utc, 1, DAYS, province())) == "2020-03-11 17:00"
    assert counting.due(utc, 1, DAYS, province()).tzinfo == UTC


def test_the_hour_of_a_same_day_limit_is_dated() -> None:
    without = counting.due(at("2020-03-10", "16:00"), 0, DAYS, province(), DayRules())

    assert shown(without) == "2020-03-10 17:00"


@pytest.mark.parametrize(
    ("received", "forwarded"),
    [
        ("2020-03-10 14:59", "2020-03-10 17:00"),
        ("2020-03-10 15:00", "2020-03-10 17:00"),
        ("2020-03-10 15:01", "2020-03-11 07:30"),
        ("2020-03-10 17:00", "2020-03-11 07:30"),
        ("2020-03-10 17:01", "2020-03-11 17:00"),
        ("2020-03-13 15:01", "2020-03-16 07:30"),
        ("2020-01-22 16:00", "2020-01-30 07:30"),
        ("2018-06-20 15:01", "2018-06-20 17:00"),  # before the decree
    ],
)
def test_paper_goes_the_same_day_and_after_15_00_at_the_next_working_start(
    received: str, forwarded: str
) -> None:
    day, hour = received.split()

    assert shown(counting.transfer_due(at(day, hour), province())) == forwarded


@pytest.mark.parametrize(
    ("start", "amount", "year"),
    [
        (at("2017-12-29"), 1, 2017),
        (at("2028-01-03"), 1, 2028),
        (at("2027-12-31"), 1, 2028),
        (at("2027-12-20"), 30, 2028),
        (at("2027-12-31", "17:01"), 0, 2028),
    ],
)
@pytest.mark.parametrize("unit", [DAYS, PLAIN])
def test_a_year_without_holidays_is_refused_and_not_guessed(
    start: datetime, amount: int, year: int, unit: Unit
) -> None:
    with pytest.raises(MissingYear) as refused:
        counting.due(start, amount, unit, province())

    assert refused.value.facts == {"year": year}
    assert str(year) in str(refused.value)


def test_hours_that_run_past_the_last_year_are_refused() -> None:
    with pytest.raises(MissingYear):
        counting.due(at("2027-12-31", "16:30"), 1, HOURS, province())


def test_years_behind_a_gap_are_not_counted() -> None:
    gapped = Calendar.build(replace(source(), years=(2018, 2019, 2021)))

    assert gapped.years == (2018, 2019)
    with pytest.raises(MissingYear):
        counting.due(at("2019-12-31"), 1, DAYS, gapped)


def test_a_negative_limit_and_an_unknown_unit_are_errors() -> None:
    with pytest.raises(ValueError, match="not negative"):
        counting.due(at("2020-03-10"), -1, DAYS, province())
    with pytest.raises(ValueError, match="no such unit"):
        counting.due(at("2020-03-10"), 1, "fortnights", province())


def test_a_pause_over_a_holiday_moves_the_due_moment_by_the_working_days_waited() -> None:
    due = counting.due(at("2020-01-13"), 10, DAYS, province())
    waited = [(at("2020-01-21", "09:00"), at("2020-01-31", "09:00"))]  # Wed, then Thu and Fri

    assert shown(due) == "2020-02-03 17:00"
    assert shown(counting.resume_due(due, waited, DAYS, province())) == "2020-02-06 17:00"


def test_hours_waited_are_added_as_hours_and_overlapping_pauses_count_once() -> None:
    due = at("2020-03-10", "10:00")
    waited = [
        (at("2020-03-09", "08:00"), at("2020-03-09", "10:00")),
        (at("2020-03-09", "09:00"), at("2020-03-09", "12:00")),
    ]

    assert shown(counting.resume_due(due, waited, HOURS, province())) == "2020-03-10 15:30"


def test_plain_days_waited_are_added_as_plain_days() -> None:
    due = at("2020-03-13", "17:00")
    waited = [(at("2020-03-03"), at("2020-03-10"))]

    assert shown(counting.resume_due(due, waited, PLAIN, province())) == "2020-03-20 17:00"


def test_a_pause_that_waited_no_working_time_moves_nothing() -> None:
    due = at("2020-03-20", "17:00")
    waited = [(at("2020-03-13", "17:30"), at("2020-03-16", "07:30"))]

    assert counting.resume_due(due, waited, DAYS, province()) == due
    assert counting.resume_due(due, waited, HOURS, province()) == due
    assert counting.resume_due(due, [], PLAIN, province()) == due


def test_two_supplements_wait_the_sum_of_both() -> None:
    due = counting.due(at("2020-03-02"), 10, DAYS, province())
    first = (at("2020-03-03"), at("2020-03-05"))
    second = (at("2020-03-09"), at("2020-03-12"))

    assert shown(counting.resume_due(due, [first, second], DAYS, province())) == (
        "2020-03-23 17:00"
    )


def test_what_is_left_is_counted_in_working_days_after_today() -> None:
    due = at("2020-03-26", "17:00")

    left = lateness.remaining(at("2020-03-24"), due, province())
    weekend = lateness.remaining(at("2020-03-21"), at("2020-03-23", "17:00"), province())
    today = lateness.remaining(at("2020-03-26", "16:30"), due, province())

    assert (left.days, left.minutes, left.is_late) == (2, 300 + 450 + 450, False)
    assert (weekend.days, weekend.is_late) == (1, False)
    assert (today.days, today.minutes, today.is_late) == (0, 30, False)


def test_what_is_late_is_counted_from_the_due_day_and_instants_decide() -> None:
    due = at("2020-03-19", "17:00")

    late = lateness.remaining(at("2020-03-24"), due, province())
    over_tet = lateness.remaining(at("2020-01-29"), at("2020-01-22", "17:00"), province())

    assert (late.days, late.is_late) == (3, True)
    assert (over_tet.days, over_tet.minutes, over_tet.is_late) == (0, 0, True)
    assert not lateness.remaining(due, due, province()).is_late
    assert lateness.remaining(due + timedelta(microseconds=1), due, province()).is_late


@pytest.mark.parametrize(
    ("now", "days", "minutes"),
    [
        (("2020-03-16", "08:04"), 0, None),
        (("2020-03-16", "08:14"), -1, 10),
        (("2020-03-16", "12:30"), -1, 206),  # closed from 11:30 on
        (("2020-03-16", "20:00"), -1, 416),
        (("2020-03-17", "08:03"), -1, 449),
        (("2020-03-17", "08:04"), -1, None),
        (("2020-03-18", "08:04"), -2, None),
    ],
)
def test_late_by_less_than_a_working_day_says_how_many_minutes_it_was_open(
    now: tuple[str, str], days: int, minutes: int | None
) -> None:
    due = at("2020-03-16", "08:04")
    assert lateness.left(at(*now), due, province()) == lateness.Left(days, minutes)


@pytest.mark.parametrize(
    ("start", "months", "ends"),
    [
        ("2019-09-05 09:00", 2, "2019-11-05 17:00"),  # not 4/11, sixty days on
        ("2019-12-31 09:00", 2, "2020-03-02 17:00"),  # 29/2 is a Saturday
        ("2020-01-31 09:00", 1, "2020-03-02 17:00"),
        ("2020-03-31 09:00", 1, "2020-05-04 17:00"),  # 30/4 to 3/5 are off
        ("2020-03-06 18:00", 1, "2020-04-09 17:00"),  # Friday evening counts as Monday 9/3
        ("2020-03-16 09:00", 12, "2021-03-16 17:00"),
    ],
)
def test_months_end_on_the_day_with_the_same_number(start: str, months: int, ends: str) -> None:
    day, hour = start.split()
    assert shown(counting.due(at(day, hour), months, Unit.MONTHS, province())) == ends


def test_the_half_day_of_a_due_moment_is_where_before_time_ends() -> None:
    table = province()

    assert shown(table.half_day(at("2020-03-10", "17:00"))) == "2020-03-10 13:30"
    assert shown(table.half_day(at("2020-03-10", "13:30"))) == "2020-03-10 13:30"
    assert shown(table.half_day(at("2020-03-10", "11:30"))) == "2020-03-10 07:30"
    assert shown(table.half_day(at("2020-03-10", "12:00"))) == "2020-03-10 13:30"
    assert shown(table.half_day(at("2020-01-25", "12:00"))) == "2020-01-30 07:30"


def test_opening_and_closing_moments_belong_to_working_time() -> None:
    table = province()

    assert [table.is_working(at("2020-03-10", hour)) for hour in ("07:29", "07:30", "11:30")] == [
        False,
        True,
        True,
    ]
    assert not table.is_working(at("2020-03-10", "11:30:01"))
    assert table.is_working(at("2020-03-10", "17:00"))
    assert not table.is_working(at("2020-01-23", "10:00"))
    assert table.is_working_day(date(2026, 8, 22))
    assert not table.is_working_day(date(2026, 8, 31))
    assert shown(table.next_working_start(at("2020-03-10", "12:00"))) == "2020-03-10 13:30"
    assert shown(table.next_working_start(at("2020-01-22", "17:01"))) == "2020-01-30 07:30"


def test_why_this_date_lists_the_days_skipped_by_name() -> None:
    why = workdays_why.explain(at("2020-01-22"), 2, DAYS, province())

    assert why.rule == Rule.WORKING_DAYS
    assert why.article == "BLDS2015 Đ147, Đ148"
    assert shown(why.counted_from) == "2020-01-22 10:00"
    assert shown(why.ends_at) == "2020-01-31 17:00"
    assert [f"{on:%d/%m} {reason}" for on, reason in why.skipped] == [
        "23/01 Tết Nguyên đán (29 tháng Chạp)",
        "24/01 Tết Nguyên đán (30 tháng Chạp)",
        "25/01 Tết Nguyên đán (mùng 1 tháng Giêng)",
        "26/01 Tết Nguyên đán (mùng 2 tháng Giêng)",
        "27/01 Tết Nguyên đán (mùng 3 tháng Giêng)",
        "28/01 Nghỉ bù Tết Nguyên đán",
        "29/01 Nghỉ bù Tết Nguyên đán",
    ]


def test_why_this_date_of_a_saturday_tells_where_counting_began() -> None:
    why = workdays_why.explain(at("2020-03-14"), 1, DAYS, province())

    assert shown(why.counted_from) == "2020-03-16 07:30"
    assert [reason for _, reason in why.skipped] == ["Thứ Bảy", "Chủ nhật"]


def test_why_this_date_of_plain_days_lists_only_the_days_off_that_moved_it() -> None:
    why = workdays_why.explain(at("2020-04-21"), 10, PLAIN, province())

    assert [f"{on:%d/%m} {reason}" for on, reason in why.skipped] == [
        "01/05 Ngày Quốc tế lao động 1/5",
        "02/05 Thứ Bảy",
        "03/05 Chủ nhật",
    ]


def test_why_this_date_of_a_late_same_day_limit_names_the_hours_article() -> None:
    late = workdays_why.explain(at("2020-03-10", "15:01"), 0, DAYS, province())
    early = workdays_why.explain(at("2020-03-10", "15:00"), 0, DAYS, province())

    assert (late.rule, late.article) == (Rule.SAME_DAY_LATE, "ND23/2015 Đ7")
    assert (early.rule, early.article) == (Rule.SAME_DAY, "BLDS2015 Đ148")


def test_equal_facts_give_an_equal_digest_and_any_other_fact_another() -> None:
    again = Calendar.build(replace(source()))
    renamed = replace(source().closed[0], name={"vi": "Tết Tây"})
    other = Calendar.build(replace(source(), closed=(renamed, *source().closed[1:])))

    assert again.digest == province().digest
    assert len({province().digest, commune().digest, other.digest}) == 3
