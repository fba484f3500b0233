"""Handing the step at hand to a colleague: the pass so far is kept."""

from hoaban.casework.turns.models import Turn
from hoaban.domains.onestop.steps.refused import HandedToOneself, NotAColleague
from tests.world.acts import LATER
from tests.world.scenes import Scenes, last, refused


def test_the_pass_so_far_ends_and_a_new_one_begins_with_the_colleague(scenes: Scenes) -> None:
    dossier = scenes.act("hand_on", scenes.bring("in_process"), note="Tôi đi họp.")
    colleague = scenes.actor("colleague").post_pk
    runs = Turn.objects.exclude(task="").filter(case=dossier.pk, task="examine").order_by("id")
    assert [(run.officer_id, run.until, run.note) for run in runs] == [
        (scenes.ward.specialist.post_pk, LATER, "Tôi đi họp."),
        (colleague, None, ""),
    ]
    assert (dossier.step, dossier.turn, dossier.assignee_id) == ("examine", "specialist", colleague)
    assert last(dossier).facts == {"to": "post:colleague"}


def test_nobody_hands_on_to_themselves(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.actor("colleague")
    with refused(
        HandedToOneself,
        f"Bước này của hồ sơ {dossier.code} đang do chính bạn giữ; hãy chọn người khác.",
    ):
        scenes.act("hand_on", dossier, to=scenes.ward.specialist.post_pk)


def test_it_is_not_handed_to_another_role(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.actor("colleague")
    with refused(NotAColleague):
        scenes.act("hand_on", dossier, to=scenes.ward.leader.post_pk)
