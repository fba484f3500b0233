"""What is late without an apology stands in a list, from which one is drafted."""

import pytest

from hoaban.domains.onestop.worklists import queries
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, vn

LATE = "2020-04-02 09:00"


def due(scenes: Scenes, at: str = LATE) -> list[int]:
    parts = queries.without_apology(scenes.ward.leader, vn(at))
    return [row.case_id for part in parts for row in part]


def test_what_is_late_is_there_until_it_was_apologised_for(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    assert due(scenes, "2020-03-30 17:00") == []
    assert due(scenes) == [dossier.pk]
    scenes.act("extend", dossier, at=vn(LATE))
    assert due(scenes, "2020-05-04 09:00") == []


def test_what_waits_for_the_applicant_cannot_be_given_another_day(scenes: Scenes) -> None:
    scenes.act("ask_supplement", scenes.bring("long"))
    assert due(scenes) == []


def test_one_about_which_another_agency_is_asked_is_there_once(scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    assert due(scenes) == [dossier.pk]


def test_what_was_signed_late_is_there_while_it_is_at_the_counter(scenes: Scenes) -> None:
    dossier, at = scenes.bring("long"), vn(LATE)
    for name in ("draft_result", "do_step", "sign"):
        scenes.act(name, dossier, at=at)
    assert due(scenes) == [dossier.pk]
    assert due(scenes, "2020-03-20 09:00") == [dossier.pk]
    other = scenes.bring("done_late")
    scenes.act("apologise", other)
    assert due(scenes) == [dossier.pk]
    scenes.act("release", dossier, at=at)
    scenes.act("pay", dossier, at=at)
    scenes.act("hand_over", dossier, at=at)
    assert due(scenes) == []


def test_the_count_of_the_overview_is_that_of_the_list_and_bounded(
    scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        scenes.bring("long")
    signed = scenes.bring("long")
    for name in ("draft_result", "do_step", "sign"):
        scenes.act(name, signed, at=vn(LATE))
    leader, at = scenes.ward.leader, vn(LATE)
    assert queries.apologies_due(leader, at) == len(due(scenes)) == 4
    scenes.act("release", signed, at=at)
    assert queries.apologies_due(leader, at) == len(due(scenes)) == 4
    monkeypatch.setattr(queries, "LOOKED_AT", 2)
    assert queries.apologies_due(leader, at) == 3
    monkeypatch.setattr(queries, "MOST_COUNTED", 1)
    assert queries.apologies_due(leader, at) == 2


def test_only_agencies_of_ones_own(scenes: Scenes) -> None:
    scenes.bring("long")
    foreign = scenes.actor("foreigner")
    assert [len(part) for part in queries.without_apology(foreign, vn(LATE))] == [0, 0]


def test_the_overview_counts_them_and_leads_to_the_draft(
    desk: Desk, scenes: Scenes, settings: object
) -> None:
    dossier = scenes.bring("long")
    settings.HOABAN_TODAY = "2020-04-02T09:00:00+07:00"  # type: ignore[attr-defined]
    assert "Hồ sơ cần xin lỗi:\n      1</a>" in desk.get("leader", "/desk/overview/")
    assert "Hồ sơ cần xin lỗi" not in desk.get("specialist", "/desk/overview/")
    shown = desk.get("leader", "/desk/apologies/")
    assert str(dossier.code) in shown
    assert page(dossier, "extend") in shown
    assert page(dossier, "extend") not in desk.get("clerk", "/desk/apologies/")
    assert "chưa giải quyết xong" in desk.get("leader", page(dossier, "extend"))
