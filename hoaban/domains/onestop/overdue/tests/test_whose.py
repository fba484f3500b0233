"""Whose a late step is when it is assigned, ends with its case, or was pressed by mistake."""

from datetime import date

import pytest
from pytest_django import Settings

from hoaban.casework.turns import queries as turns
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.overdue import papers, queries
from hoaban.engines.tallies.periods import Period
from tests.world.scenes import Scenes, vn

MARCH = Period(date(2020, 3, 1), date(2020, 4, 30))
ASSIGNED, LATE, DONE = "2020-03-17 09:00", "2020-04-03 09:00", "2020-04-03 09:30"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-04-08T09:00:00+07:00"


def told(scenes: Scenes) -> list[tuple[str, str, str]]:
    """Of what is late at the examination: whose, how it ended, whether it came late."""
    found = queries.late(scenes.ward.leader, MARCH, vn("2020-04-08 09:00"))[0]
    own = [one for one in found if one.step.startswith("Thẩm tra")]
    return [(one.officer.split(",")[0], papers.ended(one), papers.note(one)) for one in own]


OPEN, DID = "Chưa xong", "Đã xong"
KEPT = "Chưa xong, giao cho người khác"
CAME = "Đến tay khi đã trễ"
ENDED = "Hồ sơ kết thúc khi bước chưa xong"


def late(scenes: Scenes, to: str = "") -> Dossier:
    """A step that ran out on 30 March, assigned on the 17th to `to` if to anybody."""
    scenes.actor("colleague")
    dossier = scenes.bring("long")
    return scenes.act("assign", dossier, to=to, at=vn(ASSIGNED)) if to else dossier


def test_whoever_had_it_when_its_time_ran_out_keeps_the_lateness(scenes: Scenes) -> None:
    scenes.act("assign", late(scenes, "specialist"), to="colleague", at=vn(LATE))
    assert told(scenes) == [
        ("Người colleague", OPEN, CAME),
        ("Người specialist", KEPT, ""),
    ]


def test_what_nobody_had_when_its_time_ran_out_is_nobodys(scenes: Scenes) -> None:
    dossier = scenes.act("assign", late(scenes), to="colleague", at=vn(LATE))
    assert dossier.assignee_id == scenes.actor("colleague").post_pk
    assert told(scenes) == [
        ("Chưa giao cho ai", KEPT, ""),
        ("Người colleague", OPEN, CAME),
    ]


def test_in_its_time_a_step_changes_hands_in_one_pass(scenes: Scenes) -> None:
    scenes.act("assign", late(scenes, "specialist"), to="colleague", at=vn("2020-03-20 09:00"))
    assert told(scenes) == [("Người colleague", OPEN, "")]


def test_a_late_step_that_is_given_on_is_one_pass_of_the_sheet(scenes: Scenes) -> None:
    dossier = scenes.act("assign", late(scenes, "specialist"), to="colleague", at=vn(LATE))
    passes = [(one.task, one.officer_id) for one in turns.steps_of(dossier.case)]
    assert passes[-1] == ("examine", scenes.actor("colleague").post_pk)
    assert [task for task, _officer in passes].count("examine") == 1


@pytest.mark.parametrize("name", ["stop", "withdraw"])
def test_an_end_does_not_wipe_what_was_late_until_then(scenes: Scenes, name: str) -> None:
    scenes.act(name, late(scenes, "specialist"), at=vn(LATE))
    assert told(scenes) == [("Người specialist", ENDED, "")]


def test_what_was_pressed_by_mistake_has_not_ended(scenes: Scenes) -> None:
    dossier = late(scenes, "specialist")
    for hour in ("08", "09"):
        scenes.act("draft_result", dossier, at=vn(f"2020-04-03 {hour}:00"))
        dossier = scenes.act("do_step", dossier, at=vn(f"2020-04-03 {hour}:00"))
        by = scenes.actor("specialist")
        dossier = scenes.act("undo", dossier, by, at=vn(f"2020-04-03 {hour}:10"))
    assert told(scenes) == [("Người specialist", OPEN, "")]
    found = queries.late(scenes.ward.leader, MARCH, vn("2020-04-08 09:00"))[0]
    assert len(found) == 1
    scenes.act("do_step", dossier, at=vn(DONE))
    assert told(scenes) == [("Người specialist", DID, "")]


def test_every_end_of_an_officials_turn_has_words_of_its_own() -> None:
    shown = {ending: str(words) for ending, words in papers.HOW.items()}
    assert set(shown) == set(queries.SETTLED)
    assert len(set(shown.values())) == len(shown)
