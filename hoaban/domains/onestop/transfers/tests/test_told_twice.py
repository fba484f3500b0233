"""Payments with one number, and one payment from several exports of a statement."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.transfers import actions
from hoaban.gateways.payments.models import Payment
from tests.world.acts import LATER
from tests.world.desks import Desk
from tests.world.scenes import Scenes

PLAIN = "Ngày giao dịch;Số tiền ghi có;Nội dung\n"
NUMBERED = "Ngày giao dịch;Số tiền ghi có;Nội dung;Số giao dịch\n"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer"]


def asked(scenes: Scenes) -> tuple[Dossier, str]:
    dossier = scenes.bring("received")
    return dossier, actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER).reference


def read(desk: Desk, text: str) -> str:
    file = SimpleUploadedFile("sao-ke.csv", text.encode())
    return str(desk.post("clerk", "/desk/takings/statement/", {"file": file}).content.decode())


def verdicts() -> list[str]:
    return list(Payment.objects.order_by("pk").values_list("verdict", flat=True))


def test_another_payment_with_the_same_number_is_told_kept_and_listed(scenes: Scenes) -> None:
    desk, (_one, first), (other, second) = Desk(), asked(scenes), asked(scenes)
    text = f"{NUMBERED}16/03/2020 10:00;16.000;{first};F1\n16/03/2020 10:05;16.000;{second};F1\n"
    shown = [read(desk, text) for _twice in range(2)]
    assert ["Số giao dịch này đã ghi cho một khoản khác" in one for one in shown] == [True, True]
    assert [one.count("đã ghi nhận từ lần nhập trước") for one in shown] == [0, 2]
    assert verdicts() == ["matched", "clash"]
    assert second in desk.get("clerk", "/desk/takings/came/")
    other.refresh_from_db()
    assert other.money == "asked"


def test_one_transfer_in_three_exports_is_asked_about_and_pays_once(scenes: Scenes) -> None:
    desk, (dossier, reference) = Desk(), asked(scenes)
    read(desk, f"{PLAIN}16/03/2020;16.000;{reference}\n")
    again = read(desk, f"{NUMBERED}16/03/2020;16.000;{reference};F1\n")
    assert "Có thể là khoản đã ghi từ sao kê khác" in again
    read(desk, f"{PLAIN}16/03/2020 10:00:00;16.000;{reference}\n")
    assert verdicts() == ["matched", "twin", "twin"]
    dossier.refresh_from_db()
    assert dossier.money == "paid"


def test_two_like_transfers_of_a_day_are_two(scenes: Scenes) -> None:
    desk, (_dossier, reference) = Desk(), asked(scenes)
    read(desk, f"{NUMBERED}16/03/2020;8.000;{reference};F1\n16/03/2020;8.000;{reference};F2\n")
    assert verdicts() == ["matched", "matched"]
    plain = asked(scenes)[1]
    read(desk, PLAIN + f"16/03/2020 10:00;8.000;{plain}\n" * 2)
    assert verdicts() == ["matched"] * 4
