"""Whatever happens to dossiers, what was kept is what is counted."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoaban.casework.cases.enums import Punctuality
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.states import TRANSITIONS
from hoaban.domains.reports import indicators as reports
from hoaban.domains.reports.enums import Share
from hoaban.domains.reports.papers import drawn as papers_drawn
from hoaban.domains.reports.queries import reading, sums, times
from hoaban.domains.reports.queries import rows as queries_rows
from hoaban.domains.reports.tests.conftest import AT_ONCE, WEIGHTS, department, live
from tests.world.chance import cases
from tests.world.province import MONDAY, Ward
from tests.world.scenes import ACTS

FIRST = clock.day(MONDAY)
ONE_DAY = timedelta(days=1)


@settings(
    max_examples=cases(15),
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
    period = times.period(from_on, from_on + length * ONE_DAY)
    with transaction.atomic():
        wards = [ward, department(ward)]
        live(Random(seed), wards, dossiers=6, deeds=deeds)  # noqa: S311 - repeatable

        kept, recount = sums.counted(period), reports.recounted(period)

        assert kept == recount
        whole = sums.total(kept.values())
        assert whole.carried_over + whole.received == (
            whole.processed + whole.ended + whole.in_progress
        )
        assert 0 <= whole.in_progress_late <= whole.in_progress
        transaction.set_rollback(True)


def test_histories_are_made_of_every_action(ward: Ward) -> None:
    """Each goes through, so that none is counted by luck."""
    assert set(WEIGHTS) - AT_ONCE == set(TRANSITIONS)

    live(Random(1), [ward, department(ward)], dossiers=80, deeds=3000)  # noqa: S311 - repeatable

    wanted = {act.event for act in ACTS.values()}
    assert set(Entry.objects.values_list("verb", flat=True)) >= wanted
    assert Dossier.objects.filter(outcome="negative").exclude(case__done_at=None).exists()
    assert Dossier.objects.filter(supplements_after=2).exists()
    ends = set(Dossier.objects.values_list("case__punctuality", flat=True))
    assert ends == {"", *Punctuality.values}
    period = times.period(FIRST + 3 * ONE_DAY, FIRST + 30 * ONE_DAY)
    assert sums.counted(period) == reports.recounted(period)


@pytest.mark.parametrize(
    ("begins", "ends"), [("2020-03-18", "2020-04-03"), ("2020-01-01", "2025-06-30"),
                         ("2020-03-20", "2025-07-01"), ("2025-07-01", "2026-12-31")],
)  # fmt: skip
def test_what_is_opened_is_what_is_counted_before_and_after_the_merger_of_2025(
    ward: Ward, begins: str, ends: str
) -> None:
    wards = [ward, department(ward)]
    live(Random(5), wards, dossiers=40, deeds=700)  # noqa: S311 - repeatable
    period = times.period(times.day(begins), times.day(ends))
    found = sums.counted(period)

    assert found == reports.recounted(period)
    report = reading.report(period, found)
    seen = [Dossier.objects.all()]
    for share in Share:
        for by, rows in report.rows.items():
            opened = [
                queries_rows.behind(period, share, narrowed={by: row.code}, seen=seen)[0].count()
                for row in rows
            ]
            assert opened == [getattr(row.figures, share) for row in rows], (share, by)
            assert sum(opened) == getattr(report.total, share)


def test_a_commune_of_2025_answers_for_what_its_forerunners_received(ward: Ward) -> None:
    live(Random(5), [ward], dossiers=20, deeds=300)  # noqa: S311 - repeatable
    period = times.period(times.day("2020-01-01"), times.day("2025-12-31"))
    report = reading.report(period, sums.counted(period))
    drawn = papers_drawn.page(report, {}, lambda share, _narrowed: share, lambda _by, _code: "")

    of_communes = {one.level: (one.active, one.all) for one in report.activity}["commune"]
    assert of_communes == (1, 45)
    found: Any = drawn["districts"]
    assert (sum(d.active for d in found), sum(d.all for d in found)) == of_communes
    assert f": {report.total.received} hồ sơ" in str(drawn["map"])


def test_two_periods_make_one(worked: Ward) -> None:
    middle = FIRST + 12 * ONE_DAY
    last = FIRST + 200 * ONE_DAY
    first = sums.total(sums.counted(times.period(FIRST, middle)).values())
    second = sums.total(sums.counted(times.period(middle + ONE_DAY, last)).values())
    both = sums.total(sums.counted(times.period(FIRST, last)).values())

    assert both.processed_before > 0
    assert both.processed_late > 0
    assert both.ended > 0
    assert first.received + second.received == both.received
    assert first.processed + second.processed == both.processed
    assert second.carried_over == first.in_progress
    assert second.in_progress == both.in_progress


def test_months_add_up_to_the_period(worked: Ward) -> None:
    period = times.period(FIRST + 2 * ONE_DAY, FIRST + 40 * ONE_DAY)
    months = sums.by_month(period)
    whole = sums.total(sums.counted(period).values())

    assert sum(month.received for month in months.values()) == whole.received
    assert sum(month.processed_late for month in months.values()) == whole.processed_late
