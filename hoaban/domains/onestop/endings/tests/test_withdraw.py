"""The applicant takes the request back, at any time before the result."""

from datetime import timedelta

import pytest

from hoaban.casework.cases.models import Case
from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.casework.turns.models import Turn
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.custody import queries as custody
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.supplements import queries as supplements
from tests.world.acts import LATER
from tests.world.scenes import Scenes, last, refused, states, vn

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
    assert last(gone).facts == {"was_received": OPEN[state], "refund": "keep"}


def test_whoever_had_the_step_still_stands_in_the_record(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("assign", dossier)
    scenes.act("withdraw", dossier)
    run = Turn.objects.exclude(task="").get(case=dossier.pk, task="examine")
    assert run.officer_id == scenes.ward.specialist.post_pk


def test_the_applicant_owes_no_reason_and_yet_one_is_read(scenes: Scenes) -> None:
    gone = scenes.act("withdraw", scenes.bring("received"), reason="")
    assert gone.end_reason == "Người nộp đề nghị rút hồ sơ."


def test_what_was_received_is_given_back_in_writing(scenes: Scenes) -> None:
    gone = scenes.act("withdraw", scenes.bring("received"))
    paper = Paper.objects.filter(case=gone.pk).latest("id")
    assert (paper.circular, paper.form, paper.facts["reason"]) == (
        "own",
        "RH",
        "Trả lại hồ sơ theo đề nghị của người nộp. Lý do người nộp nêu: Tôi nộp nhầm.",
    )


def test_what_was_never_received_is_given_back_in_writing_too(scenes: Scenes) -> None:
    gone = scenes.act("withdraw", scenes.bring("submitted"), reason="")
    paper = Paper.objects.get(case=gone.pk)
    said = {"stage", "originals", "officer", "by_request", "fee_note"}
    assert (paper.circular, paper.form, {one: paper.facts[one] for one in said}) == (
        "own",
        "RH",
        {
            "stage": "Chưa tiếp nhận",
            "originals": "Không giữ bản chính nào",
            "officer": "Bộ phận Tiếp nhận và Trả kết quả",
            "by_request": True,
            "fee_note": "Không thu",
        },
    )


def test_the_paper_says_where_originals_are_fetched(scenes: Scenes) -> None:
    gone = scenes.act("withdraw", scenes.bring("holding"))
    [left] = custody.originals_left(gone)
    paper = Paper.objects.filter(case=gone.pk, form="RH").latest("id")
    assert paper.facts["originals"] == (
        f"{left.name} (1 bản chính): nhận lại tại Bộ phận Tiếp nhận và Trả kết quả"
    )


def test_since_2025_form_05_says_at_which_stage_and_what_becomes_of_the_fee(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("transfer", scenes.act("pay", scenes.bring("received")))
    Case.objects.filter(pk=dossier.pk).update(opened_at=vn("2025-09-15 08:00"))
    at = vn("2025-09-16 08:00")
    scenes.act("withdraw", dossier, scenes.ward.clerk, at=at, refund="refund")
    paper = Paper.objects.get(case=dossier.pk, circular="03/2025/TT-VPCP")
    examining = parameters.plan(dossier.revision_id).steps["examine"].name["vi"]
    assert (paper.form, paper.facts["stage"], paper.facts["fee_note"]) == (
        "05",
        examining,
        "Đã nộp 16.000 đồng; được hoàn trả",
    )


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


@pytest.mark.parametrize(
    ("received", "form"),
    [
        ("2020-03-16 08:40", "RH"),
        ("2025-07-02 08:00", "RH"),
        ("2025-09-12 08:00", "RH"),
        ("2025-09-15 08:00", "05"),
    ],
)
def test_on_the_paper_of_the_day_the_applicant_asks_and_whoever_received_it_confirms(
    scenes: Scenes, received: str, form: str
) -> None:
    dossier = scenes.bring("received")
    Case.objects.filter(pk=dossier.pk).update(opened_at=vn(received))
    at = vn(received) + timedelta(days=1)
    scenes.act("withdraw", dossier, reason="", at=at)
    facts = Paper.objects.filter(case=dossier.pk, form=form).latest("id").facts
    wanted = {
        "reason": "Trả lại hồ sơ theo đề nghị của người nộp.",
        "by_request": True,
        "signer_title": "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "officer": officer_of(scenes.ward.clerk),
    }
    assert {name: facts[name] for name in wanted} == wanted


def officer_of(actor: Actor) -> str:
    return parameters.officer(actor.post_pk or 0)
