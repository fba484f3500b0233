"""The receipt for a fee: numbered without a gap, cancelled with a reason, never lost."""

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.domains.documents import queries as documents
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import ReasonMissing, WrongState
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.money.refused import NothingTaken, NotTakenAtTheCounter
from tests.world.acts import WHY
from tests.world.scenes import Scenes, refused

AS_TAKEN = {
    "book": "01/2020",
    "payer": "Lường Thị Ban",
    "amount": 16000,
    "paid_by": "Tiền mặt",
    "taken_at": "2020-03-16T09:30",
}


def given(dossier: Dossier) -> list[tuple[str, bool]]:
    """The receipts of a dossier: number, whether it is cancelled."""
    found = Receipt.objects.filter(dossier=dossier).select_related("paper").order_by("id")
    return [(one.paper.symbol, one.is_cancelled) for one in found]


def test_whoever_pays_gets_a_numbered_receipt_with_each_fee_by_name(scenes: Scenes) -> None:
    dossier = scenes.act("pay", scenes.bring("received"))
    paper = Paper.objects.get(case=dossier.pk, circular="own")
    assert {name: paper.facts[name] for name in AS_TAKEN} == AS_TAKEN
    assert sum(one["amount"] for one in paper.facts["lines"]) == 16000
    assert all(one["name"] for one in paper.facts["lines"])
    assert (paper.form, paper.symbol, paper.facts["is_form_doubtful"]) == ("BL", "01/BL", True)


def test_numbers_go_on_without_a_gap_and_begin_anew_with_the_agency(scenes: Scenes) -> None:
    for _ in range(3):
        scenes.act("pay", scenes.bring("received"))
    first = scenes.bring("received")
    scenes.act("cancel_fee", scenes.act("pay", first))
    scenes.act("pay", first)
    papers = Paper.objects.filter(circular="own", form="BL").order_by("id")
    assert [paper.symbol for paper in papers] == [f"0{n}/BL" for n in range(1, 6)]


def test_a_fee_taken_by_mistake_is_asked_again_and_its_receipt_stays_cancelled(
    scenes: Scenes,
) -> None:
    paid = scenes.act("pay", scenes.bring("done"))
    with refused(ReasonMissing):
        scenes.act("cancel_fee", paid, reason="...")
    back = scenes.act("cancel_fee", paid)
    assert (back.state, back.money, back.paid_by) == ("done", "asked", "")
    assert given(scenes.act("pay", back)) == [("01/BL", True), ("02/BL", False)]
    paper = Receipt.objects.get(dossier=back, cancelled_at__isnull=False).paper
    assert (paper.withdrawal_reason, paper.withdrawn_at is None) == (WHY, False)


def test_whoever_checks_a_cancelled_receipt_reads_that_it_holds_no_more(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("received"))
    paper = Receipt.objects.get(dossier=paid).paper
    before = documents.checked(paper.public_id)
    scenes.act("cancel_fee", paid)
    after = documents.checked(paper.public_id)
    assert before
    assert after
    assert (before.withdrawn_at is None, after.withdrawn_at is None) == (True, False)


def test_what_was_not_taken_or_came_into_the_account_is_not_cancelled(scenes: Scenes) -> None:
    unpaid = scenes.bring("received")
    with refused(NothingTaken):
        scenes.act("cancel_fee", unpaid)
    paid = scenes.act("pay", unpaid, paid_by="transfer")
    with refused(NotTakenAtTheCounter):
        scenes.act("cancel_fee", paid)


@pytest.mark.parametrize("state", ["returned", "withdrawn"])
def test_nothing_is_cancelled_once_the_dossier_has_ended(scenes: Scenes, state: str) -> None:
    dossier = scenes.bring(state)
    assert dossier.state == state
    with refused(WrongState):
        scenes.act("cancel_fee", dossier)
