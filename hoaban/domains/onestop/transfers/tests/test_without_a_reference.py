"""Money whose words name no demand: found by what they hold, or told by the counter whose it is."""

from collections.abc import Callable

import pytest
from pytest_django import Settings

from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.transfers import actions
from hoaban.gateways.payments.models import Payment
from tests.world.acts import LATER
from tests.world.desks import Answer, Desk
from tests.world.scenes import Scenes
from tests.world.statements import read

CAME = "/desk/takings/came/"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer"]


def allot(desk: Desk, payment: Payment, code: str) -> Answer:
    return desk.post("clerk", CAME, {"does": "allot", "payment": payment.pk, "code": code})


def standing(dossier: Dossier) -> tuple[str, list[tuple[str, int]]]:
    dossier.refresh_from_db()
    receipts = Receipt.objects.filter(dossier=dossier).values_list("paid_by", "amount")
    return dossier.money, list(receipts)


PAID = ("paid", [("transfer", 16000)])
WRITTEN: dict[str, Callable[[Dossier, str], str]] = {
    "code": lambda one, _asked: f"le phi ho so {one.code}",
    "code without marks": lambda one, _asked: str(one.code).replace("-", "").replace(".", ""),
    "tracking code": lambda one, _asked: f"nop phi {one.reference.lower()}",
    "reference without its prefix": lambda _one, asked: f"CK {asked[2:]} phi",
    "reference cut apart": lambda _one, asked: f"H.B {asked[2:5]} {asked[5:]}",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_memo_that_holds_what_names_one_dossier_pays_it(
    scenes: Scenes, desk: Desk, written: str
) -> None:
    dossier = scenes.bring("received")
    asked = actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER).reference
    read(desk, f"16/03/2020 09:00;16.000;{WRITTEN[written](dossier, asked)};A1")
    assert standing(dossier) == PAID


def test_another_sum_is_offered_and_not_taken(scenes: Scenes, desk: Desk) -> None:
    dossier = scenes.bring("received")
    read(desk, f"16/03/2020 09:00;20.000;{dossier.code};A1")
    assert standing(dossier) == ("asked", [])
    listed = desk.get("clerk", CAME)
    assert f'value="{dossier.code}' in listed
    assert f"/desk/dossiers/{dossier.reference}/" in listed
    assert allot(desk, Payment.objects.get(), str(dossier.code)).status_code == 302
    payment = Payment.objects.get()
    assert (standing(dossier), payment.verdict, payment.surplus) == (PAID, "over", 4000)


def test_the_counter_says_whose_money_it_is_once(scenes: Scenes, desk: Desk) -> None:
    dossier, other = scenes.bring("received"), scenes.bring("received")
    read(desk, "16/03/2020 09:00;16.000;tra phi;A1")
    payment = Payment.objects.get()
    unknown = allot(desk, payment, "ABC")
    assert (unknown.status_code, "Không thấy hồ sơ" in unknown.content.decode()) == (422, True)
    assert allot(desk, payment, dossier.reference).status_code == 302
    assert standing(dossier) == PAID
    again = allot(desk, payment, other.reference)
    assert (again.status_code, standing(other)) == (403, ("asked", []))
    assert "tra phi" not in desk.get("clerk", CAME)


def test_a_fee_that_is_paid_takes_no_other_money(scenes: Scenes, desk: Desk) -> None:
    dossier = scenes.act("pay", scenes.bring("received"))
    read(desk, "16/03/2020 09:00;16.000;tra phi;A1")
    refused = allot(desk, Payment.objects.get(), dossier.reference)
    assert (refused.status_code, "không còn khoản phí" in refused.content.decode()) == (422, True)
    assert Payment.objects.get().demand is None
