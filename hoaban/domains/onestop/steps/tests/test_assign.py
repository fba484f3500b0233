"""Giving the step at hand to a colleague."""

import pytest

from hoaban.casework.turns.models import Turn
from hoaban.domains.onestop.dossiers.refused import NotYourStep, NotYourTurn
from hoaban.domains.onestop.steps.refused import NotAColleague
from tests.world.scenes import Scenes, last, refused

NOT_ONE = "Người được giao phải có vị trí phù hợp với bước này tại cơ quan giải quyết."


def test_a_leader_gives_the_step_to_a_specialist(scenes: Scenes) -> None:
    dossier = scenes.act("assign", scenes.bring("in_process"))
    post = scenes.ward.specialist.post_pk
    assert (dossier.assignee_id, dossier.turn) == (post, "specialist")
    assert Turn.objects.exclude(task="").get(case=dossier.pk, until=None).post_id == post
    assert last(dossier).facts == {"to": "post:specialist"}


@pytest.mark.parametrize("who", ["clerk", "leader", "foreigner"])
def test_only_a_post_of_the_steps_role_at_the_deciding_agency_gets_it(
    scenes: Scenes, who: str
) -> None:
    dossier = scenes.bring("in_process")
    with refused(NotAColleague, NOT_ONE):
        scenes.act("assign", dossier, to=scenes.actor(who).post_pk)


def test_a_post_that_does_not_exist_gets_nothing(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(NotAColleague, NOT_ONE):
        scenes.act("assign", dossier, to=999999)


def test_once_given_it_is_the_other_ones_step(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    colleague = scenes.actor("colleague")
    scenes.act("assign", dossier, to=colleague.post_pk)
    for name in ("assign", "do_step", "hand_on", "draft_result", "ask_supplement"):
        with refused(NotYourStep, f"Bước này của hồ sơ {dossier.code} đã giao cho người khác."):
            scenes.act(name, dossier, scenes.ward.specialist)
    assert scenes.act("draft_result", dossier, colleague).outcome == "positive"


def test_a_clerk_does_not_assign_what_lies_with_the_specialist(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    sentence = f"Hồ sơ {dossier.code} đang ở bước của vị trí khác, không phải bước của bạn."
    with refused(NotYourTurn, sentence):
        scenes.act("assign", dossier, scenes.ward.clerk)
