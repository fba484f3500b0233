"""What a clerk's work costs in keys and page loads, from the list of work to the printed receipt.

Every key is pressed as a clerk presses it, no field is filled from outside; a reader's line is no
key. A name is written without the marks that an input method composes of more keys.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey
CERTIFICATION, BIRTH, LOADS = 60, 160, 4
CARD = (
    "011190000123|050123456|Lò Thị Ban|12051990|Nữ|Tổ 4, Him Lam, Điện Biên Phủ, Điện Biên|25042021"
)


@dataclass
class Typist:
    """Counts what is pressed, and the pages that were loaded."""

    page: Page
    keys: int = 0
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("load", lambda page: self.loads.append(page.url))
        self.page.context.on("page", lambda page: self.loads.append(page.url))

    def write(self, *words: str) -> None:
        """Each in a field that has the focus; Enter goes on to the next."""
        for text in words:
            for letter in text:
                self.page.keyboard.type(letter)
            self.keys += len(text)
            self.press("Enter")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def scan(self, line: str) -> None:
        """A reader writes a line wherever the focus is, and ends it."""
        for letter in line:
            self.page.keyboard.type(letter)
        self.page.keyboard.press("Enter")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || ''"))


def begins(visit: Callable[..., Page], wanted: str, code: str) -> Typist:
    """From the list of work to the form of a procedure."""
    page = visit("motcua.himlam")
    page.goto("/desk/")
    typist = Typist(page)
    typist.press("n")
    page.wait_for_url(re.compile("/desk/intake/$"))
    typist.write(wanted)
    page.wait_for_url(re.compile(f"/desk/intake/{code}/$"))
    page.wait_for_load_state()
    return typist


def printed(typist: Typist) -> None:
    """Received; Enter prints the receipt."""
    typist.press("Enter")
    typist.page.wait_for_url(re.compile("/desk/dossiers/"))
    typist.page.wait_for_load_state()
    with typist.page.context.expect_page() as opened:
        typist.press("Enter")
    assert "/papers/" in opened.value.url


def test_a_certification_costs_few_keys_with_the_card_and_without(
    visit: Callable[..., Page],
) -> None:
    scanned = begins(visit, "815", "2.000815")
    scanned.scan(CARD)
    scanned.write("0912000123", "CCCD", "1", "3")
    assert focused(scanned.page) == "do"
    printed(scanned)

    typed = begins(visit, "815", "2.000815")
    typed.write("Lo Van Un", "011090000124", "0912000124")
    typed.write("", "14031988", "CCCD", "1", "3")
    assert focused(typed.page) == "do"
    printed(typed)

    assert (scanned.keys <= CERTIFICATION, typed.keys <= CERTIFICATION) == (True, True), (
        scanned.keys,
        typed.keys,
    )
    assert (len(scanned.loads), len(typed.loads)) == (LOADS, LOADS), typed.loads
