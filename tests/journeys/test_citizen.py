"""A citizen with a telephone files online, follows, and has the signed result, in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import choose
from tests.journeys.test_counter import fetched, press

pytestmark = pytest.mark.journey
Judge = Callable[[Page], None]

ANSWERS = {
    "person__full_name": "Lò Văn Hặc",
    "person__birth_date": "12/05/1990",
    "person__id_number": "011190000123",
    "person__id_issued_on": "12/05/2015",
    "person__phone": "0912 000 123",
    "copies": "1",
    "office": "UBND phường Him Lam",
}


def fill_what_is_asked(page: Page) -> None:
    """Answer one page: known questions by name, choices by their first real value."""
    for field in page.query_selector_all("main form [name]"):
        name, kind = field.get_attribute("name") or "", field.get_attribute("type") or ""
        tag = field.evaluate("field => field.tagName")
        if name == "agency" or not field.is_visible():
            continue
        if tag == "SELECT" and not field.input_value():
            field.select_option(index=1)
        elif kind == "checkbox" and name.endswith("truth"):
            field.check()
        elif tag == "INPUT" and name in ANSWERS and not field.input_value():
            field.fill(ANSWERS[name])
    for field in page.query_selector_all("main [role=combobox]"):
        label = field.evaluate("field => field.labels[0].innerText")
        if "Xã" in label and not field.input_value():
            field.fill("him lam")
            field.press("ArrowDown")
            field.press("Enter")
    for group in {
        field.get_attribute("name") for field in page.query_selector_all("main [type=radio]")
    }:
        options = page.locator(f"main [type=radio][name='{group}']")
        if not page.locator(f"main [type=radio][name='{group}']:checked").count():
            options.first.check()


def file_online(page: Page, judged: Judge) -> str:
    """Every page of the guided filing; gives the reference."""
    page.goto("/apply/2.000635/")
    choose(page, "Cơ quan giải quyết", "phuong him lam")
    page.click("main form button[type=submit]")
    for _number in range(20):
        judged(page)
        if "/apply/" not in page.url or "/sent" in page.url:
            break
        before = page.url
        fill_what_is_asked(page)
        page.locator("main form button.btn:not(.btn--quiet)").first.click()
        assert page.url != before, page.inner_text("main")[:800]
    found = re.search(r"\b[0-9A-Z]{10}\b", page.inner_text("main"))
    assert found is not None, page.inner_text("main")[:1500]
    return found[0]


def test_from_the_telephone_to_the_signed_result(visit: Callable[..., Page], judged: Judge) -> None:
    citizen = visit("0900000001", phone=True)
    reference = file_online(citizen, judged)
    case = f"/desk/dossiers/{reference}/"

    clerk = visit("motcua.himlam")
    press(clerk, case, "Tiếp nhận")
    press(clerk, case, "Chuyển xử lý")
    specialist = visit("chuyenvien.himlam")
    press(specialist, case, "Dự thảo kết quả")
    specialist.check("input[name=outcome][value=positive]")
    specialist.click("main form button.btn")
    press(specialist, case, "Hoàn thành bước")
    specialist.click("main form button.btn")
    leader = visit("lanhdao.himlam")
    press(leader, case, "Ký kết quả")
    leader.click("main form button.btn")
    press(clerk, case, "Chuyển kết quả ra quầy")
    press(clerk, case, "Thu phí, lệ phí")
    clerk.click("main form button.btn")

    citizen.goto(f"/my/{reference}/")
    judged(citizen)
    assert fetched(citizen, f"/my/{reference}/result/").startswith(b"%PDF")

    stranger = visit(phone=True)
    stranger.goto("/track/")
    stranger.fill("input[name=code]", reference)
    stranger.fill("input[name=phone_tail]", "0001")
    stranger.click("main form button[type=submit]")
    assert "Lò Văn Hặc" not in stranger.inner_text("main")
    assert "%" in stranger.inner_text("main")


def test_signing_up_with_a_code_from_the_outbox(visit: Callable[..., Page]) -> None:
    citizen = visit(phone=True)
    citizen.goto("/account/signup/")
    citizen.fill("input[name=full_name]", "Sùng A Páo")
    for name in ("email", "login", "contact", "phone"):
        if citizen.query_selector(f"main input[name={name}]"):
            citizen.fill(f"main input[name={name}]", "0900000777")
    for name in ("password1", "password2", "password"):
        if citizen.query_selector(f"main input[name={name}]"):
            citizen.fill(f"main input[name={name}]", "mot-mat-khau-dai-2020")
    citizen.click("main form button[type=submit]")
    messages = visit()
    messages.goto("/messages/")
    told = messages.inner_text("main")
    code = re.search(r"Mã xác nhận của bạn: ([\w-]+)", told)
    assert code is not None, told[:1500]
    citizen.fill("main input[name=code]", code[1])
    citizen.click("main form button[type=submit]")
    citizen.goto("/my/")
    assert citizen.url.endswith("/my/")
