"""A clerk's keyboard: lists walked, groups changed, a case's buttons reached by their letter."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey


def focused(page: Page, name: str) -> str:
    return str(page.evaluate(f"document.activeElement.getAttribute('{name}') || ''"))


def test_a_list_and_its_cases_are_worked_without_a_mouse(visit: Callable[..., Page]) -> None:
    page = visit("motcua.himlam")
    page.goto("/desk/")
    rows = page.locator("tbody th a")
    page.keyboard.press("j")
    assert focused(page, "href") == rows.nth(0).get_attribute("href")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page, "href") == rows.nth(0).get_attribute("href")
    page.keyboard.press("2")
    page.wait_for_url(re.compile(r"\?part=late$"))
    page.keyboard.press("/")
    assert focused(page, "name") == "q"
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/desk/dossiers/"))
    page.keyboard.press("c")
    assert focused(page, "accesskey") == "c"
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda address: "/desk/dossiers/" in address and address != first)


def test_procedures_are_found_while_one_types(visit: Callable[..., Page]) -> None:
    page = visit("motcua.himlam")
    page.goto("/desk/intake/")
    page.locator("#q").press_sequentially("000656")
    page.wait_for_url(re.compile(r"q=000656"))
    page.locator("#found li").nth(1).wait_for(state="detached")
    assert "1.000656" in page.inner_text("#found")


def test_a_page_has_its_first_field_ready_before_it_is_drawn(visit: Callable[..., Page]) -> None:
    page = visit("motcua.himlam")
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { self.ready = document.activeElement.name; })"
    )
    for address, name in [("/desk/intake/", "q"), ("/desk/intake/2.000815/", "full_name")]:
        page.goto(address)
        assert page.evaluate("self.ready") == name


def test_keys_are_named_where_there_is_a_keyboard_alone(visit: Callable[..., Page]) -> None:
    named = {}
    for phone in (False, True):
        page = visit("motcua.himlam", phone=phone)
        for address in ("/desk/", "/desk/intake/2.000635/"):
            page.goto(address)
            keys = page.locator("kbd, .keys")
            named[phone, address] = any(one.is_visible() for one in keys.all())
    assert named == {
        (False, "/desk/"): True,
        (False, "/desk/intake/2.000635/"): True,
        (True, "/desk/"): False,
        (True, "/desk/intake/2.000635/"): False,
    }
