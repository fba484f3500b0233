"""A wrong press is taken back, soon by whoever pressed, later by the head with a reason."""

from datetime import timedelta

from hoaban.casework.turns.models import Turn
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.steps.refused import NothingToUndo, UndoTooLate
from tests.world.acts import WHY
from tests.world.due import due_from_journal
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, last, refused, told, vn

SOON = MONDAY + timedelta(minutes=10)
TOO_LATE = MONDAY + timedelta(minutes=121)


def at_hand(dossier: Dossier) -> tuple[str, str, int | None]:
    return dossier.step, dossier.turn, dossier.assignee_id


def test_a_transfer_taken_back_lies_at_the_counter_again(scenes: Scenes) -> None:
    received = scenes.bring("received")
    before = (received.state, *at_hand(received), received.act_by)
    moved = scenes.act("transfer", received, at=MONDAY)
    back = scenes.act("undo", moved, at=SOON, reason="")
    assert (back.state, *at_hand(back), back.act_by) == before
    assert last(back).facts == {"verb": "dossiers.transferred"}
    assert scenes.act("transfer", back).state == "in_process"


def test_a_transfer_taken_back_is_due_at_the_counter_when_it_was_before(scenes: Scenes) -> None:
    back = scenes.act("undo", scenes.bring("long"), at=SOON, reason="")
    assert (back.due_at, back.act_by) == (vn("2020-03-30 17:00"), vn("2020-03-16 17:00"))


def test_a_step_done_too_soon_is_again_with_whoever_did_it(scenes: Scenes) -> None:
    done = scenes.bring("at_signing")
    back = scenes.act("undo", done, scenes.ward.specialist, at=SOON, reason="")
    assert at_hand(back) == ("examine", "specialist", scenes.ward.specialist.post_pk)
    assert [run.was_returned for run in Turn.objects.filter(task="sign")] == [True]
    assert scenes.act("do_step", back, scenes.ward.specialist).step == "sign"


def test_a_step_handed_to_the_wrong_colleague_comes_back(scenes: Scenes) -> None:
    scenes.actor("colleague")
    handed = scenes.act("hand_on", scenes.bring("in_process"), at=MONDAY)
    back = scenes.act("undo", handed, scenes.ward.specialist, at=SOON)
    assert at_hand(back) == ("examine", "specialist", scenes.ward.specialist.post_pk)


def test_a_step_returned_by_mistake_is_again_on_the_leaders_table(scenes: Scenes) -> None:
    returned = scenes.act("return_step", scenes.bring("at_signing"), at=MONDAY)
    back = scenes.act("undo", returned, scenes.ward.leader, at=SOON)
    assert at_hand(back) == ("sign", "leader", scenes.ward.leader.post_pk)
    assert scenes.act("sign", back).state == "done"


def test_a_fee_taken_meanwhile_stays_taken_and_hides_no_press_before_it(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("in_process"), at=MONDAY)
    back = scenes.act("undo", paid, scenes.ward.clerk, at=SOON)
    assert (back.state, back.money) == ("received", "paid")


def test_after_a_while_only_the_head_takes_it_back_and_says_why(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(
        UndoTooLate,
        f"Đã quá lúc tự hoàn tác việc vừa làm với hồ sơ {dossier.code} (đến 10:30 16/03/2020); "
        "người đứng đầu cơ quan còn làm được và phải nêu lý do.",
    ):
        scenes.act("undo", dossier, at=TOO_LATE)
    with refused(ReasonMissing):
        scenes.act("undo", dossier, scenes.ward.head, at=TOO_LATE, reason=" ")
    back = scenes.act("undo", dossier, scenes.ward.head, at=TOO_LATE)
    assert back.state == "received"
    assert Turn.objects.exclude(task="").filter(case=dossier.pk, note=WHY).count() == 1


def test_what_told_the_applicant_or_took_a_number_is_not_taken_back(scenes: Scenes) -> None:
    for state, who in (("received", "clerk"), ("awaiting_supplement", "leader")):
        dossier = scenes.bring(state)
        with refused(
            NothingToUndo,
            f"Việc vừa làm với hồ sơ {dossier.code} đã báo cho người nộp hoặc đã lấy số nên không "
            "hoàn tác được.",
        ):
            scenes.act("undo", dossier, scenes.actor(who), at=SOON)


def test_nobody_takes_back_the_same_twice_nor_what_another_did(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    with refused(NotAllowed):
        scenes.act("undo", dossier, scenes.ward.clerk, at=SOON)
    back = scenes.act("undo", dossier, scenes.ward.specialist, at=SOON)
    with refused(NothingToUndo):
        scenes.act("undo", back, scenes.ward.specialist, at=SOON)
    assert told(back).count("undone") == 1
    assert due_from_journal(back) == back.due_at
