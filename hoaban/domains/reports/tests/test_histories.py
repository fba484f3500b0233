"""Whatever happens to dossiers, what was kept is what is counted."""

from datetime import timedelta
from random import Random

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoaban.core import clock
from hoaban.domains.dossiers.tests.conftest import MONDAY, Ward
from hoaban.domains.reports import indicators, queries
from hoaban.domains.reports.tests.conftest import live

FIRST = clock.day(MONDAY)
ONE_DAY = timedelta(days=1)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    seed=st.integers(0, 10**6),
    begins=st.integers(-3, 20),
    length=st.integers(0, 60),
    deeds=st.integers(20, 140),
)
def test_kept_sums_equal_the_recount_of_rows_and_nothing_gets_lost(
    ward: Ward, seed: int, begins: int, length: int, deeds: int
) -> None:
    from_on = FIRST + begins * ONE_DAY
    period = queries.period(from_on, from_on + length * ONE_DAY)
    with transaction.atomic():
        live(Random(seed), ward, dossiers=6, deeds=deeds)  # noqa: S311 - repeatable

        kept, recount = queries.counted(period), indicators.recounted(period)

        assert kept == recount
        whole = queries.total(kept.values())
        assert whole.carried_over + whole.received == (
            whole.processed + whole.ended + whole.in_progress
        )
        assert 0 <= whole.in_progress_late <= whole.in_progress
        transaction.set_rollback(True)


def test_two_periods_make_one(worked: Ward) -> None:
    middle = FIRST + 12 * ONE_DAY
    last = FIRST + 200 * ONE_DAY
    first = queries.total(queries.counted(queries.period(FIRST, middle)).values())
    second = queries.total(queries.counted(queries.period(middle + ONE_DAY, last)).values())
    both = queries.total(queries.counted(queries.period(FIRST, last)).values())

    assert both.processed_before > 0
    assert both.processed_late > 0
    assert both.ended > 0
    assert first.received + second.received == both.received
    assert first.processed + second.processed == both.processed
    assert second.carried_over == first.in_progress
    assert second.in_progress == both.in_progress


def test_months_add_up_to_the_period(worked: Ward) -> None:
    period = queries.period(FIRST + 2 * ONE_DAY, FIRST + 40 * ONE_DAY)
    months = queries.by_month(period)
    whole = queries.total(queries.counted(period).values())

    assert sum(month.received for month in months.values()) == whole.received
    assert sum(month.processed_late for month in months.values()) == whole.processed_late
