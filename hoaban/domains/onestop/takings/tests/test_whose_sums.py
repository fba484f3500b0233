"""Sums are those of the reader's agencies; who cancelled is kept; one page reckons one year."""

import pytest
from pytest_django import Settings

from hoaban.core.people import agencies
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.money.models import Receipt
from tests.world.desks import Desk
from tests.world.province import MONDAY, post_of
from tests.world.scenes import Scenes, department, vn

DAY = "/desk/takings/?begins=16/03/2020&ends=16/03/2020"
OTHER = "clerk-so-tp"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T09:00:00+07:00"


def total(name: str) -> str:
    """The last line of the file that this official takes away."""
    text = Desk().by(name).get(f"{DAY}&format=csv").content.decode("utf-8-sig")
    return str(text.splitlines()[-1])


def test_sums_and_cancellations_are_those_of_the_readers_agencies(scenes: Scenes) -> None:
    department()
    scenes.act("pay", scenes.bring("received"))
    scenes.act("cancel_fee", scenes.act("pay", scenes.bring("received")), reason="Thu nhầm hồ sơ")
    assert (total("clerk"), total(OTHER)) == (
        "Cộng: 2 biên lai, 16.000 đồng, đã hủy 1 biên lai",
        "Cộng: 0 biên lai, 0 đồng, đã hủy 0 biên lai",
    )
    shown = ["Thu nhầm hồ sơ" in Desk().get(name, DAY) for name in ("clerk", OTHER)]
    assert shown == [True, False]


def test_what_was_paid_back_is_that_of_the_readers_agencies(scenes: Scenes) -> None:
    department()
    scenes.act("refund_fee", scenes.bring("owed"))
    shown = [
        "16.000" in Desk().get(name, DAY).partition("Đã hoàn trả")[0][-300:]
        for name in ("clerk", OTHER)
    ]
    assert shown == [True, False]


def test_an_auditor_of_the_province_reads_the_sums_of_all(scenes: Scenes) -> None:
    scenes.act("pay", scenes.bring("received"))
    province = agencies.row("ubnd-tinh", MONDAY.date())
    post_of(province, Role.AUDITOR, "auditor-tinh")
    assert total("auditor-tinh") == "Cộng: 1 biên lai, 16.000 đồng, đã hủy 0 biên lai"


def test_a_cancelled_receipt_keeps_who_cancelled_it_and_when(scenes: Scenes) -> None:
    colleague = post_of(scenes.ward.agency, Role.CLERK, "clerk-two")
    gone = scenes.act("pay", scenes.bring("received"))
    at = vn("2020-03-16 15:00")
    scenes.act("cancel_fee", gone, colleague, reason="Thu nhầm hồ sơ", at=at)
    receipt = Receipt.objects.get(dossier=gone)
    assert (receipt.taken_by_id, receipt.cancelled_by_id, receipt.cancelled_at) == (
        *(scenes.ward.clerk.post_pk, colleague.post_pk, at),
    )
    rows = Desk().by("clerk").get(f"{DAY}&format=csv").content.decode("utf-8-sig").splitlines()
    assert [row.split(";")[7] for row in rows[1:3]] == ["Người clerk", "Người clerk-two"]


@pytest.mark.parametrize(
    ("begins", "ends", "status"),
    [
        ("01/01/2020", "31/12/2020", 200),  # 366 days
        ("01/01/2019", "01/01/2020", 200),  # 366 days
        ("01/01/2019", "02/01/2020", 422),  # 367 days
    ],
)
def test_one_page_reckons_three_hundred_and_sixty_six_days_and_not_one_more(
    scenes: Scenes, begins: str, ends: str, status: int
) -> None:
    assert scenes.ward
    Desk().get("clerk", f"/desk/takings/?begins={begins}&ends={ends}", status=status)
