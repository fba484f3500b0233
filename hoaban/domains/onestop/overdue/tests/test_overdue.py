"""Late steps by officer: whose they are, since when, and who may read them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hoaban.core.workdays.lateness import Left
from hoaban.domains.onestop.overdue import papers, queries, rules
from hoaban.domains.onestop.overdue.rules import Officer, Step
from hoaban.engines.tallies.periods import Period
from tests.world.desks import Desk
from tests.world.scenes import Scenes, vn

LATE, MARCH = "2020-04-02 09:00", Period(date(2020, 3, 1), date(2020, 4, 30))


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-04-03T09:00:00+07:00"


def late(scenes: Scenes, now: str = "2020-04-03 09:00", days: Period = MARCH) -> list[Step]:
    return queries.late(scenes.ward.leader, days, vn(now))[0]


def told(found: list[Step]) -> list[tuple[str, str, bool, bool]]:
    """Whose, what, whether it is done, whether it came late."""
    return [
        (one.officer.split(",")[0], one.step, one.until is not None, one.came_late) for one in found
    ]


def test_a_transfer_that_is_written_down_late_is_shown_with_its_clerk(scenes: Scenes) -> None:
    """Received on Monday at nine, it had to be forwarded that day. [ND61/2018 Đ18]"""
    dossier = scenes.bring("received")
    assert late(scenes, "2020-03-16 17:00") == []
    [waits] = late(scenes, "2020-03-17 09:00")
    scenes.act("transfer", dossier, at=vn("2020-03-18 08:00"))
    found = [one for one in late(scenes) if one.until == vn("2020-03-18 08:00")]
    assert (waits.until, waits.due) == (None, vn("2020-03-16 17:00"))
    assert [(one.officer, one.due, papers.how_late(one)) for one in found] == [
        (waits.officer, vn("2020-03-16 17:00"), "Trễ 2 ngày làm việc")
    ]
    assert scenes.ward.clerk.reference


def test_a_step_in_time_is_not_there(scenes: Scenes) -> None:
    scenes.bring("returned")
    assert told(late(scenes)) == []


def test_a_result_goes_to_the_counter_on_the_day_it_is_signed(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    for name in ("draft_result", "do_step", "sign"):
        scenes.act(name, dossier, at=vn("2020-03-17 10:00"))
    assert late(scenes, "2020-03-17 17:00") == []
    assert [one.due for one in late(scenes, "2020-03-18 08:00")] == [vn("2020-03-17 17:00")]
    scenes.act("release", dossier, at=vn("2020-03-18 09:00"))
    [found] = late(scenes)
    assert (found.due, found.until) == (vn("2020-03-17 17:00"), vn("2020-03-18 09:00"))


def test_what_came_late_is_counted_apart_from_what_somebody_kept_too_long(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    for name in ("draft_result", "do_step", "sign"):
        scenes.act(name, dossier, at=vn(LATE))
    found = late(scenes)
    assert sum(not one.came_late for one in found if one.until) == 1
    kept = [one for one in found if one.until and not one.came_late]
    assert {one.until for one in kept} == {vn(LATE)}
    officers = rules.by_officer(found)
    assert sum(one.done + one.open + one.came_late for one in officers) == len(found)


def test_what_waits_for_the_applicant_is_nobodys_delay(scenes: Scenes) -> None:
    scenes.act("ask_supplement", scenes.bring("long"))
    assert late(scenes, "2020-12-01 09:00", Period(date(2020, 12, 1), date(2020, 12, 1))) == []


def test_days_without_a_late_end_have_only_what_is_open(scenes: Scenes) -> None:
    scenes.act("transfer", scenes.bring("received"), at=vn("2020-03-18 08:00"))
    other = Period(date(2020, 3, 1), date(2020, 3, 17))
    assert [one for one in late(scenes, days=other) if one.until] == []


def test_figures_of_an_officer_stand_once() -> None:
    def step(officer: str, *, is_done: bool, came_late: bool) -> Step:
        at = vn(LATE)
        until = at if is_done else None
        left = Left(-1)
        return Step(officer, "", "s", "r", "c", "p", at, at, until, left, came_late)

    steps = [
        step("An", is_done=True, came_late=False),
        step("An", is_done=False, came_late=True),
        step("Bình", is_done=False, came_late=False),
        step("Bình", is_done=True, came_late=False),
    ]
    assert rules.by_officer(steps) == [Officer("Bình", "", 1, 1, 0), Officer("An", "", 0, 1, 1)]


def test_the_head_reads_page_and_file_and_nobody_else_does(scenes: Scenes) -> None:
    dossier = scenes.act("transfer", scenes.bring("received"), at=vn("2020-03-18 08:00"))
    desk, asked = Desk(), "/desk/overdue/?begins=01/03/2020&ends=30/04/2020"
    shown = desk.get("leader", asked)
    assert (str(dossier.code) in shown, "Trễ 2 ngày làm việc" in shown) == (True, True)
    assert "Bước trễ hạn theo cán bộ" in desk.get("leader", "/desk/overview/")
    assert "Bước trễ hạn theo cán bộ" not in desk.get("clerk", "/desk/overview/")
    rows = desk.by("leader").get(f"{asked}&format=csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].split(";")[:2] == ["Cán bộ", "Phòng, bộ phận"]
    assert str(dossier.code) in rows[1]
    assert desk.by("leader").get(f"{asked}&format=xlsx").status_code == 200
    for name in ("clerk", "specialist"):
        desk.get(name, asked, status=403)
    desk.get("leader", "/desk/overdue/?begins=02/03/2020&ends=01/03/2020", status=422)


def test_only_agencies_of_ones_own_and_no_query_more_for_many(scenes: Scenes) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.late(scenes.ward.leader, MARCH, vn("2020-04-03 09:00"))
        return len(asked)

    for _ in range(2):
        scenes.act("transfer", scenes.bring("received"), at=vn("2020-03-18 08:00"))
    counted()
    few = counted()
    for _ in range(3):
        scenes.act("transfer", scenes.bring("received"), at=vn("2020-03-18 08:00"))
    assert counted() == few
    foreign = scenes.actor("foreigner")
    assert queries.late(foreign, MARCH, vn("2020-04-03 09:00")) == ([], False)


def test_a_list_that_is_too_long_says_so(scenes: Scenes, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        scenes.act("transfer", scenes.bring("received"), at=vn("2020-03-18 08:00"))
    monkeypatch.setattr(queries, "MOST", 1)
    found, has_more = queries.late(scenes.ward.leader, MARCH, vn("2020-03-18 09:00"))
    assert (len([one for one in found if one.until]), has_more) == (1, True)
