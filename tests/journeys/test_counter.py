"""A request at the counter becomes a signed result in the citizen's hands, in a browser."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey


def fill_intake(page: Page, child: str) -> None:
    """A copy of a birth certificate, for Lường Thị Ban; of another child each time."""
    page.goto("/desk/intake/2.000635/")
    for name, value in {
        "full_name": "Lường Thị Ban",
        "phone": "0912 000 123",
        "identity_number": "011190000123",
        "address": "Tổ 4",
        "requester-person__birth_date": "12/05/1990",
        "request-copies": "2",
        "subject-person__full_name": child,
        "subject-person__birth_date": "01/02/2015",
        "register-office": "UBND phường Him Lam",
    }.items():
        page.fill(f"input[name='{name}']", value)
    page.select_option("select[name=area_code]", "03127")
    page.select_option("select[name=request-event]", "birth")
    page.select_option("select[name=subject-relation]", "parent")
    page.check("input[name=subject-person__sex][value=male]")
    page.check("input[name=relief-ground][value=none]")
    page.check("input[name=confirm-truth]")


def press(page: Page, address: str, label: str) -> None:
    page.goto(address)
    page.locator("section[aria-labelledby=acts] .actions").get_by_text(label).first.click()


def fetched(page: Page, address: str) -> bytes:
    """A file that a job makes: ask until it is there."""
    for _ in range(480):
        answer = page.request.get(address)
        assert answer.status in {200, 202}
        if answer.status == 200:
            return answer.body()
        page.wait_for_timeout(250)
    pytest.fail(f"{address} was not made")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_spine_at_the_counter(
    visit: Callable[..., Page], tmp_path: Path, *, script: bool
) -> None:
    clerk = visit("motcua.himlam", script=script)
    fill_intake(clerk, "Lường Văn Em" if script else "Lường Văn Út")
    clerk.click("button[value=receive]")
    clerk.wait_for_url(re.compile("/desk/dossiers/"))
    case = clerk.url.partition("?")[0]
    press(clerk, case, "Chuyển xử lý")

    specialist = visit("chuyenvien.himlam", script=script)
    specialist.goto(case)
    press(specialist, case, "Dự thảo kết quả")
    specialist.check("input[name=outcome][value=positive]")
    specialist.click("main form button.btn")
    press(specialist, case, "Hoàn thành bước")
    specialist.fill("textarea[name=note]", "Đã đối chiếu sổ gốc.")
    specialist.click("main form button.btn")

    leader = visit("lanhdao.himlam", script=script)
    press(leader, case, "Ký kết quả")
    leader.click("main form button.btn")
    press(clerk, case, "Chuyển kết quả ra quầy")
    press(clerk, case, "Thu phí, lệ phí")
    clerk.click("main form button.btn")
    press(clerk, case, "Trả kết quả")
    clerk.fill("input[name=receiver]", "Lường Thị Ban")
    clerk.click("main form button.btn")
    assert "Đã trả kết quả" in clerk.inner_text("main")

    signed = tmp_path / "result.pdf"
    signed.write_bytes(fetched(clerk, f"{case}result/"))
    said = subprocess.run(
        ["pdfsig", "-nocert", signed], capture_output=True, text=True, check=False
    )
    assert "Signature is Valid." in said.stdout
    changed = bytearray(signed.read_bytes())
    changed[len(changed) // 3] ^= 1
    signed.write_bytes(changed)
    said = subprocess.run(
        ["pdfsig", "-nocert", signed], capture_output=True, text=True, check=False
    )
    assert "Signature is Valid." not in said.stdout


def test_a_refused_intake_keeps_what_was_typed(visit: Callable[..., Page]) -> None:
    clerk = visit("motcua.himlam")
    fill_intake(clerk, "Lường Văn Ba")
    clerk.fill("input[name=phone]", "12")
    clerk.fill("input[name=request-copies]", "nhiều")
    clerk.click("button[value=receive]")
    assert clerk.input_value("input[name=full_name]") == "Lường Thị Ban"
    assert clerk.input_value("input[name=request-copies]") == "nhiều"
    assert "số Việt Nam" in clerk.inner_text("main")


WIDTHS = "[...document.querySelector('[type=file][id^=id_scan]').closest('tr').children]"


def test_names_of_papers_and_their_files_have_room(visit: Callable[..., Page]) -> None:
    clerk = visit("motcua.himlam")
    clerk.goto("/desk/intake/1.001193/")
    widths = clerk.evaluate(f"{WIDTHS}.map(cell => cell.getBoundingClientRect().width)")
    name, *counts, files = widths
    assert (name > 2 * max(counts), files > max(counts)) == (True, True), widths


def test_a_wrong_name_is_found_by_its_telephone_number_and_put_right(
    visit: Callable[..., Page],
) -> None:
    clerk = visit("motcua.himlam", phone=True)
    fill_intake(clerk, "Lường Văn Tư")
    clerk.fill("input[name=full_name]", "Lường Thị Bán")
    clerk.fill("input[name=phone]", "0987 650 321")
    clerk.click("button[value=receive]")
    clerk.wait_for_url(re.compile("/desk/dossiers/"))
    found_at = clerk.url.partition("?")[0]

    clerk.fill("#desk-q", "+84 987.650.321")
    clerk.press("#desk-q", "Enter")
    clerk.wait_for_url(re.compile("/desk/dossiers/"))
    assert clerk.url == found_at
    clerk.goto(f"{found_at}act/correct/")
    clerk.locator("summary", has_text="Người đứng tên hồ sơ").click()
    clerk.fill("input[name=owner-full_name]", "Lường Thị Bản")
    clerk.fill("textarea[name=reason]", "Theo căn cước công dân đã xuất trình")
    clerk.locator("main form button[type=submit], main form button.btn").last.click()
    clerk.wait_for_url(lambda address: "/act/" not in address)
    assert "Lường Thị Bản" in clerk.locator("h1 + p").inner_text()
    told = clerk.locator("section[aria-labelledby=corrections]").inner_text()
    assert ("Lường Thị Bán" in told, "Lường Thị Bản" in told) == (True, True)
    clerk.goto("/desk/search/?q=bản+0987650321")
    clerk.wait_for_url(re.compile("/desk/dossiers/"))
