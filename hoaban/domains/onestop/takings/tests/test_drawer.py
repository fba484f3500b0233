"""What has to be in the drawer: the cash that came in, less what was paid back in cash."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pytest_django import Settings

from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.domains.onestop.takings.tests.test_takings import DAY
from tests.world.desks import Desk
from tests.world.scenes import Scenes

DRAWER = [
    "Tiền mặt thu vào (đã trừ biên lai hủy): 32.000 đồng",
    "Tiền mặt chi hoàn trả: 4.000 đồng",
    "Tiền mặt còn phải nộp: 28.000 đồng",
]


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T09:00:00+07:00"


def test_page_and_files_say_what_came_in_cash_what_went_and_what_is_to_be_handed_over(
    scenes: Scenes,
) -> None:
    scenes.act("refund_fee", scenes.bring("owed"))
    Refund.objects.update(amount=4000, paid_by="cash")
    scenes.act("pay", scenes.bring("received"))
    into_account = scenes.act("pay", scenes.bring("received"))
    Receipt.objects.filter(dossier=into_account).update(paid_by="transfer")
    shown, desk = " ".join(Desk().get("clerk", DAY).split()), Desk()
    for words in DRAWER:
        label, _colon, amount = words.partition(": ")
        after = shown.partition(label)[2][:120]
        assert (label, amount.replace("đồng", "đ") in after.replace("đồng", "đ")) == (label, True)
    rows = desk.by("clerk").get(f"{DAY}&format=csv").content.decode("utf-8-sig").splitlines()
    assert [row for row in rows if row.startswith("Tiền mặt") and "biên lai," not in row] == DRAWER
    book = ZipFile(BytesIO(desk.by("clerk").get(f"{DAY}&format=xlsx").content))
    text = "".join(book.read(name).decode() for name in book.namelist())
    assert [words in text for words in DRAWER] == [True, True, True]
