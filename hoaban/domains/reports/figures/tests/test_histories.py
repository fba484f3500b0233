"""Figures, their rows and the agencies that answer, over histories made by chance."""

from random import Random
from typing import Any

from hoaban.core import clock
from hoaban.core.people import actors, agencies
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.recounts import indicators as statistics_indicators
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.enums import Share
from hoaban.domains.onestop.statistics.queries import Figures
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.breakdowns.queries import Row
from hoaban.domains.reports.drawings import papers as drawings
from hoaban.domains.reports.periods import queries as periods
from hoaban.engines.tallies.periods import ONE_DAY, Period
from tests.world.histories import department, live
from tests.world.province import MONDAY, Ward

FIRST = clock.day(MONDAY)


PERIODS = [
    ("2020-03-18", "2020-04-03"), ("2020-01-01", "2025-06-30"),
    ("2020-03-20", "2025-07-01"), ("2025-07-01", "2026-12-31"),
]  # fmt: skip


def test_what_is_opened_is_what_is_counted_before_and_after_the_merger_of_2025(ward: Ward) -> None:
    wards = [ward, department(ward)]
    live(Random(5), wards, dossiers=40, deeds=700)  # noqa: S311 - repeatable
    for begins, ends in PERIODS:
        period = periods.period(periods.day(begins), periods.day(ends))
        found = statistics.counted(period)
        assert found == statistics_indicators.recounted(period), begins
        report = breakdowns.report(period, found)
        for share in Share:
            for by, rows in report.rows.items():
                opened = [rows_behind(period, share, by, row.code) for row in rows]
                counted = [getattr(row.figures, share) for row in rows]
                assert opened == counted, (begins, share, by)
                alone = [figure(period, share, by, row) for row in rows]
                assert alone == counted, (begins, share, by)
                assert sum(opened) == getattr(report.total, share), (begins, share, by)


def figure(period: Period, share: Share, by: str, row: Row) -> int:
    """The figure of a row as the page of its dossiers counts it; an idle row is not asked about."""
    if row.figures == Figures():
        return 0
    narrowed = {by: row.code}
    among = agencies.answered_for(row.code, period.to_on) if by == "agency" else None
    whole, part = statistics.figure(period, share, narrowed=narrowed, among=among)
    assert part == whole
    return whole


def rows_behind(period: Period, share: Share, by: str, code: str) -> int:
    """How many dossiers a reader who sees all is shown behind a figure."""
    seen = access.parts_visible_to(actors.system("test"))
    return statistics.behind(period, share, narrowed={by: code}, seen=seen)[0].count()


def test_a_commune_of_2025_answers_for_what_its_forerunners_received(ward: Ward) -> None:
    live(Random(5), [ward], dossiers=20, deeds=300)  # noqa: S311 - repeatable
    period = periods.period(periods.day("2020-01-01"), periods.day("2025-12-31"))
    report = breakdowns.report(period, statistics.counted(period))
    drawn = drawings.page(report, {}, lambda share, _narrowed: share, lambda _by, _code: "")

    of_communes = {one.level: (one.active, one.all) for one in report.activity}["commune"]
    assert of_communes == (1, 45)
    found: Any = drawn["districts"]
    assert (sum(d.active for d in found), sum(d.all for d in found)) == of_communes
    assert f": {report.total.received} hồ sơ" in str(drawn["map"])


def test_two_periods_make_one(worked: Ward) -> None:
    middle = FIRST + 12 * ONE_DAY
    last = FIRST + 200 * ONE_DAY
    first = statistics.total(statistics.counted(periods.period(FIRST, middle)).values())
    second = statistics.total(statistics.counted(periods.period(middle + ONE_DAY, last)).values())
    both = statistics.total(statistics.counted(periods.period(FIRST, last)).values())

    assert both.processed_before > 0
    assert both.processed_late > 0
    assert both.ended > 0
    assert first.received + second.received == both.received
    assert first.processed + second.processed == both.processed
    assert second.carried_over == first.in_progress
    assert second.in_progress == both.in_progress


def test_months_add_up_to_the_period(worked: Ward) -> None:
    period = periods.period(FIRST + 2 * ONE_DAY, FIRST + 40 * ONE_DAY)
    months = statistics.by_month(period)
    whole = statistics.total(statistics.counted(period).values())

    assert sum(month.received for month in months.values()) == whole.received
    assert sum(month.processed_late for month in months.values()) == whole.processed_late
