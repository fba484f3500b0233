"""Periods."""

import pytest

from hoaban.domains.onestop.statistics.tests.test_rules import FRI, MON
from hoaban.domains.reports.periods import rules as periods
from hoaban.domains.reports.periods.rules import PeriodTurned


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PeriodTurned) as refused:
        periods.check_period(FRI, MON)
    assert str(refused.value) == (
        "Ngày bắt đầu kỳ (20/03/2020) sau ngày kết thúc (16/03/2020): hãy đổi lại hai ngày."
    )
