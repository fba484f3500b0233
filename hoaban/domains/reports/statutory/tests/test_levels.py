"""A year with a merger: figures stand at the level their agency had, and rows add up as printed."""

from datetime import date

import pytest

from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.queries import Figures, Key
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.statutory import papers, queries
from hoaban.domains.reports.statutory.enums import By
from hoaban.engines.tallies.periods import Period

CITY, WARD = "ubnd-094", "ubnd-03127-2025"
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
AFTER = Period(date(2025, 7, 1), date(2025, 12, 31))
COUNTED = {
    Key(CITY, "ho-tich", "counter", CITY): Figures(received=5, processed_on=2, handed_out=3),
    Key(CITY, "ho-tich", "online", CITY): Figures(received=1, carried_over=1, processed_late=2),
    Key(WARD, "ho-tich", "counter", WARD): Figures(handed_in=3, processed_on=1, in_progress=2),
}


def test_a_district_that_ended_within_a_period_keeps_its_level(province: None) -> None:
    assert statistics.level_of(CITY, YEAR) == "district"
    assert statistics.counted_with(CITY, YEAR) == CITY
    assert statistics.level_of(CITY, AFTER) == "province"
    answering = statistics.counted_with(CITY, AFTER)
    assert CITY in statistics.counted_for(answering, AFTER)
    assert CITY not in statistics.counted_for(answering, YEAR)


@pytest.mark.parametrize("by", By)
def test_the_table_has_the_district_and_its_total_is_what_stands_beside_it(
    province: None, by: By
) -> None:
    rows = queries.table(YEAR, COUNTED, by)
    shown = [[column.value(row) for column in papers.COLUMNS[2:6]] for row in rows if row.is_sum]
    assert shown == [[7, 1, 5, 1], [0, 0, 0, 0], [7, 1, 5, 1]]
    assert [row.name["vi"] for row in rows if row.is_sum][:2] == ["Cấp huyện", "Cấp xã"]
    assert all(row.counts.adds_up for row in rows)
    assert sum((row.counts for row in rows if not row.is_sum), queries.NOTHING) == rows[-1].counts


def test_the_breakdown_of_a_year_names_the_district_within_its_level(province: None) -> None:
    found = breakdowns.report(YEAR, COUNTED, level="district")
    assert found.total.received == 6
    rows = [row for row in found.rows[Grouping.AGENCY] if row.figures.received]
    assert [(row.code, row.level) for row in rows] == [(CITY, "district")]
