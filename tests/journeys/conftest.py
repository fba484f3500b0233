"""The whole program, started as its user starts it, in a real browser."""

import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    ViewportSize,
    sync_playwright,
)

from tests.postgres import free_port
from tests.world.houses import COMMAND, Houses, environment


def choose(page: Page, label: str, typed: str) -> None:
    """Choose from a long list by some letters of a name and the first line that is offered."""
    field = page.get_by_role("combobox", name=label)
    field.fill(typed)
    field.press("ArrowDown")
    field.press("Enter")


ROOT = Path(__file__).parent.parent.parent
# Without the windows of a desktop, where that is installed: each visitor costs a quarter of it.
CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
PICTURES = bool(os.environ.get("HOABAN_PICTURES"))
HEAVIEST = 60_000  # bytes of one picture
PASSWORD = "hoa-ban-2020"
DESK: ViewportSize = {"width": 1280, "height": 900}
TALLEST = {1280: 1000, 360: 1480}  # px of a picture
MOST_KEPT = 4  # pages that stay open for the next test
PATIENCE = 120_000  # ms until something must have happened on a busy machine
PHONE: ViewportSize = {"width": 360, "height": 740}


@dataclass(frozen=True)
class House:
    """The running demo: its address and its folder."""

    url: str
    var: Path


@contextmanager
def served(var: Path) -> Iterator[House]:
    """`hoaban serve --demo` on that folder, until it answers and as long as it is needed."""
    port = free_port()
    with (var / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--demo"],
            cwd=ROOT,
            env=environment(var, HOABAN_PORT=str(port)),
            stdout=log,
            stderr=log,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/healthz", process, var / "serve.log")
        yield House(url, var)
    finally:
        process.terminate()
        process.wait(60)


def begin_a_demo(var: Path) -> None:
    """Start it in an empty folder, as its user does, and stop it."""
    with served(var):
        pass


@pytest.fixture(scope="session")
def house(houses: Houses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo that was begun once a session, in a copy of this process alone."""
    var = tmp_path_factory.mktemp("var")
    houses.put_made("demo", var, begin_a_demo)
    with served(var) as house:
        yield house


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"the demo ended: {log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the demo does not answer: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield found
        found.close()


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def signed_in(browser: Browser, house: House) -> Callable[[str], StorageState | None]:
    """The cookies of someone who signed in once, as a browser keeps them."""
    kept: dict[str, StorageState] = {}

    def state(who: str) -> StorageState | None:
        if who and who not in kept:
            context = browser.new_context(base_url=house.url)
            _sign_in(context.new_page(), who)
            kept[who] = context.storage_state()
            context.close()
        return kept.get(who)

    return state


def _sign_in(page: Page, who: str) -> None:
    """An official by name, a citizen by telephone number."""
    door, name = ("/account/login/", "login") if who.isdigit() else ("/desk/sign-in/", "username")
    page.set_default_timeout(PATIENCE)
    page.goto(door)
    page.fill(f"input[name={name}]", who)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda address: door not in address)
    if page.locator(".pretended").count():
        type_code(page)
        page.click("main form button[type=submit]")
        page.wait_for_url(lambda address: "/2fa/" not in address)


def type_code(page: Page) -> None:
    """The one-time code that the demo shows for the app of an invented person."""
    page.fill("input[name=code]", page.inner_text(".pretended b"))


class Opening:
    """Opens pages of visitors, each in a browser of its own, and notes what went wrong there."""

    def __init__(
        self, browser: Browser, house: House, signed_in: Callable[[str], StorageState | None]
    ) -> None:
        self.browser, self.house, self.signed_in = browser, house, signed_in
        self.contexts: list[BrowserContext] = []
        self.kept: dict[tuple[str, bool, bool, bool], Page] = {}
        self.wrong: list[str] = []

    def page(
        self,
        who: str = "",
        *,
        phone: bool = False,
        script: bool = True,
        dark: bool = False,
        english: bool = False,
    ) -> Page:
        context = self.browser.new_context(
            viewport=PHONE if phone else DESK,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=script,
            color_scheme="dark" if dark and not PICTURES else "light",
            base_url=self.house.url,
            storage_state=self.signed_in(who),
        )
        self.contexts.append(context)
        if english and not PICTURES:
            url = self.house.url
            context.add_cookies([{"name": "django_language", "value": "en", "url": url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda asked: _own(asked.url, self.house, self.wrong))
        return page

    def kept_page(
        self, who: str = "", *, phone: bool = False, dark: bool = False, english: bool = False
    ) -> Page:
        """One that was opened for the same visitor before, else a new one; few stay open."""
        wanted = (who, phone, dark, english)
        page = self.kept.pop(wanted, None)
        if page is None:
            page = self.page(who, phone=phone, dark=dark, english=english)
        self.kept[wanted] = page  # the last used stands last
        if len(self.kept) > MOST_KEPT:
            longest_unused = self.kept.pop(next(iter(self.kept))).context
            self.contexts.remove(longest_unused)
            longest_unused.close()
        page.set_viewport_size(PHONE if phone else DESK)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(
    browser: Browser, house: House, signed_in: Callable[[str], StorageState | None]
) -> Iterator[Open]:
    """A page of a visitor, signed in as `who` or a stranger: `visit(who, phone=…, script=…)`.

    Pictures are Vietnamese and light, whatever is asked.
    """
    opening = Opening(browser, house, signed_in)
    yield opening.page
    opening.close()
    assert opening.wrong == []


@pytest.fixture(scope="session")
def standing(
    browser: Browser, house: House, signed_in: Callable[[str], StorageState | None]
) -> Iterator[Opening]:
    opening = Opening(browser, house, signed_in)
    yield opening
    opening.close()


@pytest.fixture
def look(standing: Opening) -> Iterator[Open]:
    """As `visit`, for who only looks: the page may be one that another test looked with before.

    A browser whose process runs already shows and judges a page in less than half the time.
    """
    standing.wrong.clear()
    yield standing.kept_page
    assert standing.wrong == []


def _own(url: str, house: House, wrong: list[str]) -> None:
    """No page asks anything of another host."""
    if not url.startswith((house.url, "data:", "blob:", "about:")):
        wrong.append(f"asked {url}")


@pytest.fixture(scope="session")
def judged() -> Callable[[Page], None]:
    """axe finds nothing serious, nothing scrolls sideways, and every link leads somewhere."""
    axe = Axe()

    def judge(page: Page) -> None:
        page.wait_for_load_state()
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"
        dead = page.locator("main a[href=''], main a:not([href])").all_inner_texts()
        assert dead == [], page.url
        found = axe.run(page).response["violations"]
        serious = [
            (rule["id"], rule["nodes"][0]["html"][:200])
            for rule in found
            if rule["impact"] in {"serious", "critical"}
        ]
        assert serious == [], page.url

    return judge


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """Keep a picture of the top of a key page in docs/pictures when HOABAN_PICTURES says so."""

    def take(page: Page, name: str) -> None:
        if not PICTURES:
            return
        size = page.viewport_size or DESK
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**size, "height": min(int(tall), TALLEST[size["width"]])})
        target = ROOT / "docs" / "pictures" / f"{name}-{size['width']}.jpg"
        target.parent.mkdir(exist_ok=True)
        for quality in range(70, 10, -10):
            taken = page.screenshot(type="jpeg", quality=quality)
            if len(taken) <= HEAVIEST:
                break
        target.write_bytes(taken)

    return take
