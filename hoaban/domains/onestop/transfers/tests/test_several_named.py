"""A transfer that names several demands pays those that are open and fit, or is listed."""

import pytest
from pytest_django import Settings

from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.transfers import actions
from hoaban.gateways.payments.models import Payment
from tests.world.acts import LATER
from tests.world.desks import Desk
from tests.world.scenes import Scenes
from tests.world.statements import read

AGAIN = "đã ghi nhận từ lần nhập trước"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer"]


@pytest.fixture
def two(scenes: Scenes) -> list[tuple[Dossier, str]]:
    found = [scenes.bring("received") for _ in range(2)]
    by = scenes.ward.citizen
    return [(one, actions.ask(one.pk, by=by, at=LATER).reference) for one in found]


def money(two: list[tuple[Dossier, str]]) -> list[str]:
    return [Dossier.objects.get(pk=one.pk).money for one, _reference in two]


def test_one_transfer_of_both_sums_pays_both(desk: Desk, two: list[tuple[Dossier, str]]) -> None:
    (first, one), (second, other) = two
    line = f"16/03/2020 10:00;32.000;{other} {one};X1"
    shown = [read(desk, line) for _twice in range(2)]
    assert [AGAIN in each for each in shown] == [False, True]
    assert [first.reference in shown[0], second.reference in shown[0]] == [True, True]
    receipts = Receipt.objects.order_by("pk").values_list("amount", "paid_by")
    assert (money(two), list(receipts)) == (["paid", "paid"], [(16000, "transfer")] * 2)
    kept = Payment.objects.values_list("verdict", "amount", "whole")
    assert list(kept) == [("matched", 16000, 32000)] * 2


def test_of_a_paid_and_an_open_one_the_open_one_is_paid(
    scenes: Scenes, desk: Desk, two: list[tuple[Dossier, str]]
) -> None:
    (_first, one), (second, other) = two
    scenes.act("pay", second)
    read(desk, f"16/03/2020 09:00;16.000;{other};X1")
    read(desk, f"16/03/2020 10:00;16.000;{one} (khong phai {other});X2")
    assert money(two) == ["paid", "paid"]
    assert list(Payment.objects.order_by("pk").values_list("verdict", flat=True)) == [
        *("double", "matched"),
    ]


@pytest.mark.parametrize("amount", ["16.000", "20.000", "40.000"])
def test_what_fits_neither_one_nor_all_is_listed_with_all_names(
    desk: Desk, two: list[tuple[Dossier, str]], amount: str
) -> None:
    (first, one), (second, other) = two
    assert "Nêu nhiều mã thanh toán" in read(desk, f"16/03/2020;{amount};{one} {other};X1")
    listed = desk.get("clerk", "/desk/takings/came/")
    there = [f"/desk/dossiers/{each.reference}/" in listed for each in (first, second)]
    assert (money(two), there) == (["asked", "asked"], [True, True])
