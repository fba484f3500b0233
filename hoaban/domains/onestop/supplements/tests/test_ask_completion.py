"""Before reception: guide once, completely; a second time only the head. [ND61/2018 Đ15 k3]"""

from typing import Any

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.onestop.supplements.refused import NothingToSupply, SupplementAlreadyAsked
from tests.world.acts import ITEMS, LATER, WHY
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, last, refused, vn

NOTHING = "Phiếu yêu cầu phải nêu ít nhất một giấy tờ cần bổ sung và việc cần làm với giấy tờ đó."


@pytest.mark.parametrize(
    "items",
    [[], [{"name": "Sổ hộ khẩu", "what": " "}], [*ITEMS, {"name": "", "what": "Nộp"}]],
    ids=["none", "nothing to do", "no name"],
)
def test_a_list_that_does_not_say_what_to_do_is_refused(scenes: Scenes, items: list[Any]) -> None:
    dossier = scenes.bring("submitted")
    with refused(NothingToSupply, NOTHING):
        scenes.act("ask_completion", dossier, items=items)


def test_a_request_without_a_reason_is_refused(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    with refused(ReasonMissing):
        scenes.act("ask_completion", dossier, reason="...")


def test_form_02_is_the_whole_list_and_the_applicant_has_thirty_working_days(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("awaiting_completion")
    paper = Paper.objects.get(case=dossier.pk)
    assert (paper.form, paper.facts["items"], paper.facts["reason"]) == (
        "02",
        [{"name": "Giấy tờ tùy thân", "what": "Nộp bản chụp rõ hơn", "count": ""}],
        WHY,
    )
    assert (dossier.turn, dossier.act_by) == ("citizen", vn("2020-04-28 17:00"))
    assert last(dossier).facts == {"items": 1, "answer_by": "2020-04-28T10:00:00+00:00"}


def again(scenes: Scenes) -> Dossier:
    return scenes.act("complete", scenes.bring("awaiting_completion"), at=MONDAY)


def test_a_clerk_asks_only_once(scenes: Scenes) -> None:
    dossier = again(scenes)
    with refused(
        SupplementAlreadyAsked,
        f"Hồ sơ {dossier.reference} đã được yêu cầu bổ sung một lần ở giai đoạn này; lần nữa phải"
        " do người đứng đầu cơ quan yêu cầu và nêu lý do.",
    ):
        scenes.act("ask_completion", dossier)


def test_the_head_asks_again_and_says_why(scenes: Scenes) -> None:
    dossier = again(scenes)
    with refused(ReasonMissing):
        scenes.act("ask_completion", dossier, scenes.ward.head)

    asked = scenes.act("ask_completion", dossier, scenes.ward.head, head_reason="Phát hiện thêm.")

    assert (asked.state, asked.supplements_before) == ("awaiting_completion", 2)
    request = Supplement.objects.get(dossier=asked, supplied_at=None)
    assert (request.stage, request.head_reason, request.asked_at) == (
        "before",
        "Phát hiện thêm.",
        LATER,
    )


def test_the_first_request_is_the_counters_and_not_the_heads(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    with refused(NotAllowed):
        scenes.act("ask_completion", dossier, scenes.ward.head)


def test_a_deputy_does_not_ask_again(scenes: Scenes) -> None:
    dossier = again(scenes)
    with refused(NotAllowed):
        scenes.act("ask_completion", dossier, scenes.ward.leader, head_reason="Phát hiện thêm.")
