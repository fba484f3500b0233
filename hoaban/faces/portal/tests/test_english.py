"""English pages speak English: Vietnamese stands there only as names, marked as such."""

import re
from html.parser import HTMLParser

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

PAGES = (
    "/",
    "/procedures/",
    "/procedures/?q=khai",
    "/procedures/2.000635/",
    "/track/",
    "/verify/",
    "/help/",
    "/help/about/",
    "/help/accessibility/",
    "/help/privacy/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/desk/sign-in/",
    "/nothing-here/",
)
LETTERS = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
SYMBOL = re.compile(r"\b\d+/\d{4}/[A-ZĐ0-9-]+")  # 61/2018/NĐ-CP is called so in any language
READ = ("alt", "aria-label", "content", "data-h", "label", "placeholder", "title")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Reader(HTMLParser):
    """What a page says in Vietnamese outside of elements marked `lang="vi"`."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []  # element and the language inside it
        self.leaks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        language = said.get("lang") or (self.open[-1][1] if self.open else "en")
        for name in READ:
            self._read(said.get(name) or "", language)
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _) in enumerate(self.open) if name == tag]
        if places:
            del self.open[places[-1] :]

    def handle_data(self, data: str) -> None:
        self._read(data, self.open[-1][1] if self.open else "en")

    def _read(self, text: str, language: str) -> None:
        if language != "vi" and LETTERS.search(SYMBOL.sub("", text)):
            self.leaks.append(" ".join(text.split()))


def leaks(client: Client, page: str) -> list[str]:
    reader = Reader()
    reader.feed(client.get(page).content.decode())
    return reader.leaks


@pytest.fixture
def province(catalogue_world: None, db: None, settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    settings.HOABAN_DEMO = True
    caches["process"].clear()


def test_english_pages_hold_no_vietnamese_but_marked_names(client: Client, province: None) -> None:
    client.cookies["django_language"] = "en"

    found = {page: leaks(client, page) for page in PAGES}

    assert found == {page: [] for page in PAGES}


def test_the_reader_finds_vietnamese_and_leaves_marked_names_alone() -> None:
    reader = Reader()
    reader.feed('<p title="Hạn">No. 61/2018/NĐ-CP <b lang="vi">Điện Biên</b><br>hồ sơ</p>')

    assert reader.leaks == ["Hạn", "hồ sơ"]
