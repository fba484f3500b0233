"""The applicant takes the request back, at any time before the result."""

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.turns.models import Turn
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.supplements import queries as supplements
from tests.world.acts import LATER
from tests.world.scenes import Scenes, last, refused, states

OPEN = {
    "submitted": False,
    "awaiting_completion": False,
    "received": True,
    "in_process": True,
    "at_signing": True,
    "awaiting_supplement": True,
}


@pytest.mark.parametrize("state", OPEN)
def test_from_every_open_state_clock_step_and_turn_end(scenes: Scenes, state: str) -> None:
    dossier = scenes.bring(state)
    if state == "in_process":
        scenes.act("assign", dossier)
    gone = scenes.act("withdraw", dossier)
    assert states(gone)[:2] == ("withdrawn", "ended")
    assert (gone.turn, gone.assignee_id, gone.ended_at) == ("", None, LATER)
    assert not ClockInterval.objects.filter(case=gone.pk, ended_at=None).exists()
    assert not Turn.objects.exclude(task="").filter(case=gone.pk, until=None).exists()
    assert supplements.open_supplement(gone) is None
    assert last(gone).facts == {"was_received": OPEN[state]}


def test_whoever_had_the_step_still_stands_in_the_record(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("assign", dossier)
    scenes.act("withdraw", dossier)
    run = Turn.objects.exclude(task="").get(case=dossier.pk, task="examine")
    assert run.officer_id == scenes.ward.specialist.post_pk


def test_the_applicant_owes_no_reason(scenes: Scenes) -> None:
    assert scenes.act("withdraw", scenes.bring("received"), reason="").end_reason == ""


def test_a_clerk_who_withdraws_for_them_writes_why(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    with refused(ReasonMissing):
        scenes.act("withdraw", dossier, scenes.ward.clerk, reason="")
    gone = scenes.act("withdraw", dossier, scenes.ward.clerk, reason=" Đơn xin rút ngày 16/3. ")
    assert gone.end_reason == "Đơn xin rút ngày 16/3."


def test_a_long_reason_is_kept_whole(scenes: Scenes) -> None:
    long = "Tôi xin rút hồ sơ. " * 200
    gone = scenes.act("withdraw", scenes.bring("received"), reason=long)
    gone.refresh_from_db()
    assert gone.end_reason == long.strip()
