"""Closing what was not supplied in time: never a moment early. [ND61/2018 Đ15 k3]"""

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.casework.turns import queries as turns
from hoaban.domains.onestop.dossiers.refused import StillTimeToSupply
from hoaban.domains.onestop.endings.refused import RefundUndecided, RefusedNotClosed
from hoaban.domains.onestop.papers.queries import basis_of
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.onestop.supplements.models import Supplement
from tests.world.acts import LONG_AFTER
from tests.world.scenes import Scenes, last, refused, states, vn

NEVER_CAME = (
    "Đã hết thời hạn bổ sung (17:00 28/04/2020, theo thời hạn do tỉnh quy định) "
    "mà chưa nhận được đủ giấy tờ: Giấy tờ tùy thân."
)


def test_while_there_is_time_nothing_is_closed(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_supplement")
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
    passes = [(one.role, one.officer_id) for one in turns.steps_of(closed.case)]
    assert passes[-2:] == [
        ("specialist", scenes.ward.specialist.post_pk),
        ("leader", scenes.ward.leader.post_pk),
    ]
    assert last(closed).facts == {"was_received": True, "refund": "keep"}


def test_what_never_came_is_not_called_supplied(scenes: Scenes) -> None:
    closed = scenes.bring("closed")
    assert Supplement.objects.get(dossier=closed).supplied_at is None
    assert supplements.open_supplement(closed) is None


def test_the_system_closes_by_name(scenes: Scenes) -> None:
    closed = scenes.act("close", scenes.bring("awaiting_supplement"), scenes.actor("system"))
    assert (last(closed).by, closed.end_reason) == ("system:expiry", NEVER_CAME)


def test_what_is_closed_is_said_in_writing_and_not_as_refused_and_no_article_is_named_for_the_days(
    scenes: Scenes,
) -> None:
    closed = scenes.act("close", scenes.bring("awaiting_supplement"))
    paper = Paper.objects.filter(case=closed.pk).latest("id")
    assert (paper.circular, paper.form, paper.facts["reason"]) == ("own", "KT", NEVER_CAME)
    assert paper.facts["basis"] == basis_of(closed)
    assert "61/2018" not in paper.facts["basis"]
    assert closed.end_reason == NEVER_CAME


def test_what_the_system_closes_bears_the_counter(scenes: Scenes) -> None:
    closed = scenes.act("close", scenes.bring("awaiting_supplement"), scenes.actor("system"))
    facts = Paper.objects.filter(case=closed.pk).latest("id").facts
    officer = "Người clerk, Cán bộ một cửa"
    assert (facts["signer_title"], facts["officer"]) == ("NGƯỜI TIẾP NHẬN HỒ SƠ", officer)


def test_a_clerk_may_say_the_reason_otherwise(scenes: Scenes) -> None:
    closed = scenes.act("close", scenes.bring("awaiting_supplement"), reason="Người nộp không đến.")
    assert closed.end_reason == "Người nộp không đến."


def test_what_was_not_completed_in_time_is_refused_and_never_closed(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    with refused(StillTimeToSupply):
        scenes.act("refuse", dossier)
    with refused(RefusedNotClosed):
        scenes.act("close", dossier)
    gone = scenes.act("refuse", dossier, at=LONG_AFTER)
    assert (gone.state, Paper.objects.filter(case=gone.pk, form="03").count()) == ("refused", 1)


@pytest.mark.parametrize("who", ["clerk", "system"])
@pytest.mark.parametrize("is_paid", [False, True], ids=["unpaid", "paid"])
def test_what_becomes_of_a_fee_is_said_in_no_other_word(
    scenes: Scenes,
    who: str,
    is_paid: bool,  # noqa: FBT001
) -> None:
    dossier = scenes.bring("received")
    dossier = scenes.act("transfer", scenes.act("pay", dossier) if is_paid else dossier)
    dossier = scenes.act("ask_supplement", dossier)
    with refused(RefundUndecided):
        scenes.act("close", dossier, scenes.actor(who), refund="half")


def test_a_fee_that_was_paid_goes_back_or_not_and_stands_on_the_form(scenes: Scenes) -> None:
    dossier = scenes.act("pay", scenes.bring("received"))
    dossier = scenes.act("ask_supplement", scenes.act("transfer", dossier))
    with refused(RefundUndecided):
        scenes.act("close", dossier, refund="")
    closed = scenes.act("close", dossier, refund="refund")
    paper = Paper.objects.filter(case=closed.pk).latest("id")
    assert paper.facts["fee_note"] == "Đã nộp 16.000 đồng; được hoàn trả"
    assert "remedy" not in paper.facts
