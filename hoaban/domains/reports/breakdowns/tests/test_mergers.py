"""From the day of a merger on, figures of an agency hold what its predecessors left it."""

from datetime import date, datetime, timedelta

import pytest

from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.recounts import indicators
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.periods import queries as periods
from hoaban.engines.tallies.periods import Period
from tests.world.acts import ACTS
from tests.world.scenes import Scenes, vn

OLD, NEW, NEIGHBOUR = "ubnd-03127", "ubnd-03127-2025", "ubnd-03130"
BEFORE = Period(date(2025, 6, 1), date(2025, 6, 30))
AFTER = Period(date(2025, 7, 1), date(2025, 7, 31))
AT = vn("2025-06-30 09:00")


@pytest.fixture
def signed_after(scenes: Scenes) -> None:
    """Received by the ward before the merger, signed late after it; another is still open."""
    for name in ("signed", "open"):
        dossier = scenes.bring("long", AT)
        if name == "signed":
            at = AT + timedelta(days=25)
            for act in ("draft_result", "do_step", "sign"):
                scenes.act(act, dossier, by=after(scenes, ACTS[act].by, at), at=at)


def after(scenes: Scenes, name: str, at: datetime) -> Actor:
    """One of the ward's cast as the successor's on that day."""
    post = people.post_of_id(scenes.actor(name).reference.partition(":")[2])
    assert post
    return people.actor_for_post(post, at.date())


def of(period: Period, code: str) -> tuple[int, ...]:
    """Carried over, received, processed late, in progress; kept and recounted."""
    kept = statistics.counted(period, agency_code=code)
    assert kept == indicators.recounted(period, agency_code=code)
    whole = breakdowns.report(period, kept, agency_code=code).total
    return whole.carried_over, whole.received, whole.processed_late, whole.in_progress


def test_the_successor_is_asked_for_what_it_answers_for(scenes: Scenes, signed_after: None) -> None:
    assert of(BEFORE, OLD) == (0, 2, 0, 2)
    assert of(BEFORE, NEW) == (0, 0, 0, 0)
    assert of(AFTER, NEW) == (2, 0, 1, 1)
    assert of(AFTER, OLD) == (2, 0, 1, 1)
    assert of(AFTER, NEIGHBOUR) == (0, 0, 0, 0)


def test_its_row_and_what_opens_from_it_say_the_same(scenes: Scenes, signed_after: None) -> None:
    report = breakdowns.report(AFTER, statistics.counted(AFTER))
    rows = {row.code: row.figures for row in report.rows[Grouping.AGENCY]}
    assert OLD not in rows
    assert (rows[NEW].carried_over, rows[NEW].processed_late) == (2, 1)
    seen = access.parts_visible_to(scenes.actor("system"))
    for narrowed in ({"agency": NEW}, {"level": "commune"}):
        figure = statistics.figure(AFTER, "carried_over", narrowed=narrowed)
        behind = statistics.behind(AFTER, "carried_over", narrowed=narrowed, seen=seen)
        assert (figure[0], len([row for part in behind for row in part])) == (2, 2)


def test_a_period_before_the_merger_does_not_change(scenes: Scenes, signed_after: None) -> None:
    report = breakdowns.report(BEFORE, statistics.counted(BEFORE))
    rows = {row.code: row.figures.received for row in report.rows[Grouping.AGENCY]}
    assert rows[OLD] == 2
    assert NEW not in rows


def test_levels_are_those_of_the_days_that_are_asked_for(province: None) -> None:
    asked = {
        "before": BEFORE,
        "across": Period(date(2025, 6, 30), date(2025, 7, 1)),
        "after": AFTER,
    }
    assert {name: list(periods.level_names(days)) for name, days in asked.items()} == {
        "before": ["province", "district", "commune"],
        "across": ["province", "district", "commune"],
        "after": ["province", "commune"],
    }
