"""English pages speak English: Vietnamese stands there only as names, marked as such."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from hoaban.ui.tests.languages import Reader

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
