"""After reception: a supplement, asked once and early, through the shop. [ND61/2018 Đ19 k4]"""

from typing import Any

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import NotYourTurn, ReasonMissing
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.onestop.supplements.refused import (
    NothingToSupply,
    SupplementAlreadyAsked,
    SupplementTooLate,
)
from tests.world.acts import ITEMS, LATER, WHY
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, last, refused, vn


def test_the_clock_pauses_and_the_applicant_is_asked_on_form_02(scenes: Scenes) -> None:
    dossier = scenes.act("ask_supplement", scenes.bring("in_process"))
    assert (dossier.turn, dossier.act_by, dossier.due_at) == (
        "citizen",
        vn("2020-04-28 17:00"),
        vn("2020-03-16 17:00"),
    )
    intervals = ClockInterval.objects.filter(case=dossier.pk).order_by("id")
    assert [(i.kind, i.started_at, i.ended_at) for i in intervals] == [
        ("running", MONDAY, LATER),
        ("paused", LATER, None),
    ]
    paper = Paper.objects.get(case=dossier.pk, form="02")
    assert (paper.facts["reason"], paper.facts["code"]) == (WHY, dossier.code)
    assert last(dossier).facts == {"items": 1, "answer_by": "2020-04-28T10:00:00+00:00"}


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2020-03-19 17:00", True),
        ("2020-03-19 17:01", False),
        ("2020-03-20 08:00", False),
    ],
)
def test_it_is_asked_within_three_working_days_of_reception(
    scenes: Scenes, at: str, *, goes: bool
) -> None:
    dossier = scenes.bring("in_process")
    if goes:
        assert scenes.act("ask_supplement", dossier, at=vn(at)).state == "awaiting_supplement"
        return
    with refused(
        SupplementTooLate,
        f"Đã quá hạn yêu cầu bổ sung hồ sơ {dossier.code} (hạn cuối 17:00 19/03/2020).",
    ):
        scenes.act("ask_supplement", dossier, at=vn(at))


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"items": []}, NothingToSupply),
        ({"items": [{"name": " ", "what": "Nộp"}]}, NothingToSupply),
        ({"reason": "  "}, ReasonMissing),
    ],
)
def test_it_says_what_and_why(
    scenes: Scenes, given: dict[str, Any], refusal: type[NothingToSupply]
) -> None:
    dossier = scenes.bring("in_process")
    with refused(refusal):
        scenes.act("ask_supplement", dossier, **given)


def supplied(scenes: Scenes) -> Dossier:
    return scenes.act("take_supplement", scenes.bring("awaiting_supplement"), at=MONDAY)


def test_the_specialist_asks_only_once(scenes: Scenes) -> None:
    dossier = supplied(scenes)
    with refused(
        SupplementAlreadyAsked,
        f"Hồ sơ {dossier.code} đã được yêu cầu bổ sung một lần ở giai đoạn này; lần nữa phải"
        " do người đứng đầu cơ quan yêu cầu và nêu lý do.",
    ):
        scenes.act("ask_supplement", dossier, head_reason="Phát hiện thêm.")


def test_a_deputy_with_the_file_on_the_table_does_not_ask_again(scenes: Scenes) -> None:
    dossier = supplied(scenes)
    scenes.act("draft_result", dossier)
    scenes.act("do_step", dossier)
    with refused(SupplementAlreadyAsked):
        scenes.act("ask_supplement", dossier, scenes.ward.leader, head_reason="Phát hiện thêm.")


@pytest.mark.parametrize("where", ["with the specialist", "given to someone", "at signing"])
def test_the_head_asks_again_wherever_it_lies_whenever_it_must_be_and_says_why(
    scenes: Scenes, where: str
) -> None:
    dossier, head = supplied(scenes), scenes.ward.head
    if where == "given to someone":
        scenes.act("assign", dossier)
    if where == "at signing":
        scenes.act("draft_result", dossier)
        scenes.act("do_step", dossier)
    late = vn("2020-03-25 09:00")
    with refused(ReasonMissing):
        scenes.act("ask_supplement", dossier, head, at=late)

    asked = scenes.act("ask_supplement", dossier, head, at=late, head_reason="Phát hiện thêm.")

    assert (asked.supplements_after, asked.state) == (2, "awaiting_supplement")
    rows = Supplement.objects.filter(dossier=dossier).order_by("id")
    assert [(row.stage, row.head_reason, row.asked_at) for row in rows] == [
        ("after", "", MONDAY),
        ("after", "Phát hiện thêm.", late),
    ]


def test_the_head_makes_no_first_request_for_a_step_that_is_not_the_heads(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(NotYourTurn):
        scenes.act("ask_supplement", dossier, scenes.ward.head)


def test_each_stage_counts_its_own_requests(scenes: Scenes) -> None:
    dossier = scenes.act("complete", scenes.bring("awaiting_completion"), at=MONDAY)
    scenes.act("receive", dossier)
    dossier = scenes.act("transfer", dossier)
    asked = scenes.act("ask_supplement", dossier)
    assert (asked.supplements_before, asked.supplements_after) == (1, 1)


def test_forms_02_of_an_agency_are_numbered_through_the_year_without_a_gap(scenes: Scenes) -> None:
    for state in ("awaiting_completion", "awaiting_supplement", "awaiting_completion"):
        scenes.bring(state)
    dossier = scenes.bring("in_process")
    with refused(NothingToSupply):
        scenes.act("ask_supplement", dossier, items=[])
    scenes.act("ask_supplement", dossier, items=ITEMS)
    papers = Paper.objects.filter(form="02").order_by("id")
    assert [(paper.year, paper.number) for paper in papers] == [
        (2020, number) for number in (1, 2, 3, 4)
    ]


def test_whoever_had_the_step_has_it_when_the_papers_come(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("assign", dossier)
    scenes.act("ask_supplement", dossier)
    back = scenes.act("take_supplement", dossier)
    by: Actor = scenes.ward.specialist
    assert (back.turn, back.assignee_id, back.step) == ("specialist", by.post_pk, "examine")
