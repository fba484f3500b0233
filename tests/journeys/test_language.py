"""Whoever switches the language on a half-filled form goes on with what was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
INTAKE = "/desk/intake/2.000635/"
KEPT = "sessionStorage.getItem('typed')"


def switch(page: Page, language: str) -> None:
    """Press the button of the other language, and wait for the page in it."""
    page.click(f"form.language button[value={language}]")
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_an_official_goes_on_in_the_other_language(
    visit: Callable[..., Page], *, phone: bool
) -> None:
    page = visit("motcua.himlam", phone=phone)
    page.goto(INTAKE)
    page.fill("input[name=full_name]", "Lò Thị Bản")
    page.fill("input[name=phone]", "0912 000 123")
    page.select_option("select[name=area_code]", "03127")
    page.select_option("select[name=request-event]", "birth")
    page.check("input[name=subject-person__sex][value=male]")
    page.check("input[name=confirm-truth]")
    page.locator("input[type=file]:not([name=card-picture])").first.set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    switch(page, "en")

    expect(page.locator("input[name=full_name]")).to_have_value("Lò Thị Bản")
    expect(page.locator("input[name=phone]")).to_have_value("0912 000 123")
    expect(page.locator("select[name=area_code]")).to_have_value("03127")
    expect(page.locator("select[name=request-event]")).to_have_value("birth")
    expect(page.locator("input[name=subject-person__sex][value=male]")).to_be_checked()
    expect(page.locator("input[name=subject-person__sex][value=female]")).not_to_be_checked()
    expect(page.locator("input[name=confirm-truth]")).to_be_checked()
    expect(page.locator("main .notice", has_text="choose files again")).to_have_count(1)
    assert page.evaluate(KEPT) is None
    switch(page, "vi")
    expect(page.locator("input[name=full_name]")).to_have_value("Lò Thị Bản")


def test_a_ground_that_was_typed_stays(visit: Callable[..., Page]) -> None:
    page = visit("motcua.himlam")
    page.goto("/desk/")
    page.locator(".table--work tbody th a").first.click()
    page.locator("section[aria-labelledby=acts] a.btn").first.click()
    page.locator("main textarea").first.fill("Thiếu bản sao\ngiấy khai sinh")
    switch(page, "en")
    expect(page.locator("main textarea").first).to_have_value("Thiếu bản sao\ngiấy khai sinh")
    switch(page, "vi")


def test_a_citizen_goes_on_in_the_other_language(visit: Callable[..., Page]) -> None:
    page = visit("", phone=True)
    page.goto("/track/")
    page.fill("input[name=code]", "ubnd-03127-200330-0001")
    page.fill("input[name=phone_tail]", "0123")
    switch(page, "en")
    expect(page.locator("input[name=code]")).to_have_value("ubnd-03127-200330-0001")
    expect(page.locator("input[name=phone_tail]")).to_have_value("0123")
    page.reload()
    expect(page.locator("input[name=code]")).to_have_value("")


def test_nothing_stays_for_whoever_comes_next(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/desk/sign-in/")
    page.fill("input[name=username]", "motcua.himlam")
    page.fill("input[name=password]", "hoa-ban-2020")
    page.route("**/language/", lambda route: route.fulfill(status=204))  # the line is gone
    with page.expect_request("**/language/"):
        page.click("form.language button[value=en]")
    held = page.evaluate(KEPT) or ""
    assert ("motcua.himlam" in held, "hoa-ban-2020" in held) == (True, False)
    page.unroute("**/language/")
    page.goto("/track/")
    assert page.evaluate(KEPT) is None
    page.goto("/desk/sign-in/")
    expect(page.locator("input[name=username]")).to_have_value("")


def test_what_was_held_is_forgotten_after_a_minute(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/track/")
    for age, shown in ((59, "X"), (61, "")):
        held = f"{{here: '/track/', at: Date.now() - {age}000, said: [['code', 'X']], files: []}}"
        page.evaluate(f"sessionStorage.setItem('typed', JSON.stringify({held}))")
        page.reload()
        expect(page.locator("input[name=code]")).to_have_value(shown)
    assert page.evaluate(KEPT) is None


def test_without_script_the_language_is_switched(visit: Callable[..., Page]) -> None:
    page = visit(script=False)
    page.goto("/track/?code=ABC")
    switch(page, "en")
    expect(page.locator("input[name=code]")).to_have_value("ABC")
