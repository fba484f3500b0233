"""A result is taken back by a deputy, and given again by a dossier without a fee."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_counter import press

pytestmark = pytest.mark.journey
Judge = Callable[[Page], None]


def test_a_result_is_taken_back_and_both_dossiers_lead_to_each_other(
    visit: Callable[..., Page], judged: Judge
) -> None:
    leader, clerk = visit("lanhdao.himlam"), visit("motcua.himlam")
    leader.goto("/desk/ended/")
    given = leader.locator("tr", has_text="Đã trả kết quả").locator("a[href*='/desk/dossiers/']")
    address = given.first.get_attribute("href") or ""

    press(leader, address, "Thu hồi kết quả")
    leader.get_by_label("Lý do").fill("Ghi sai ngày sinh của người được cấp.")
    leader.get_by_label("Căn cứ pháp lý").fill("Điều 21 Nghị định 61/2018/NĐ-CP")
    leader.get_by_label("Sai sót của cơ quan", exact=True).check()
    leader.get_by_label("Cấp lại: mở hồ sơ cấp lại kết quả").check()
    judged(leader)
    leader.locator("main form button[type=submit]").last.click()

    told = leader.locator(".notice", has_text="Kết quả đã bị thu hồi")
    expect(told).to_be_visible()
    judged(leader)
    again = told.locator("a[href*='/desk/dossiers/']").get_attribute("href") or ""
    press(clerk, again, "Chuyển xử lý")
    expect(clerk.get_by_text("cấp lại, không thu phí").first).to_be_visible()
    judged(clerk)
