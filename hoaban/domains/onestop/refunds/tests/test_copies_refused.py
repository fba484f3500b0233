"""Copies that a negative result does not have: their money goes back, or is asked no more."""

from typing import Any

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import dong
from hoaban.domains.onestop.refunds import queries
from hoaban.domains.onestop.refunds.refused import NothingToRefund, WrongRefund
from tests.world.acts import LATER
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, last, refused

LATE = {"code": "late", "name": {"vi": "Lệ phí"}, "quantity": 1, "amount": 5000}
WHO: dict[str, Any] = {"receiver": "Lường Thị Ban", "reason": "Bản sao không cấp."}


def negative(scenes: Scenes, *, pays: bool, beside: bool = False) -> Dossier:
    """Refused at the end, with two copies at 8,000 asked for, and another fee `beside` them."""
    dossier = scenes.bring("received")
    if beside:
        dossier.fee_lines, dossier.fee_amount = [*dossier.fee_lines, LATE], 21000
        dossier.save(update_fields=["fee_lines", "fee_amount"])
    if pays:
        dossier = scenes.act("pay", dossier, amount=dossier.fee_amount)
    dossier = scenes.act("transfer", dossier)
    scenes.act("draft_result", dossier, outcome="negative", reason="Không có trong sổ hộ tịch.")
    return scenes.act("sign", scenes.act("do_step", dossier))


def test_what_was_paid_for_the_copies_alone_goes_back_with_a_paper_that_names_them(
    scenes: Scenes,
) -> None:
    done = negative(scenes, pays=True, beside=True)
    assert (done.money, queries.amount(done), done.fee_amount) == ("owed", 16000, 21000)
    with refused(WrongRefund):
        scenes.act("refund_fee", done, **WHO, amount=21000)
    back = scenes.act("refund_fee", done, **WHO, amount=16000)
    facts = Paper.objects.get(case=back.pk, form="HT").facts
    assert (facts["amount"], [one["amount"] for one in facts["lines"]]) == (16000, [16000])
    assert (back.state, back.money, last(back).facts["amount"]) == ("done", "refunded", 16000)
    with refused(NothingToRefund):
        scenes.act("refund_fee", back, **WHO, amount=16000)


def test_copies_that_were_not_paid_do_not_hold_the_refusal(scenes: Scenes) -> None:
    done = negative(scenes, pays=False)
    assert (done.money, done.fee_amount, done.fee_lines) == ("none", 0, [])
    ready = scenes.act("release", done, at=LATER)
    assert scenes.act("hand_over", ready, at=LATER).state == "returned"


def test_what_else_was_asked_is_still_asked(scenes: Scenes) -> None:
    done = negative(scenes, pays=False, beside=True)
    assert (done.money, done.fee_amount) == ("asked", 5000)
    assert scenes.act("pay", done, amount=5000).money == "paid"


def test_the_money_of_the_copies_goes_back_after_the_refusal_was_handed_over_too(
    scenes: Scenes,
) -> None:
    done = scenes.act("release", negative(scenes, pays=True), at=LATER)
    handed = scenes.act("hand_over", done, at=LATER)
    assert scenes.act("refund_fee", handed, **WHO, amount=16000).money == "refunded"


def test_a_positive_result_gives_nothing_back(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("done"), at=LATER)
    with refused(NothingToRefund):
        scenes.act("refund_fee", paid, **WHO, amount=16000, at=LATER)


def test_both_sides_read_how_much_goes_back(scenes: Scenes) -> None:
    done = negative(scenes, pays=True, beside=True)
    Dossier.objects.filter(pk=done.pk).update(owner_person=scenes.ward.citizen.person_pk)
    assert "trả lại 16.000" in Desk().get("citizen", f"/my/{done.reference}/")
    assert "Số tiền phải hoàn trả" in Desk().get("clerk", page(done))
    assert "16.000" in Desk().get("clerk", "/desk/takings/owed/")


@pytest.mark.parametrize(
    ("money", "fault", "note"),
    [
        ("owed", "other", "Được hoàn trả 16.000 đồng đã nộp"),
        ("owed", "agency", "Được hoàn trả 21.000 đồng đã nộp"),
        ("refunded", "other", "Đã hoàn trả 16.000 đồng trong 21.000 đồng đã nộp"),
        ("refunded", "agency", "Đã hoàn trả 16.000 đồng; còn được hoàn trả 5.000 đồng đã nộp"),
    ],
)
def test_the_notice_that_a_refusal_is_taken_back_promises_what_goes_back(
    scenes: Scenes, money: str, fault: str, note: str
) -> None:
    done = negative(scenes, pays=True, beside=True)
    if money == "refunded":
        done = scenes.act("refund_fee", done, **WHO, amount=16000)
    gone = scenes.act("revoke", done, fault=fault, follows="nothing")
    assert Paper.objects.get(case=gone.pk, form="TH").facts["fee_note"] == note
    if money == "owed":
        assert f"Được hoàn trả {dong(queries.amount(gone))} đồng đã nộp" == note
