"""The fee at the counter: what was asked, once. [ND61/2018 Đ22]"""

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.forms import PayForm
from hoaban.domains.onestop.money.refused import NothingToPay, WrongAmount
from tests.world.scenes import Scenes, last, refused


@pytest.mark.parametrize("amount", [0, 15999, 16001, -16000, 10**18])
def test_another_amount_than_asked_is_refused(scenes: Scenes, amount: int) -> None:
    dossier = scenes.bring("received")
    given = f"{amount:,}".replace(",", ".")
    with refused(WrongAmount, f"Số tiền phải thu là 16.000 đồng, không phải {given} đồng."):
        scenes.act("pay", dossier, amount=amount)


@pytest.mark.parametrize("typed", ["16000", "16.000", "16 000", "16,000", "16.000 đ", "16.000đồng"])
def test_the_amount_is_read_as_it_is_written(typed: str) -> None:
    form = PayForm({"amount": typed})
    assert (form.is_valid(), form.cleaned_data) == (True, {"amount": 16000})


@pytest.mark.parametrize("typed", ["16,5", "mười", "-1", "", "9" * 60])
def test_what_is_no_amount_is_told(typed: str) -> None:
    assert list(PayForm({"amount": typed}).errors) == ["amount"]


def test_what_is_paid_is_not_taken_again(scenes: Scenes) -> None:
    dossier = scenes.act("pay", scenes.bring("received"))
    with refused(NothingToPay, f"Hồ sơ {dossier.code} không còn khoản phí, lệ phí nào phải nộp."):
        scenes.act("pay", dossier)


def test_nothing_is_taken_before_reception_or_where_there_is_no_fee(scenes: Scenes) -> None:
    early = scenes.bring("submitted")
    with refused(NothingToPay):
        scenes.act("pay", early, amount=0)
    free = scenes.bring("received")
    Dossier.objects.filter(pk=free.pk).update(money="none", fee_amount=0)
    with refused(NothingToPay):
        scenes.act("pay", free, amount=0)


def test_paying_moves_nothing_but_the_money(scenes: Scenes) -> None:
    before = scenes.bring("received")
    after = scenes.act("pay", before)
    same = ("state", "clock", "delivery", "turn", "step", "act_by", "due_at")
    assert {n: getattr(after, n) for n in same} == {n: getattr(before, n) for n in same}
    said = {"amount": 16000, "paid_by": "cash", "receipt": "01/BL"}
    assert (after.money, last(after).facts) == ("paid", said)


def test_the_fee_can_still_be_paid_when_the_result_is_there(scenes: Scenes) -> None:
    assert scenes.act("pay", scenes.bring("done")).money == "paid"


def receipts(dossier: Dossier) -> list[tuple[str, bool]]:
    """The receipts as given: number and sign, whether they say that the fee is paid."""
    given = Paper.objects.filter(case=dossier.pk, form="01").order_by("id")
    return [(one.symbol, one.facts["fee_paid"]) for one in given]


def test_the_receipt_is_given_again_with_the_fee_paid_and_again_when_that_is_taken_back(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("pay", scenes.bring("received"))
    assert receipts(dossier) == [("01/TNHS", False), ("02/TNHS", True)]
    scenes.act("cancel_fee", dossier)
    assert receipts(dossier) == [("01/TNHS", False), ("02/TNHS", True), ("03/TNHS", False)]
    one, other = Paper.objects.filter(case=dossier.pk, form="01").order_by("id")[:2]
    said = {name: one.facts[name] for name in one.facts if name not in {"fee_paid", "symbol"}}
    assert {name: other.facts[name] for name in said} == said
