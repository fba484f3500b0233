"""A fee that goes back: decided at the ending or afterwards, paid once, with a paper."""

from typing import Any

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.refunds import queries
from hoaban.domains.onestop.refunds.refused import (
    AccountMissing,
    NothingToRefund,
    PayeeMissing,
    RefundDecided,
    WrongRefund,
)
from tests.world.acts import WHY
from tests.world.scenes import Scenes, last, refused


def test_the_ending_says_how_the_money_stands(scenes: Scenes) -> None:
    kept = scenes.act("transfer", scenes.act("pay", scenes.bring("received")))
    kept = scenes.act("stop", kept, refund="keep")
    unpaid = scenes.act("stop", scenes.bring("in_process"))
    found = [scenes.bring("owed").money, scenes.bring("unsaid").money, kept.money, unpaid.money]
    assert found == ["owed", "unsaid", "paid", "asked"]


def test_what_is_paid_back_has_a_paper_and_is_paid_back_once(scenes: Scenes) -> None:
    owed = scenes.bring("owed")
    back = scenes.act(
        "refund_fee",
        owed,
        receiver=" Lường  Thị Ban ",
        paid_by="transfer",
        account="0123 456 789, ngân hàng minh họa",
    )
    paper = Paper.objects.get(case=back.pk, form="HT")
    said = {name: paper.facts[name] for name in ("receipt", "receiver", "amount", "paid_by")}
    assert said == {
        "receipt": "01/BL",
        "receiver": "Lường Thị Ban",
        "amount": 16000,
        "paid_by": "Chuyển khoản",
    }
    assert (paper.symbol, paper.circular, back.money) == ("01/HTP", "own", "refunded")
    [found] = queries.in_force(back)
    assert (found.reason, found.paid_by_post_id) == (WHY, scenes.ward.clerk.post_pk)
    assert last(back).facts == {"amount": 16000, "paid_by": "transfer", "paper": "01/HTP"}
    with refused(NothingToRefund):
        scenes.act("refund_fee", back)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"amount": 15999}, WrongRefund),
        ({"amount": 0}, WrongRefund),
        ({"receiver": " . "}, PayeeMissing),
        ({"paid_by": "transfer", "account": " "}, AccountMissing),
        ({"reason": "-"}, ReasonMissing),
    ],
)
def test_another_sum_or_nobody_in_particular_is_refused(
    scenes: Scenes, given: dict[str, Any], refusal: type
) -> None:
    owed = scenes.bring("owed")
    with refused(refusal):
        scenes.act("refund_fee", owed, **given)


def test_what_the_applicant_left_open_is_decided_by_the_counter(scenes: Scenes) -> None:
    kept = scenes.act("keep_fee", scenes.bring("unsaid"), reason="Phí không hoàn trả theo quy định")
    assert kept.money == "paid"
    assert kept.end_reason.endswith(
        "\nPhí, lệ phí đã nộp không hoàn trả: Phí không hoàn trả theo quy định"
    )
    with refused(RefundDecided):
        scenes.act("keep_fee", kept)
    with refused(NothingToRefund):
        scenes.act("refund_fee", kept)
    assert scenes.act("refund_fee", scenes.bring("unsaid")).money == "refunded"


def test_a_fee_that_goes_back_by_the_ending_is_not_kept(scenes: Scenes) -> None:
    owed = scenes.bring("owed")
    with refused(RefundDecided):
        scenes.act("keep_fee", owed)
