"""What the bank took back is unpaid again: asked, or a debt where the work is done."""

import pytest

from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt, ReceiptLine
from hoaban.domains.onestop.money.refused import TakenAtTheCounter
from tests.world.acts import LATER
from tests.world.scenes import Scenes, refused

LATE = {"code": "late", "name": {"vi": "Lệ phí"}, "quantity": 1, "amount": 5000}


def refusal(scenes: Scenes, *, beside: bool) -> Dossier:
    """A negative result whose copies (16,000) go back, with another fee beside them or not."""
    dossier = scenes.bring("received")
    if beside:
        dossier.fee_lines, dossier.fee_amount = [*dossier.fee_lines, LATE], 21000
        dossier.save(update_fields=["fee_lines", "fee_amount"])
    by = scenes.actor("system")
    scenes.act("pay", dossier, by, amount=dossier.fee_amount, paid_by="transfer")
    scenes.act("transfer", dossier)
    scenes.act("draft_result", dossier, outcome="negative", reason="Không có trong sổ hộ tịch.")
    return scenes.act("sign", scenes.act("do_step", dossier))


def test_what_was_taken_in_cash_no_bank_takes_back(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("received"))
    with refused(TakenAtTheCounter):
        scenes.act("take_back_fee", paid)


def test_copies_that_a_refusal_does_not_have_are_asked_no_more(scenes: Scenes) -> None:
    done = refusal(scenes, beside=True)
    assert done.money == "owed"
    taken = scenes.act("take_back_fee", done)
    assert (taken.money, taken.fee_amount) == ("asked", 5000)
    assert scenes.act("take_back_fee", refusal(scenes, beside=False)).money == "none"


@pytest.mark.parametrize(("act", "money"), [(None, "asked"), ("release", "debt")])
def test_a_released_result_stays_so_and_the_fee_is_a_debt(
    scenes: Scenes, act: str | None, money: str
) -> None:
    done = scenes.bring("done")
    paid = scenes.act("pay", done, scenes.actor("system"), paid_by="transfer")
    paid = scenes.act(act, paid, at=LATER) if act else paid
    taken = scenes.act("take_back_fee", paid, at=LATER)
    assert (taken.money, taken.delivery) == (money, paid.delivery)


def test_each_fee_on_a_receipt_is_a_row_with_unit_number_and_price(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("received"))
    receipt = Receipt.objects.get(dossier=paid)
    rows = ReceiptLine.objects.filter(receipt=receipt)
    said = [(one.unit, one.quantity, one.price, one.amount) for one in rows]
    assert said == [("copy", 2, 8000, 16000)]
    [line] = receipt.paper.facts["lines"]
    assert (line["unit"], line["times"], line["price"]) == ("bản", 2, 8000)
