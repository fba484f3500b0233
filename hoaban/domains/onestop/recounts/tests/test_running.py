"""A period that still runs ends now: what is due later today is not late yet."""

from datetime import date

import pytest
from pytest_django import Settings

from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.recounts import indicators
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.engines.tallies.periods import Period
from tests.world.scenes import Scenes, vn

TODAY = Period(date(2020, 3, 1), date(2020, 3, 16))


@pytest.mark.parametrize(
    ("now", "late"),
    [
        ("2020-03-16T10:00:00+07:00", 0),
        ("2020-03-16T16:59:00+07:00", 0),
        ("2020-03-16T17:01:00+07:00", 1),
        ("2020-03-17T07:00:00+07:00", 1),
    ],
)
def test_what_is_due_later_today_is_not_late_yet(
    scenes: Scenes, settings: Settings, now: str, late: int
) -> None:
    dossier = scenes.bring("in_process")
    assert dossier.due_at == vn("2020-03-16 17:00")
    settings.HOABAN_TODAY = now
    kept = statistics.counted(TODAY)
    assert kept == indicators.recounted(TODAY)
    whole = statistics.total(kept.values())
    assert (whole.in_progress, whole.in_progress_late) == (1, late)
    seen, code = access.parts_visible_to(scenes.ward.clerk), scenes.ward.agency.code
    for share, count in (("in_progress_late", late), ("in_progress_within", 1 - late)):
        parts = statistics.behind(TODAY, share, narrowed={}, seen=seen)
        assert len([row for part in parts for row in part]) == count
        figure = statistics.figure(TODAY, share, narrowed={"agency": code}, among={code})
        assert figure == (count, count)


def test_what_was_late_before_is_late_now_whatever_is_due_today(
    scenes: Scenes, settings: Settings
) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("extend", dossier, at=vn("2020-03-18 09:00"), until=date(2020, 3, 19))
    settings.HOABAN_TODAY = "2020-03-19T09:00:00+07:00"
    period = Period(date(2020, 3, 1), date(2020, 3, 19))
    assert statistics.counted(period) == indicators.recounted(period)
    assert statistics.total(statistics.counted(period).values()).in_progress_late == 1
