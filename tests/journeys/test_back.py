"""What an official typed stays on the way back, for nobody else, and no browser remembers it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD

pytestmark = pytest.mark.journey
INTAKE, OTHER = "/desk/intake/2.000635/", "/desk/intake/2.000815/"
KEPT = "Object.entries(sessionStorage).filter(([name]) => name.startsWith('typed ')).join()"


def typed(page: Page, name: str) -> str:
    return page.input_value(f"input[name={name}]")


def fill(page: Page, address: str, name: str) -> None:
    """A person, a place from a long list, an answer and a tick."""
    page.goto(address)
    page.fill("input[name=full_name]", name)
    page.fill("input[name=phone]", "0912 000 123")
    page.select_option("select[name=area_code]", "03127")


def sign_in(page: Page, who: str) -> None:
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def test_the_way_back_and_a_page_that_is_loaded_anew_keep_what_was_typed(
    visit: Callable[..., Page],
) -> None:
    page = visit("motcua.himlam")
    fill(page, INTAKE, "Lò Thị Bản")
    page.select_option("select[name=request-event]", "birth")
    page.check("input[name=subject-person__sex][value=male]")
    page.check("input[name=confirm-truth]")
    page.click("text=Việc của tôi")
    page.wait_for_url("**/desk/")
    page.go_back()
    for _again in range(2):
        expect(page.locator("input[name=full_name]")).to_have_value("Lò Thị Bản")
        expect(page.locator("select[name=area_code]")).to_have_value("03127")
        expect(page.locator("select[name=request-event]")).to_have_value("birth")
        expect(page.locator("input[name=subject-person__sex][value=male]")).to_be_checked()
        expect(page.locator("input[name=confirm-truth]")).to_be_checked()
        page.reload()
    page.goto("/desk/intake/")
    page.goto(INTAKE)  # the next person
    assert (typed(page, "full_name"), typed(page, "phone")) == ("", "")


def test_a_ground_that_was_typed_for_an_act_stays(visit: Callable[..., Page]) -> None:
    page = visit("motcua.himlam")
    page.goto("/desk/")
    page.locator(".table--work tbody th a").first.click()
    page.locator("section[aria-labelledby=acts] a.btn").first.click()
    page.locator("main textarea").first.fill("Thiếu bản sao\ngiấy khai sinh")
    page.go_back()
    page.go_forward()
    expect(page.locator("main textarea").first).to_have_value("Thiếu bản sao\ngiấy khai sinh")


def test_two_tabs_each_keep_their_own(visit: Callable[..., Page]) -> None:
    first = visit("motcua.himlam")
    second = first.context.new_page()
    for page, name in ((first, "Lò Thị Một"), (second, "Lò Thị Hai")):
        fill(page, INTAKE, name)
    for page in (first, second):
        page.goto("/desk/")
        page.go_back()
    assert [typed(page, "full_name") for page in (first, second)] == ["Lò Thị Một", "Lò Thị Hai"]


def test_nothing_stays_after_sign_out_or_for_another(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/desk/sign-in/")
    sign_in(page, "motcua.himlam")
    beside = page.context.new_page()
    for one, name in ((page, "Lò Thị Một"), (beside, "Lò Thị Hai")):
        fill(one, INTAKE, name)
        one.goto("/desk/")
    assert "Một" in page.evaluate(KEPT)
    fill(page, OTHER, "Lò Thị Ba")
    page.click("text=Đăng xuất")
    page.wait_for_url("**/desk/sign-in/")
    assert page.evaluate(KEPT) == ""
    assert beside.evaluate(KEPT) == ""
    sign_in(page, "motcua.dbp")
    for one, ways in ((page, 4), (beside, 1)):
        for _back in range(ways):
            one.go_back()
            one.wait_for_load_state()
            assert "Lò Thị" not in one.evaluate(
                "[...document.querySelectorAll('input')].map((one) => one.value).join()"
            )
            assert one.evaluate(KEPT) == ""


def test_somebody_else_in_another_tab_finds_nothing_on_the_way_back(
    visit: Callable[..., Page],
) -> None:
    """The session ended by itself and another official signed in beside."""
    page = visit()
    page.goto("/desk/sign-in/")
    sign_in(page, "motcua.himlam")
    fill(page, INTAKE, "Lò Thị Một")
    page.goto("/desk/")
    page.context.clear_cookies()
    beside = page.context.new_page()
    beside.goto("/desk/sign-in/")
    sign_in(beside, "motcua.dbp")
    page.go_back()
    page.wait_for_load_state()
    assert page.evaluate(KEPT) == ""
    assert "Lò Thị Một" not in page.content()


def test_a_browser_is_told_to_remember_nothing(visit: Callable[..., Page]) -> None:
    page = visit("motcua.himlam")
    asked = "[...document.querySelectorAll('input:not([type=hidden], [type=file]), textarea')]"
    for address in ("/desk/", INTAKE, "/desk/intake/", "/desk/overview/", "/desk/ended/"):
        page.goto(address)
        open_ = f"{asked}.filter((one) => one.form && one.form.autocomplete !== 'off')"
        assert page.evaluate(f"{open_}.map((one) => one.name)") == [], address


def test_a_name_is_written_as_names_are_and_stays_as_it_is_typed_again(
    visit: Callable[..., Page],
) -> None:
    page = visit("motcua.himlam")
    page.goto(OTHER)
    for text, written in {
        "nguyễn văn a": "Nguyễn Văn A",
        "LÒ THỊ Ó": "Lò Thị Ó",
        "k'brêu": "K'Brêu",
        "chớ": "Chớ",
        "Ludwig van Beethoven": "Ludwig van Beethoven",
    }.items():
        page.fill("input[name=full_name]", text)
        page.press("input[name=full_name]", "Tab")
        assert typed(page, "full_name") == written
    page.fill("input[name=full_name]", "nguyễn văn a")
    page.press("input[name=full_name]", "Tab")
    expect(page.locator("main [role=status]", has_text="gõ lại như vậy")).to_have_count(1)
    page.fill("input[name=full_name]", "nguyễn văn a")
    page.press("input[name=full_name]", "Tab")
    assert typed(page, "full_name") == "nguyễn văn a"
    page.select_option("select[name=kind]", "organisation")
    page.fill("input[name=full_name]", "CÔNG TY ABC")
    page.press("input[name=full_name]", "Tab")
    assert typed(page, "full_name") == "CÔNG TY ABC"
