"""Back to the step before, with the reason, to whoever had it."""

from datetime import date

from hoaban.casework.turns.models import Turn
from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.steps.refused import NothingBefore
from tests.world.acts import LATER, WHY
from tests.world.scenes import Scenes, last, refused


def test_whoever_did_the_step_has_it_again(scenes: Scenes) -> None:
    dossier = scenes.act("return_step", scenes.bring("at_signing"))
    specialist = scenes.ward.specialist.post_pk
    assert (dossier.step, dossier.turn, dossier.assignee_id) == (
        "examine",
        "specialist",
        specialist,
    )
    returned = Turn.objects.exclude(task="").get(case=dossier.pk, task="sign")
    assert (returned.was_returned, returned.note, returned.until) == (True, WHY, LATER)
    assert Turn.objects.exclude(task="").get(case=dossier.pk, until=None).post_id == specialist
    assert last(dossier).facts == {"step": "sign", "back": "examine"}


def test_whoever_has_left_the_agency_does_not_get_it_back(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    Post.objects.filter(pk=scenes.ward.specialist.post_pk or 0).update(valid_to=date(2020, 3, 16))
    back = scenes.act("return_step", dossier)
    assert (back.step, back.assignee_id) == ("examine", None)
    assert scenes.act("draft_result", back, scenes.actor("colleague")).outcome == "positive"


def test_it_needs_a_reason(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    with refused(ReasonMissing):
        scenes.act("return_step", dossier, note=" 1 ")


def test_nothing_goes_back_to_the_counter_this_way(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(
        NothingBefore,
        f"Hồ sơ {dossier.code} đang ở bước xử lý đầu tiên, không còn bước nào trước để trả lại.",
    ):
        scenes.act("return_step", dossier, scenes.ward.specialist)


def test_the_draft_stays_and_may_be_made_anew(scenes: Scenes) -> None:
    back = scenes.act("return_step", scenes.bring("at_signing"))
    drafted = scenes.act("draft_result", back, outcome="negative", reason=WHY)
    assert (drafted.result_id, drafted.outcome) == (back.result_id, "negative")
