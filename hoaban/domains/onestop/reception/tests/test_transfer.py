"""From the counter to the unit that handles it. [ND61/2018 Đ18]"""

from hoaban.casework.turns.models import Turn
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue.models import Step
from tests.world.acts import LATER
from tests.world.scenes import Scenes, last


def test_the_next_step_begins_and_nobody_has_it_yet(scenes: Scenes) -> None:
    dossier = scenes.act("transfer", scenes.bring("received"))
    assert (dossier.step, dossier.turn, dossier.assignee_id, dossier.act_by) == (
        "examine",
        "specialist",
        None,
        dossier.due_at,
    )
    runs = Turn.objects.exclude(task="").filter(case=dossier.pk).order_by("id")
    assert [(r.task, r.role, r.since == LATER, r.until) for r in runs] == [
        ("receive", "clerk", False, LATER),
        ("examine", "specialist", True, None),
    ]
    assert last(dossier).facts == {"step": "examine"}


def test_a_procedure_that_begins_away_from_the_counter_loses_no_step(scenes: Scenes) -> None:
    submitted = scenes.bring("submitted")
    Step.objects.filter(revision=submitted.revision, code="receive").delete()
    parameters.forget()

    received = scenes.act("receive", submitted)
    assert Turn.objects.exclude(task="").filter(case=received.pk).count() == 0

    moved = scenes.act("transfer", received)
    assert (moved.step, moved.turn) == ("examine", "specialist")
    assert [run.task for run in Turn.objects.exclude(task="").filter(case=moved.pk)] == ["examine"]
    scenes.act("draft_result", moved)
    at_signing = scenes.act("do_step", moved)
    assert scenes.act("return_step", at_signing).step == "examine"
