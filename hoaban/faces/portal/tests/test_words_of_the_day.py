"""Pages call the one-stop shop and the levels by their names of the day."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from tests.architecture import house

PAGES = ["/", "/help/", "/help/accessibility/", "/help/privacy/", "/track/", "/procedures/"]
OLD = re.compile(r"Bộ phận\s+(Một cửa|Tiếp nhận)|cấp huyện|thị trấn", re.IGNORECASE)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_after_the_first_of_july_2025_no_page_names_what_ended(
    client: Client, settings: Settings, small_world: None, page: str
) -> None:
    settings.HOABAN_TODAY = "2025-07-02T09:00:00+07:00"
    shown = client.get(page).content.decode()
    assert OLD.findall(shown) == []
    assert "Trung tâm Phục vụ hành chính công nơi bạn ở giúp bạn nộp hồ sơ" in shown


@pytest.mark.django_db
def test_before_it_the_same_page_names_the_shop_of_then(
    client: Client, settings: Settings, small_world: None
) -> None:
    settings.HOABAN_TODAY = "2025-06-30T09:00:00+07:00"
    shown = client.get("/help/").content.decode()
    assert "Bộ phận Một cửa nơi bạn ở giúp bạn nộp hồ sơ" in shown


def test_no_template_and_no_notice_writes_the_name_of_the_shop_itself() -> None:
    pages = house.HOUSE.glob("**/templates/**/*.html")
    notices = house.CONTENT.glob("*/notices/*.toml")
    named = re.compile(r"Bộ\s+phận\s+Một\s+cửa")
    assert [str(path) for path in [*pages, *notices] if named.search(path.read_text())] == []
