"""Closing what was not supplied in time: never a moment early. [ND61/2018 Đ15 k3]"""

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.turns import queries as turns
from hoaban.domains.onestop.endings.refused import StillTimeToSupply
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.onestop.supplements.models import Supplement
from tests.world.acts import LONG_AFTER
from tests.world.scenes import Scenes, last, refused, states, vn


@pytest.mark.parametrize("state", ["awaiting_completion", "awaiting_supplement"])
def test_while_there_is_time_nothing_is_closed(scenes: Scenes, state: str) -> None:
    dossier = scenes.bring(state)
    code = dossier.code or dossier.reference
    for at in ("2020-03-17 08:00", "2020-04-28 17:00"):
        with refused(
            StillTimeToSupply,
            f"Người nộp hồ sơ {code} còn thời gian bổ sung đến 17:00 28/04/2020.",
        ):
            scenes.act("close", dossier, at=vn(at))
    assert scenes.act("close", dossier, at=vn("2020-04-28 17:01")).state == "closed"


def test_after_reception_clock_and_step_end(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("assign", dossier)
    scenes.act("ask_supplement", dossier)
    closed = scenes.act("close", dossier)
    assert states(closed)[:2] == ("closed", "ended")
    assert (closed.turn, closed.assignee_id, closed.ended_at) == ("", None, LONG_AFTER)
    intervals = ClockInterval.objects.filter(case=closed.pk).order_by("id")
    assert [(i.kind, i.ended_at is None) for i in intervals] == [
        ("running", False),
        ("paused", False),
    ]
    run = turns.steps_of(closed.case)[-1]
    assert (run.until, run.officer_id) == (LONG_AFTER, scenes.ward.specialist.post_pk)
    assert last(closed).facts == {"was_received": True}


def test_what_never_came_is_not_called_supplied(scenes: Scenes) -> None:
    closed = scenes.bring("closed")
    assert Supplement.objects.get(dossier=closed).supplied_at is None
    assert supplements.open_supplement(closed) is None


def test_the_system_closes_by_name(scenes: Scenes) -> None:
    closed = scenes.act("close", scenes.bring("awaiting_completion"), scenes.actor("system"))
    assert (last(closed).by, closed.end_reason) == (
        "system:expiry",
        "Đã quá 17:00 28/04/2020 mà cơ quan chưa nhận được giấy tờ bổ sung.",
    )
