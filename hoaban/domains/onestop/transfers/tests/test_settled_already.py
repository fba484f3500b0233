"""What was settled says so, by whom and how; it is listed, and opened again with a reason."""

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.transfers import actions
from hoaban.gateways.payments.models import Payment
from tests.world import statements
from tests.world.acts import LATER
from tests.world.desks import BACKEND, Answer, Desk
from tests.world.scenes import Scenes

CAME = "/desk/takings/came/"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer"]


def read(desk: Desk, line: str) -> Payment:
    statements.read(desk, line)
    return Payment.objects.get()


def settle(desk: Desk, payment: Payment, note: str) -> Answer:
    return desk.post("clerk", CAME, {"does": "settle", "payment": payment.pk, "note": note})


def test_settling_again_says_by_whom_and_how_it_was_done(desk: Desk) -> None:
    payment = read(desk, "16/03/2020;16.000;tra phi;A4")
    settle(desk, payment, "Đã trả lại qua ngân hàng")
    again = settle(desk, payment, "Đã trừ vào hồ sơ khác")
    said = again.content.decode()
    words = ("đã xử lý xong", "Người clerk", "Đã trả lại qua ngân hàng")
    assert (again.status_code, [word in said for word in words]) == (422, [True] * 3)


def test_what_was_settled_is_listed_and_opened_again_with_a_reason(desk: Desk) -> None:
    payment = read(desk, "16/03/2020;16.000;tra phi;A4")
    settle(desk, payment, "Đã trả lại")
    done = desk.get("clerk", f"{CAME}?settled=1")
    assert [word in done for word in ("tra phi", "Đã trả lại", "Người clerk")] == [True] * 3
    back = {"does": "reopen", "payment": payment.pk}
    assert desk.post("clerk", CAME, back | {"reason": "..."}).status_code == 422
    assert desk.post("leader", CAME, back | {"reason": "Nhầm khoản"}).status_code == 403
    assert desk.post("clerk", CAME, back | {"reason": "Nhầm khoản"}).status_code == 302
    payment.refresh_from_db()
    assert (payment.settled_at, payment.note) == (None, "Đã trả lại\nNhầm khoản")
    assert "tra phi" in desk.get("clerk", CAME)


def test_the_payer_reads_what_becomes_of_money_that_came_after_the_withdrawal(
    scenes: Scenes, desk: Desk
) -> None:
    dossier = scenes.bring("received")
    reference = actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER).reference
    scenes.act("withdraw", dossier)
    payment = read(desk, f"16/03/2020 09:00;16.000;{reference};A4")
    browser = Client()
    browser.force_login(Person.objects.get(public_id=scenes.ward.citizen.reference[8:]), BACKEND)
    page = f"/my/{dossier.reference}/pay/"
    shown = [browser.get(page).content.decode()]
    settle(desk, payment, "Đã trả lại ngày 17/3")
    shown.append(browser.get(page).content.decode())
    assert [("16.000 đồng" in one, "được trả lại" in one) for one in shown] == [(True, True)] * 2
    assert ["ghi đã xử lý lúc" in one for one in shown] == [False, True]
    case = browser.get(f"/my/{dossier.reference}/").content.decode()
    assert page in case
