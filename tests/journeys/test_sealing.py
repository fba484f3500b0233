"""A leader signs with a one-time code, the records clerk puts the agency's seal beside it."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import type_code
from tests.journeys.test_counter import fetched, fill_intake, press

pytestmark = pytest.mark.journey
Judge = Callable[[Page], None]


def drafted(clerk: Page, specialist: Page) -> str:
    """A request that waits for the leader's signature; the address of its case."""
    clerk.goto("/desk/post/")
    clerk.locator("label", has_text="Mường Thanh").click()
    clerk.click("main form button[type=submit]")
    clerk.wait_for_url(lambda address: "/post/" not in address)
    fill_intake(clerk, "Lường Văn Dấu")
    clerk.click("button[value=forward]")
    clerk.wait_for_url(re.compile("/desk/dossiers/"))
    case = clerk.url.partition("?")[0]
    press(specialist, case, "Dự thảo kết quả")
    specialist.check("input[name=outcome][value=positive]")
    specialist.click("main form button.btn")
    press(specialist, case, "Hoàn thành bước")
    specialist.fill("textarea[name=note]", "Đã đối chiếu sổ gốc.")
    specialist.click("main form button.btn")
    return case


def test_a_result_is_signed_with_a_code_and_bears_the_seal(
    visit: Callable[..., Page], judged: Judge, tmp_path: Path
) -> None:
    clerk, specialist = visit("haivitri"), visit("chuyenvien.muongthanh")
    case = drafted(clerk, specialist)

    leader = visit("lanhdao.muongthanh")
    press(leader, case, "Ký kết quả")
    judged(leader)
    told = leader.inner_text(".pretended")
    assert ("Chỉ ở bản minh họa" in told, "không bao giờ hiện mã" in told) == (True, True)
    leader.fill("input[name=code]", "000000")
    leader.click("main form button.btn")
    assert "Mã không đúng" in leader.inner_text("main .errors")
    type_code(leader)
    leader.click("main form button.btn")
    leader.wait_for_url(lambda address: "/act/" not in address)
    assert "Ký kết quả" in leader.inner_text("section[aria-labelledby=line]")

    clerk.goto(case)
    clerk.locator("summary", has_text="Việc chưa làm được").click()
    assert "đóng dấu" in clerk.inner_text("section[aria-labelledby=acts]")
    keeper = visit("vanthu.muongthanh")
    for _until_signed in range(240):
        keeper.goto("/desk/documents/to-seal/")
        if keeper.locator("input[name=pick]").count():
            break
        keeper.wait_for_timeout(500)
    judged(keeper)
    keeper.check("input[name=pick]")
    keeper.click("#seal button")
    expect(keeper.locator("main [role=alert]")).to_contain_text("Đã cho đóng dấu")
    button = "form button:not([aria-disabled])"
    for _until_the_seal_is_drawn in range(240):
        clerk.goto(case)
        if clerk.locator(button, has_text="Chuyển kết quả ra quầy").count():
            break
        clerk.wait_for_timeout(500)
    press(clerk, case, "Chuyển kết quả ra quầy")

    signed = tmp_path / "result.pdf"
    signed.write_bytes(fetched(clerk, f"{case}result/"))
    said = subprocess.run(
        ["pdfsig", "-nocert", signed], capture_output=True, text=True, check=False
    )
    assert said.stdout.count("Signature is Valid.") == len(["the leader", "the agency"])
