"""Whoever has the step asks another agency within the limit of the dossier."""

from datetime import timedelta

import pytest

from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Involvement
from hoaban.casework.turns import queries as turns
from hoaban.core.people import agencies
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.consultations import actions as consultations
from hoaban.domains.onestop.consultations.refused import (
    LimitAfterDue,
    NotConsulted,
    NoTimeToConsult,
)
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import NotYourTurn
from tests.world.acts import ASKED, LONG_AFTER, QUESTION
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, refused, vn


def agency(code: str) -> int:
    return agencies.row(code, MONDAY.date()).pk


def parts(dossier: Dossier) -> dict[str, str]:
    """The agencies that take part now, by code."""
    found = Involvement.objects.select_related("agency").filter(case=dossier.pk, until=None)
    return {one.agency.code: one.part for one in found}


def test_the_asked_agency_takes_part_and_has_a_turn_to_the_close_of_the_last_day(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("consulted")
    [turn] = turns.beside(dossier.pk)
    assert (turn.agency_id, turn.role, turn.act_by) == (
        agency(ASKED),
        "specialist",
        vn("2020-03-19 17:00"),
    )
    assert parts(dossier) == {"ubnd-03127": Part.OWNS, ASKED: Part.CONSULTED}


def test_the_clock_and_the_turn_of_the_dossier_go_on_meanwhile(scenes: Scenes) -> None:
    before = scenes.bring("long")
    due_at, turn = before.due_at, before.turn_at_hand
    dossier = scenes.act("consult", before)
    assert (dossier.clock, dossier.due_at, dossier.turn_at_hand) == ("running", due_at, turn)


def test_the_limit_of_the_asked_agency_stays_while_the_case_goes_on(scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    for act in ("draft_result", "do_step"):
        scenes.act(act, dossier)
    asked = Involvement.objects.get(case=dossier.pk, agency=agency(ASKED))
    assert asked.act_by == vn("2020-03-19 17:00")


def test_several_agencies_are_asked_each_once_at_a_time(scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    scenes.act("consult", dossier, agency="ubnd-03130")
    assert len(turns.beside(dossier.pk)) == 2
    with refused(NotConsulted):
        scenes.act("consult", dossier)


def test_the_deciding_agency_does_not_ask_itself(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    with refused(NotConsulted):
        scenes.act("consult", dossier, agency="ubnd-03127")


def test_an_answer_is_not_awaited_after_the_due_moment(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    with refused(
        LimitAfterDue,
        f"Hạn trả lời (17:00 31/03/2020) sau giờ hẹn trả kết quả hồ sơ {dossier.code} "
        "(17:00 30/03/2020); hãy cho ít ngày hơn.",
    ):
        scenes.act("consult", dossier, days=11)


def test_an_answer_is_awaited_to_the_due_moment_itself(scenes: Scenes) -> None:
    dossier = scenes.act("consult", scenes.bring("long"), days=10)
    [turn] = turns.beside(dossier.pk)
    assert turn.act_by == dossier.due_at == vn("2020-03-30 17:00")


def test_one_working_day_before_the_due_moment_somebody_is_asked_still(scenes: Scenes) -> None:
    dossier = scenes.act("consult", scenes.bring("long"), days=1, at=vn("2020-03-27 09:00"))
    [turn] = turns.beside(dossier.pk)
    assert turn.act_by == dossier.due_at


def test_nobody_is_asked_when_no_working_day_is_left(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    with refused(
        NoTimeToConsult,
        f"Hồ sơ {dossier.code} hẹn trả kết quả 17:00 30/03/2020: "
        "không còn ngày làm việc nào để cơ quan khác trả lời.",
    ):
        scenes.act("consult", dossier, at=LONG_AFTER)


def test_a_leader_asks_only_at_the_leaders_step(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    with refused(NotYourTurn):
        scenes.act("consult", dossier, by=scenes.actor("leader"))


def test_the_asked_agency_may_be_asked_again_once_it_answered(scenes: Scenes) -> None:
    dossier = scenes.act("answer_consultation", scenes.bring("consulted"))
    scenes.act("consult", dossier)
    [turn] = turns.beside(dossier.pk)
    assert parts(dossier)[ASKED] == Part.CONSULTED
    assert Involvement.objects.get(case=dossier.pk, agency=agency(ASKED)).act_by == turn.act_by


@pytest.mark.parametrize("act", ["withdraw", "stop"])
def test_a_dossier_that_ends_waits_for_no_opinion(scenes: Scenes, act: str) -> None:
    dossier = scenes.act(act, scenes.bring("consulted"))
    assert turns.beside(dossier.pk) == []
    assert not Involvement.objects.filter(case=dossier.pk, act_by__isnull=False).exists()


def test_a_second_press_with_the_same_key_asks_nobody_twice(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    for _ in range(2):
        consultations.consult(
            dossier.pk,
            **(QUESTION | {"agency": agency(ASKED)}),
            by=scenes.actor("specialist"),
            at=MONDAY + timedelta(hours=1),
            key="press",
        )
    assert len(turns.beside(dossier.pk)) == 1


def test_one_question_is_taken_back_and_the_other_stands(scenes: Scenes) -> None:
    dossier = scenes.act("consult", scenes.bring("consulted"), agency="ubnd-03130")
    scenes.act("withdraw_consultation", dossier, agency="ubnd-03130")
    assert [turn.agency_id for turn in turns.beside(dossier.pk)] == [agency(ASKED)]


def test_the_asked_agency_sees_the_dossier_until_the_question_is_taken_back(
    scenes: Scenes,
) -> None:
    dossier, asked = scenes.bring("consulted"), scenes.actor("asked")
    assert list(access.visible_to(asked)) == [dossier]
    scenes.act("withdraw_consultation", dossier)
    assert list(access.visible_to(asked)) == []
