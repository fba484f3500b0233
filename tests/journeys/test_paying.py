"""A fee paid from home: the code, the platform, and the page that tells by itself that it came."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PATIENCE
from tests.journeys.test_citizen import file_online
from tests.journeys.test_counter import press

pytestmark = pytest.mark.journey
Judge = Callable[[Page], None]


def test_the_fee_is_paid_from_home_and_the_page_tells_it(
    visit: Callable[..., Page], judged: Judge
) -> None:
    citizen, clerk = visit("0900000001", phone=True), visit("motcua.himlam")
    reference = file_online(citizen, judged)
    press(clerk, f"/desk/dossiers/{reference}/", "Tiếp nhận")
    citizen.goto(f"/my/{reference}/")
    citizen.locator("form[action$='/pay/'] button").click()
    citizen.wait_for_url("**/pay/")
    judged(citizen)

    platform = visit("")
    platform.goto(citizen.get_attribute("a[href^='/payments/']", "href") or "")
    judged(platform)
    platform.locator("main form .btn").click()
    platform.wait_for_url("**back=**")
    judged(platform)

    expect(citizen.get_by_text("Đã nhận đủ tiền")).to_be_visible(timeout=PATIENCE)
    assert citizen.locator("a[href^='/payments/']").count() == 0
    clerk.reload()
    clerk.get_by_text("Nền tảng thanh toán trực tuyến").first.wait_for()
    judged(clerk)
