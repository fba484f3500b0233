"""The house seen from outside: browsers signed in by its own pages, and a partner system."""

import re
from html import unescape
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.oracle import doors
from tests.oracle.masks import Masks, plain

Answer = Any  # Any: the test client's answer
HIDDEN = re.compile(r"<(head|script|style|svg|template)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
FIELD = re.compile(r"<(?:input|button|option)\b[^>]*>")
NAME, VALUE = re.compile(r'\bname="([^"]*)"'), re.compile(r'\bvalue="([^"]*)"')
BLOCK = re.compile(
    r"</?(p|div|li|ul|ol|dl|dt|dd|tr|td|th|h\d|section|form|option|br|main|nav)\b[^>]*>"
)
TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"\s+")
DRAWN_FIELDS = {"csrfmiddlewaretoken", "drawn_for", "once", "key"}


class Browser:
    """One person's browser; every request moves the clock on."""

    def __init__(self, clock: doors.Clock) -> None:
        self.clock, self.client = clock, Client()

    def get(self, address: str, *, follow: bool = False) -> Answer:
        self.clock.tick()
        return self.client.get(address, follow=follow)

    def post(self, address: str, data: dict[str, Any], *, follow: bool = False) -> Answer:
        self.clock.tick()
        return self.client.post(address, data, follow=follow)


def official(clock: doors.Clock, name: str) -> Browser:
    """Signed in at the officials' door."""
    browser = Browser(clock)
    answer = browser.post(
        doors.DESK["sign in"], {"username": name, "password": doors.PASSWORD}, follow=False
    )
    assert answer.status_code == 302, f"{name} is not let in: {answer.status_code}"
    return browser


def citizen(clock: doors.Clock, phone: str) -> Browser:
    """Signed in at the portal."""
    browser = Browser(clock)
    answer = browser.post(doors.PORTAL["sign in"], {"login": phone, "password": doors.PASSWORD})
    assert answer.status_code == 302, f"{phone} is not let in: {answer.status_code}"
    return browser


class Partner:
    """Another system with a token of its own, registered on the desk."""

    def __init__(self, clock: doors.Clock, slug: str, scopes: list[str]) -> None:
        administrator = official(clock, "quantri")
        asked = {"name": f"Hệ thống {slug}", "slug": slug, "agency": "", "scopes": scopes}
        page = administrator.post(doors.DESK["partners"], asked).content.decode()
        found = re.search(r"<code>([\w-]{30,})</code>", page)
        assert found, "the page shows no token"
        self.clock, self.token = clock, found[1]

    def ask(self, method: str, path: str, **more: Any) -> Answer:  # noqa: ANN401 - the client's own
        self.clock.tick()
        headers = {"authorization": f"Bearer {self.token}"} | more.pop("headers", {})
        if "body" in more:
            more |= {"data": more.pop("body"), "content_type": "application/json"}
        client = Client()
        ask = getattr(client, method)
        return ask(f"{doors.API}{path}", headers=headers, **more)

    def upload(self, data: bytes, name: str) -> Answer:
        return self.ask("post", "/files", data={"file": SimpleUploadedFile(name, data)})


def text_of(page: str) -> str:
    """What a page says and asks for: its words, its fields with their values, one a line.

    White space is folded as a browser folds it: where a template breaks its lines changes nothing.
    """
    shown = FIELD.sub(_field, SPACE.sub(" ", HIDDEN.sub("", page)))
    return plain(unescape(TAG.sub("", BLOCK.sub("\n", shown))).splitlines())


def _field(found: re.Match[str]) -> str:
    name, value = NAME.search(found[0]), VALUE.search(found[0])
    if name is None or name[1] in DRAWN_FIELDS:
        return ""
    on = " (on)" if re.search(r"\b(checked|selected)\b", found[0]) else ""
    return f"\n[{name[1]}: {value[1] if value else ''}{on}]"


def written(folder: Path, name: str, text: str, masks: Masks) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(masks.text(text), encoding="utf-8")
